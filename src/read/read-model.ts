import { createHash, type Hash } from 'node:crypto';
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

/** A model whose files were read. */
export interface OpenedModel {
  /** SHA-256 of the files' names and contents, base64url. */
  readonly hash: string;
  /** Parsed when it is first asked for, where the build has checked all files. */
  readonly model: Model;
}

/**
 * Reads a model file (`model.json` of an output folder), or a folder of them, which hold one header each.
 *
 * CB113 for a file that cannot be read, CB420 for one that is no model; the value then lacks it.
 *
 * @param file Absolute path; what ends in `.json` is a file.
 */
export function readModel(file: string, cwd: string): StageResult<Model> {
  const { value, diagnostics } = openModel(file, cwd);
  return { value: value.model, diagnostics };
}

/** The same without parsing what need not be checked. */
export function openModel(file: string, cwd: string): StageResult<OpenedModel> {
  const hash = createHash('sha256');
  let current = file;
  try {
    const files = file.endsWith('.json') ? [file] : modelFiles(file);
    const contents = files.map((one) => {
      current = one;
      const bytes = readFileSync(one);
      hash.update(`${path.basename(one)}\0`).update(bytes);
      return { file: one, bytes, areChecked: isChecked(bytes) };
    });
    if (contents.every(({ areChecked }) => areChecked)) {
      const all = contents.map(({ bytes }) => bytes);
      return { value: new CheckedModel(hash, all), diagnostics: [] };
    }
    const results = contents.map(({ file, bytes, areChecked }) => {
      if (areChecked) return { value: modelFromOwnJson(bytes), diagnostics: [] };
      return modelFromJson(bytes.toString('utf8'), displayPath(file, cwd));
    });
    const models = results.flatMap(({ value }) => (value === undefined ? [] : [value]));
    return {
      value: { hash: hash.digest('base64url'), model: joinHeaders(models) },
      diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
    };
  } catch (error) {
    const message = `model \`${displayPath(current, cwd)}\` cannot be read: ${systemReason(error)}`;
    return { value: { hash: '', model: emptyModel }, diagnostics: [diagnostic('CB113', message)] };
  }
}

class CheckedModel implements OpenedModel {
  readonly hash: string;
  readonly #contents: readonly Buffer[];
  #model: Model | undefined;

  constructor(hash: Hash, contents: readonly Buffer[]) {
    this.hash = hash.digest('base64url');
    this.#contents = contents;
  }

  get model(): Model {
    this.#model ??= joinHeaders(this.#contents.map(modelFromOwnJson));
    return this.#model;
  }
}

/** The model files of a folder, ordered by name. */
export function modelFiles(folder: string): readonly string[] {
  const names = readdirSync(folder).filter((entry) => entry.endsWith('.json'));
  return names.sort().map((entry) => path.join(folder, entry));
}
