import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OutputFile } from '../../../src/emit/output-file.ts';
import { createTypescriptTarget } from '../../../src/emit/typescript/target.ts';
import type { PlatformTypes } from '../../../src/model/canonical.ts';
import type { Model } from '../../../src/model/model.ts';
import { createTypeTable } from '../../../src/model/type-table.ts';
import { readTemplates } from '../../../src/read/read-templates.ts';

export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The platform's types as the repository holds them. */
export function platformTypes(): PlatformTypes {
  const file = path.join(root, 'metadata', 'facts', 'platform-types.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { entries: PlatformTypes }).entries;
}

/** Emits a model with the repository's own templates. */
export function emitTypescript(
  model: Model,
  options: { readonly runtime?: string; readonly comments?: 'none' | 'link' | 'summary' | 'full' } = {},
): { readonly files: readonly OutputFile[]; readonly codes: readonly string[] } {
  const target = createTypescriptTarget({ runtime: options.runtime ?? 'clr-bindgen/runtime' });
  const templates = readTemplates(path.join(root, 'templates'), undefined, root).value;
  const result = target.emit(model, createTypeTable(model, platformTypes()), {
    comments: options.comments ?? 'link',
    templates,
    generator: '0.0.0',
  });
  return { files: result.value, codes: result.diagnostics.map(({ code }) => code) };
}
