import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { CommentLevel } from '../emit/output-file.ts';
import { targets } from '../emit/targets.ts';
import { generate } from '../generate.ts';
import type { GenerateOptions, GenerateResult } from '../generation.ts';
import { createTypeTable } from '../model/type-table.ts';
import { displayPath } from '../read/display-path.ts';
import { readMetadata } from '../read/metadata.ts';
import { packageRoot, packageVersion } from '../read/package-root.ts';
import { readTemplates } from '../read/read-templates.ts';
import type { ApiKnowledge } from './describe-api.ts';
import { readGeneratedCode } from './generated-code.ts';
import { createLocate } from './sources.ts';
import { findUsage } from './usage.ts';

/** What is known of the API, and what was found on the way to it. */
export interface LoadedApis {
  readonly result: GenerateResult;
  /** Absent where the run ended before there was a model; `result` tells why. */
  readonly knowledge?: ApiKnowledge;
  readonly diagnostics: readonly Diagnostic[];
}

/** Builds the model of the given docs, or the embedded one, and generates its code; writes nothing. */
export async function loadApis(options: GenerateOptions, comments: CommentLevel): Promise<LoadedApis> {
  const cwd = path.resolve(options.cwd ?? '.');
  const result = await generate({ ...options, comments, targets: [], mode: 'plan' });
  const { model, trees } = result;
  if (model === undefined) return { result, diagnostics: result.diagnostics };
  const metadataFolder = path.join(packageRoot, 'metadata');
  const { facts, overrides } = (await readMetadata(metadataFolder)).value;
  const templates = readTemplates(path.join(packageRoot, 'templates'), undefined, cwd).value;
  const types = createTypeTable(model, facts['platform-types']);
  const emitted = ['cpp', 'typescript'].map((name) =>
    targets.get(name)?.emit(model, types, { comments: 'none', templates, generator: packageVersion() }),
  );
  const knowledge: ApiKnowledge = {
    model,
    overrides,
    code: readGeneratedCode(emitted.flatMap((one) => one?.value ?? [])),
    usage: findUsage(model),
    locate: createLocate(trees, displayPath(metadataFolder, cwd)),
  };
  return { result, knowledge, diagnostics: result.diagnostics };
}
