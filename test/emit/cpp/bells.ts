import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PlatformTypes } from '../../../src/model/canonical.ts';
import type { Model } from '../../../src/model/model.ts';
import { readTemplates } from '../../../src/read/read-templates.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

/** Folder of the fixtures of emission. */
export const fixtures = path.join(root, 'test/fixtures/emit');

/** The project's own templates. */
export const templates = readTemplates(path.join(root, 'templates'), undefined, root).value;

/** A small model with every kind of declaration. */
export const bells = JSON.parse(readFileSync(path.join(fixtures, 'model.json'), 'utf8')) as Model;

/** The types of Windows that the model uses. */
export const platform: PlatformTypes = {
  HRESULT: { canonical: 'i32' },
  ULONG: { canonical: 'u32' },
  DWORD: { canonical: 'u32' },
  WCHAR: { canonical: 'wchar' },
  UINT_PTR: { canonical: 'uptr' },
  REFIID: { canonical: 'const struct:GUID *' },
};
