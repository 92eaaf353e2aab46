import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'type-spelling-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('puts a type right that is written in another case, and not a parameter of its name', async () => {
  const text =
    '# IHostTask::SetPriority Method\n\nText.\n\n## Syntax\n\n```cpp\nHRESULT SetPriority ([in] ULong32 dword);\n```\n';
  writeFileSync(path.join(folder, 'ihosttask-setpriority-method.md'), text);
  const { diagnostics } = await lint({ docs: [folder] });
  const found = diagnostics.find(({ code }) => code === 'CB417');
  const start = text.indexOf('ULong32');
  expect(found?.fixes).toEqual([{ start, end: start + 'ULong32'.length, replacement: 'ULONG32' }]);
});
