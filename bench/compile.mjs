// What a compiler pays to include the generated headers, against the same headers of wine and of mingw-w64 with the platform
// layer that those stand on. Each pair is compiled in one run, alternating, so that what else the machine does hurts both.
//
//   node bench/compile.mjs [--headers DIR] [--runs N] [--instructions]
//
// Prints the median wall time of `clang++ -fsyntax-only`, or with --instructions what valgrind counts, which no other
// process disturbs. Needs clang; Debian's libwine-dev and g++-mingw-w64-x86-64 have the headers to compare with.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: {
    headers: { type: 'string', default: path.join(root, 'generated', 'cpp') },
    runs: { type: 'string', default: '15' },
    instructions: { type: 'boolean', default: false },
  },
});
const headers = path.resolve(options.headers);

const WINE = '/usr/include/wine/wine/windows';
const MINGW = '/usr/x86_64-w64-mingw32/include';
const windows = '--target=x86_64-w64-mingw32';
const empty = { includes: [], flags: [] };
const ours = (includes, ...flags) => ({ includes, flags: [`-I${headers}`, ...flags] });
// wine's windows.h wants a two-byte wchar_t off Windows too.
const wines = (...includes) => ({ includes: ['windows.h', ...includes], flags: ['-fshort-wchar', `-isystem${WINE}`] });
const mingws = (...includes) => ({ includes: ['windows.h', ...includes], flags: [windows] });

/** `needs`: the folder without which a pair cannot be compared. Wine has no corprof.h: its side has less to do. */
const pairs = [
  {
    name: 'cordebug.h + corprof.h, wine: cordebug.h',
    needs: WINE,
    ours: ours(['cordebug.h', 'corprof.h']),
    theirs: wines('cor.h', 'cordebug.h'),
  },
  {
    name: 'mscoree.h + cor.h + fusion.h, mingw',
    needs: MINGW,
    ours: ours(['mscoree.h', 'cor.h', 'fusion.h'], windows, '-DCLR_PLATFORM_NATIVE=0'),
    theirs: mingws('mscoree.h', 'cor.h', 'fusion.h'),
  },
  {
    name: 'the same on top of windows.h, mingw',
    needs: MINGW,
    ours: ours(['mscoree.h', 'cor.h', 'fusion.h'], windows, '-DCLR_PLATFORM_NATIVE=1'),
    theirs: mingws('mscoree.h', 'cor.h', 'fusion.h'),
  },
];

const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-compile-'));
const unit = options.instructions ? 'M instr' : 'ms';
const runs = options.instructions ? 1 : Number(options.runs);
try {
  console.log(`${'empty file'.padEnd(44)}${format(medianOf([empty])[0])} ${unit}`);
  for (const pair of pairs) {
    if (!existsSync(pair.needs)) {
      console.log(`${pair.name.padEnd(44)}   not compared: no ${pair.needs}`);
      continue;
    }
    const [mine, others] = medianOf([pair.ours, pair.theirs]);
    const ratio = (mine / others).toFixed(2);
    console.log(`${pair.name.padEnd(44)}${format(mine)} ${unit} :${format(others)} ${unit}   ratio ${ratio}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function medianOf(sides) {
  const samples = sides.map(() => []);
  for (let i = 0; i < runs; i++) for (const [side, one] of sides.entries()) samples[side].push(cost(one));
  return samples.map((sample) => sample.toSorted((a, b) => a - b)[Math.floor(sample.length / 2)]);
}

/** Milliseconds, or millions of instructions, that compiling a file with the includes takes. */
function cost({ includes, flags }) {
  const source = path.join(folder, 'includes.cpp');
  writeFileSync(source, includes.map((include) => `#include <${include}>\n`).join(''));
  const compile = ['clang++', '-std=c++17', '-fsyntax-only', ...flags, source];
  const counted = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null', ...compile];
  const [program, ...args] = options.instructions ? counted : compile;
  const start = performance.now();
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  if (status !== 0) throw new Error(error?.message ?? stderr);
  return options.instructions ? Number(/Collected : (\d+)/.exec(stderr)?.[1]) / 1e6 : milliseconds;
}

function format(value) {
  return value.toFixed(0).padStart(6);
}
