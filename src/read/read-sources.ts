import path from 'node:path';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { TemplateSet } from '../emit/output-file.ts';
import { displayPath } from './display-path.ts';
import { type Metadata, readMetadata } from './metadata.ts';
import { metadataFolder, templatesFolder } from './own-folders.ts';
import { type OpenedModel, openModel } from './read-model.ts';
import { readTemplates } from './read-templates.ts';
import { readTree } from './read-tree.ts';
import type { SourceTree } from './source-file.ts';
import { type SourceMemory, signatureOf } from './source-memory.ts';

/** Everything that a run reads. */
export interface Sources {
  readonly trees: readonly SourceTree[];
  /** The model that the pages are laid over. */
  readonly base?: OpenedModel;
  readonly metadata: Metadata;
  readonly templates: TemplateSet;
  /** Pages that were found but could not be read; each has a diagnostic. */
  readonly unread: number;
  /** Files and folders that were read, as shown to a person. */
  readonly inputs: readonly string[];
}

export interface SourceOptions {
  readonly docs: readonly string[];
  readonly base?: string;
  readonly templates?: string;
  readonly cwd: string;
  /** Sources of earlier runs. Default: everything is read. */
  readonly memory?: SourceMemory;
}

/**
 * Reads the sources of a run. Docs that are given are the whole source beside the facts, or are laid over the model
 * that `base` names; without docs it is the embedded model with this package's own pages laid over it.
 */
export async function readSources({
  docs,
  base,
  templates,
  cwd,
  memory,
}: SourceOptions): Promise<StageResult<Sources>> {
  const diagnostics: Diagnostic[] = [];
  function take<T>(result: StageResult<T>): T {
    for (const one of result.diagnostics) diagnostics.push(one);
    return result.value;
  }

  const own = docs.length === 0;
  const baseName = base ?? (own ? 'embedded' : undefined);
  const baseFile =
    baseName === 'embedded' ? path.join(metadataFolder, 'model') : baseName && path.resolve(cwd, baseName);
  const trees = own
    ? [take(readTree(path.join(metadataFolder, 'docs'), { origin: 'own', cwd, ...(memory && { memory }) }))]
    : docs.map((folder) => take(readTree(folder, { origin: 'docs', cwd, ...(memory && { memory }) })));
  const pages = new Set(trees.flatMap((tree) => tree.files.map((file) => file.path)));
  const unread = new Set(
    diagnostics.flatMap(({ severity, location }) =>
      severity === 'error' && location && !pages.has(location.file) ? [location.file] : [],
    ),
  );
  const load = loaderOf(memory);
  const model =
    baseFile === undefined ? undefined : take(await load('model', [baseFile], () => openModel(baseFile, cwd)));
  const { metadata: knowledge, templateSet: presentation } = await readMeans({ templates, cwd, memory });
  const metadata = take(knowledge);
  const templateSet = take(presentation);
  const shown = (file: string) => displayPath(file, cwd);
  const inputs = [
    ...trees.flatMap(treeInputs),
    ...(baseFile === undefined ? [] : [shown(baseFile)]),
    shown(path.join(metadataFolder, 'facts')),
    shown(path.join(metadataFolder, 'overrides')),
    ...[...templateSet.values()].map((template) => template.path),
  ];
  return {
    value: { trees, ...(model && { base: model }), metadata, templates: templateSet, unread: unread.size, inputs },
    diagnostics,
  };
}

/** Reads what a run needs beside docs and models; what an earlier run of the process read is used where it stayed. */
export async function readMeans({ templates, cwd, memory }: Means): Promise<{
  readonly metadata: StageResult<Metadata>;
  readonly templateSet: StageResult<TemplateSet>;
}> {
  const load = loaderOf(memory);
  const knowledge = [path.join(metadataFolder, 'facts'), path.join(metadataFolder, 'overrides')];
  const folders = [templatesFolder, ...(templates === undefined ? [] : [path.resolve(cwd, templates)])];
  return {
    metadata: await load('metadata', knowledge, () => readMetadata(metadataFolder)),
    templateSet: await load('templates', folders, () => readTemplates(templatesFolder, templates, cwd)),
  };
}

type Means = { readonly [K in 'templates' | 'cwd' | 'memory']: SourceOptions[K] | undefined } & {
  readonly cwd: string;
};

function loaderOf(memory: SourceMemory | undefined) {
  return <T>(name: string, roots: readonly string[], read: () => T | Promise<T>): T | Promise<T> =>
    memory ? memory.load(name, signatureOf(roots), read) : read();
}

/** The pages, the files that they include, and the folders, to which pages may be added. */
function treeInputs({ root, files }: SourceTree): readonly string[] {
  const inputs = new Set([root]);
  for (const file of files) {
    inputs.add(path.posix.dirname(file.path));
    inputs.add(file.path);
    for (const included of file.includes.values()) inputs.add(included.path);
  }
  return [...inputs];
}
