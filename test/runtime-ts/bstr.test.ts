import koffi from 'koffi';
import { beforeAll, describe, expect, test } from 'vitest';
import { bindLibrary, implement } from '../../src/runtime/index.ts';
import { CreateShapes, DriveShapes, IShapes } from '../fixtures/emit/typescript/shapes/shapes.ts';
import { echo } from './shapes/echo.ts';
import { hasCompiler, shapesLibrary } from './shapes/library.ts';

describe.skipIf(!hasCompiler)('BSTRs', () => {
  let live: () => number;
  let useHeader: (bytes: number) => void;

  beforeAll(() => {
    bindLibrary('shapes.dll', shapesLibrary());
    const library = koffi.load(shapesLibrary());
    live = library.func('LiveStrings', 'uint32_t', []);
    useHeader = library.func('UseStringHeader', 'void', ['uint32_t']);
  });

  test.skipIf(process.platform === 'win32')('that native code returns are freed as the platform layer does it', () => {
    const s = CreateShapes(IShapes);
    const text = 'x'.repeat(1 << 20);
    expect(s.EchoBstr(text)).toEqual({ length: text.length, made: text });
    const before = process.memoryUsage().rss;
    // 2 MiB each: what is not freed is 800 MiB more.
    for (let i = 0; i < 400; i++) s.EchoBstr(text);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 << 20);
  });

  describe('with functions of their own', () => {
    beforeAll(() => {
      useHeader(32);
      bindLibrary('OleAut32.dll', shapesLibrary());
    });

    test('are freed by them, once, whoever implements the method', () => {
      const before = live();
      const s = CreateShapes(IShapes);
      expect([s.EchoBstr('a\0b'), s.EchoBstr(''), s.$raw.EchoBstr('x')]).toEqual([
        { length: 3, made: 'a\0b' },
        { length: 0, made: '' },
        { hresult: 0, value: { length: 1, made: 'x' } },
      ]);
      expect(live()).toBe(before);
    });

    test('are allocated by them where JavaScript returns one', () => {
      const before = live();
      using server = implement(
        IShapes,
        echo((): IShapes => server as unknown as IShapes),
      );
      expect(DriveShapes(server)).toBe(0);
      expect((CreateShapes(IShapes).EchoObject(server) as IShapes).EchoBstr('ä\0ö')).toEqual({
        length: 3,
        made: 'ä\0ö',
      });
      // DriveShapes frees one that JavaScript allocated: the count sees both ends.
      expect(live()).toBe(before);
    });
  });
});
