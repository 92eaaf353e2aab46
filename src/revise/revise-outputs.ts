import { isDeepStrictEqual } from 'node:util';
import type { EmitOptions } from '../emit/output-file.ts';
import type { DeclarationText, FileFrame, Target } from '../emit/target.ts';
import type { TypeTable } from '../model/canonical.ts';
import { entityToJson } from '../model/json.ts';
import type { Model } from '../model/model.ts';
import type { FileContent } from '../write/file-content.ts';
import type { RevisedModel } from './revise-model.ts';

/** What the last run made its outputs with. */
export interface RevisedEmission {
  /** The model of the last run. */
  readonly model: Model;
  readonly types: TypeTable;
  readonly targets: readonly Target[];
  /** With the templates of this package. */
  readonly options: EmitOptions;
  /** The content of an output of the last run, by its path below the output folder. */
  readonly contentOf: (path: string) => FileContent | undefined;
}

/**
 * Revises the outputs of the last run for a revised model: the declaration of each entity that changed is made as it
 * was and as it is, and takes its own place; so does what it decides of files beside.
 *
 * @returns The contents of the outputs that change, by path; undefined where a declaration does not stand exactly once in
 *   its file: then the files have to be made anew.
 */
export function reviseOutputs(
  revised: RevisedModel,
  last: RevisedEmission,
): ReadonlyMap<string, FileContent> | undefined {
  const { entities } = revised;
  const contents = new Map<string, FileContent>();
  if (entities.size === 0) return contents;
  const put = (path: string, before: string, after: string): boolean => {
    if (before === after) return true;
    const replaced = (contents.get(path) ?? last.contentOf(path))?.replaced(before, after);
    if (replaced) contents.set(path, replaced);
    return replaced !== undefined;
  };
  for (const target of last.targets) {
    const before = target.declarations?.([...entities.keys()], last.model, last.types, last.options);
    const after = target.declarations?.([...entities.values()], revised.model, last.types, last.options);
    if (before === undefined || before.length !== after?.length) return undefined;
    for (const [index, old] of before.entries()) {
      const fresh = after[index] as DeclarationText;
      // The notice of whose prose a file holds depends on all of them.
      if (old.prose !== fresh.prose || old.path !== fresh.path) return undefined;
      if (!isDeepStrictEqual(old.diagnostics, fresh.diagnostics)) return undefined;
      if (!put(old.path, old.text, fresh.text)) return undefined;
    }
    const isAlone = before.every(({ beside }, index) => beside === after[index]?.beside);
    if (isAlone) continue;
    const frames = target.frames?.([...entities.keys()], last.model, last.types, last.options);
    const fresh = target.frames?.([...entities.values()], revised.model, last.types, last.options);
    if (frames === undefined || frames.length !== fresh?.length) return undefined;
    for (const [index, { path, key, text }] of frames.entries()) {
      const now = fresh[index] as FileFrame;
      if (path !== now.path) return undefined;
      if (key === now.key) continue;
      if (!text || !now.text || !put(path, text(), now.text())) return undefined;
    }
  }
  for (const [old, fresh] of entities) {
    if (!put('model.json', `\n${entityToJson(old)}`, `\n${entityToJson(fresh)}`)) return undefined;
  }
  return contents;
}
