import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('the types accept right use and refuse wrong use', () => {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const file = path.join(root, 'test', 'runtime-ts', 'types', 'typed-use.ts');
  const program = ts.createProgram([file], {
    ...options,
    noEmit: true,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  });
  const found = ts
    .getPreEmitDiagnostics(program)
    .map(
      (d) =>
        `${path.basename(d.file?.fileName ?? '')}:${d.file?.getLineAndCharacterOfPosition(d.start ?? 0).line ?? 0} ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`,
    );
  expect(found).toEqual([]);
});
