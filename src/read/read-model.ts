import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { modelFromJson, modelLists } from '../model/json.ts';
import type { Model } from '../model/model.ts';
import { displayPath } from './display-path.ts';
import { systemReason } from './system-reason.ts';

/** A model without anything. */
const nothing = Object.fromEntries([['version', 1], ...modelLists.map((list) => [list, []])]) as unknown as Model;

/**
 * Reads a model file (`model.json` of an output folder), or a folder of them, which hold one header each.
 *
 * CB113 for a file that cannot be read or is no model; the value is then empty.
 *
 * @param file Absolute path.
 */
export function readModel(file: string, cwd: string): StageResult<Model> {
  let current = file;
  try {
    const files = file.endsWith('.json') ? [file] : modelFiles(file);
    const models = files.map((one) => {
      current = one;
      return modelFromJson(readFileSync(one, 'utf8'));
    });
    return { value: models.length === 1 ? (models[0] as Model) : merge(models), diagnostics: [] };
  } catch (error) {
    const reason =
      (error as NodeJS.ErrnoException).syscall === undefined ? (error as Error).message : systemReason(error);
    const message = `model \`${displayPath(current, cwd)}\` cannot be read: ${reason}`;
    return { value: nothing, diagnostics: [diagnostic('CB113', message)] };
  }
}

/** The model files of a folder, ordered by name. */
export function modelFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
  return names.sort().map((entry) => path.join(folder, entry));
}

/** All entities of some models; the order among them is for the model stage to decide. */
function merge(models: readonly Model[]): Model {
  const lists = modelLists.map((list) => [list, models.flatMap((model) => model[list] as readonly unknown[])]);
  return { ...nothing, ...Object.fromEntries(lists) };
}
