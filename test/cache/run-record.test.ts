import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileStamp } from '../../src/cache/file-stamp.ts';
import { RecordPart } from '../../src/cache/record-part.ts';
import { formatRecord, parseRecord, type RunRecord } from '../../src/cache/run-record.ts';
import { StampList } from '../../src/cache/stamp-list.ts';

const stamp: fc.Arbitrary<FileStamp> = fc.tuple(
  fc.string({ unit: 'binary' }),
  fc.nat(),
  fc.double({ min: 0, max: 2e12, noNaN: true }),
  fc.double({ min: 0, max: 2e12, noNaN: true }),
  fc.nat({ max: Number.MAX_SAFE_INTEGER }),
  fc.stringMatching(/^[0-9a-f]{64}$/),
);
const stamps = fc.array(stamp, { maxLength: 5 });

function recordOf(
  program: readonly FileStamp[],
  files: readonly FileStamp[],
  outputs: readonly FileStamp[],
): RunRecord {
  return {
    program: StampList.of(program),
    rendered: RecordPart.of([{ path: 'cpp/a.h', key: 'k', hash: 'h', diagnostics: [] }]),
    run: {
      files: StampList.of(files),
      included: ['/é'],
      trees: RecordPart.of(null),
      storedAs: { '/a\n': 'x' },
      folders: StampList.of([]),
      missing: [],
      outputs: StampList.of(outputs),
      result: {
        outcome: 'done',
        diagnostics: RecordPart.of([{ code: 'CB310', severity: 'note', message: 'ünlikely' }]),
        out: 'out',
        outputs: ['cpp/a.h'],
        inputs: RecordPart.of(['docs/a.md']),
        statistics: { pages: 1, parsed: 1, account: { api: {}, other: {}, reported: 0 }, entities: {} },
      },
    },
  };
}

function plain({ program, rendered, run }: RunRecord): unknown {
  if (run === undefined) return [[...program], rendered.value];
  const { files, folders, outputs, trees, result, ...rest } = run;
  const said = { ...result, diagnostics: result.diagnostics.value, inputs: result.inputs.value };
  return [[...program], rendered.value, [...files], [...folders], [...outputs], trees.value, rest, said];
}

describe('the record of a run', () => {
  it('is read as it was written, and written as it was read', () => {
    fc.assert(
      fc.property(stamps, stamps, stamps, fc.boolean(), (program, files, outputs, whole) => {
        const full = recordOf(program, files, outputs);
        const { run: _run, ...part } = full;
        const record: RunRecord = whole ? full : part;
        const content = Buffer.concat(formatRecord(record));
        const read = parseRecord(content) as RunRecord;
        expect(Buffer.concat(formatRecord(read))).toEqual(content);
        expect(plain(read)).toEqual(plain(record));
      }),
    );
  });

  it('holds a part that is null', () => {
    expect(RecordPart.of(null).value).toBeNull();
    expect(RecordPart.read(RecordPart.of(null).bytes).value).toBeNull();
  });

  it('is none where it is of another form, or cut off', () => {
    const content = Buffer.concat(formatRecord(recordOf([], [['/a', 1, 2, 3, 4, 'f'.repeat(64)]], [])));
    expect(parseRecord(Buffer.from('{"program":[],"rendered":[]}'))).toBeUndefined();
    expect(parseRecord(Buffer.alloc(0))).toBeUndefined();
    expect(parseRecord(content.subarray(0, 100))).toBeUndefined();
  });
});

describe('a list of stamps', () => {
  it('has other stamps at some places, and stays itself', () => {
    fc.assert(
      fc.property(fc.array(stamp, { minLength: 1, maxLength: 5 }), fc.nat(), stamp, (all, at, [, ...other]) => {
        const index = at % all.length;
        const list = StampList.of(all);
        const changed: FileStamp = [(all[index] as FileStamp)[0], ...other];
        expect([...list.with(new Map([[index, changed]]))]).toEqual(all.with(index, changed));
        expect([...list]).toEqual(all);
        expect(list.with(new Map())).toBe(list);
      }),
    );
  });
});
