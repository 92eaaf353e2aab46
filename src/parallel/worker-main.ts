import { parentPort, workerData } from 'node:worker_threads';
import { FileMemory } from '../cache/file-memory.ts';
import { fileSurroundings } from '../emit/file-surroundings.ts';
import { targets as registry } from '../emit/targets.ts';
import { createTypeTable } from '../model/type-table.ts';
import { templatesFolder } from '../read/own-folders.ts';
import { readTemplates } from '../read/read-templates.ts';
import { hashText } from '../write/text-hash.ts';
import type { EmissionRequest, EmissionResponse, EmissionStart } from './emission-request.ts';

const { targets, cwd } = workerData as EmissionStart;
const templates = readTemplates(templatesFolder, undefined, cwd).value;

parentPort?.once('message', (request: EmissionRequest) => parentPort?.postMessage(emit(request)));

function emit({ model, platformTypes, options, remembers }: EmissionRequest): EmissionResponse {
  const types = createTypeTable(model, platformTypes);
  const emitOptions = { ...options, templates };
  const memory = remembers ? new FileMemory() : undefined;
  const rendered = memory?.begin(model, fileSurroundings(emitOptions, platformTypes));
  const results = targets.flatMap((name) => {
    const result = registry.get(name)?.emit(model, types, { ...emitOptions, ...(rendered && { rendered }) });
    return result ? [{ ...result, value: result.value.map(({ path, text }) => ({ path, text })) }] : [];
  });
  const remembered = [...(memory?.latest ?? [])].flatMap(([path, { key, diagnostics, text }]) => {
    const known = text();
    return known === undefined ? [] : [[path, { key, diagnostics, text: known }] as const];
  });
  const files = results.flatMap(({ value }) => value);
  return { results, hashes: Object.fromEntries(files.map(({ path, text }) => [path, hashText(text)])), remembered };
}
