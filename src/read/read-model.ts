import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { joinHeaders } from '../model/header-parts.ts';
import { emptyModel, modelFromJson } from '../model/json.ts';
import type { Model } from '../model/model.ts';
import { modelFromOwnJson } from '../model/own-json.ts';
import { isChecked } from './checked-files.ts';
import { displayPath } from './display-path.ts';
import { systemReason } from './system-reason.ts';

/**
 * Reads a model file (`model.json` of an output folder), or a folder of them, which hold one header each.
 *
 * CB113 for a file that cannot be read, CB420 for one that is no model; the value then lacks it.
 *
 * @param file Absolute path; what ends in `.json` is a file.
 */
export function readModel(file: string, cwd: string): StageResult<Model> {
  let current = file;
  try {
    const files = file.endsWith('.json') ? [file] : modelFiles(file);
    const results = files.map((one) => {
      current = one;
      const bytes = readFileSync(one);
      if (isChecked(bytes)) return { value: modelFromOwnJson(bytes), diagnostics: [] };
      return modelFromJson(bytes.toString('utf8'), displayPath(one, cwd));
    });
    const models = results.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return { value: joinHeaders(models), diagnostics: results.flatMap(({ diagnostics }) => diagnostics) };
  } catch (error) {
    const message = `model \`${displayPath(current, cwd)}\` cannot be read: ${systemReason(error)}`;
    return { value: emptyModel, diagnostics: [diagnostic('CB113', message)] };
  }
}

/** The model files of a folder, ordered by name. */
export function modelFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
  return names.sort().map((entry) => path.join(folder, entry));
}
