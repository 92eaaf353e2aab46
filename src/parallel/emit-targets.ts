import type { FileMemory } from '../cache/file-memory.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { fileSurroundings } from '../emit/file-surroundings.ts';
import type { EmitOptions, OutputFile } from '../emit/output-file.ts';
import type { Target } from '../emit/target.ts';
import type { PlatformTypes } from '../model/canonical.ts';
import { modelToJson } from '../model/json.ts';
import type { Model } from '../model/model.ts';
import { createTypeTable } from '../model/type-table.ts';
import type { TextHashes } from '../write/text-hashes.ts';
import type { EmissionWorker } from './emission-worker.ts';

/** What targets are emitted with. */
export interface Emission {
  readonly platformTypes: PlatformTypes;
  readonly options: EmitOptions;
  /** Files of earlier runs. */
  readonly memory?: FileMemory | undefined;
  /** Takes the hashes of files that are known. */
  readonly hashes: TextHashes;
  /** Emits its targets at the same time; the files are the same without it. */
  readonly worker?: EmissionWorker | undefined;
}

/** The files of all targets, in their order, and `model.json`. */
export async function emitTargets(
  targets: readonly Target[],
  model: Model,
  { platformTypes, options, memory, hashes, worker }: Emission,
): Promise<StageResult<readonly OutputFile[]>> {
  const { templates: _, ...plain } = options;
  const pending = worker?.emit({ model, platformTypes, options: plain, remembers: memory !== undefined });
  const types = createTypeTable(model, platformTypes);
  const rendered = memory?.begin(model, fileSurroundings(options, platformTypes));
  const emit = (target: Target) => target.emit(model, types, { ...options, ...(rendered && { rendered }) });
  const results = new Map<string, StageResult<readonly OutputFile[]>>();
  for (const target of targets) if (!worker?.targets.includes(target.name)) results.set(target.name, emit(target));
  const text = modelToJson(model);
  const response = await pending;
  for (const [index, result] of (response?.results ?? []).entries()) {
    results.set(worker?.targets[index] as string, result);
    for (const { path, text } of result.value) hashes.note(path, text, response?.hashes[path] as string);
  }
  if (response) memory?.take(response.remembered);
  const all = targets.map((target) => results.get(target.name) ?? emit(target));
  return {
    value: [...all.flatMap((result) => result.value), { path: 'model.json', text }],
    diagnostics: all.flatMap((result) => result.diagnostics),
  };
}
