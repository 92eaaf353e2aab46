import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { type JsonNode, JsonSyntaxError, parseJsonc } from '../config/jsonc.ts';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import { LineIndex } from '../diagnostics/line-index.ts';
import { type TargetDescription, targetSchema } from '../emit/declarative/description.ts';
import { displayPath } from './display-path.ts';
import { systemReason } from './system-reason.ts';

/** A target that a folder of templates describes. */
export interface DescribedTarget {
  readonly name: string;
  readonly description: TargetDescription;
  /** The file, as shown to a person. */
  readonly path: string;
}

/**
 * Reads `<target>/target.json` in the folders of this package's templates and of a user's, which wins. A folder without
 * one is no target of its own. CB606 for a description that is not valid, at its place; CB101 for an unreadable file.
 *
 * @param own Folder of this package's templates, absolute.
 * @param user A user's folder.
 */
export function readTargetDescriptions(
  own: string,
  user: string | undefined,
  cwd: string,
): StageResult<ReadonlyMap<string, DescribedTarget>> {
  const targets = new Map<string, DescribedTarget>();
  const diagnostics: Diagnostic[] = [];
  for (const folder of user === undefined ? [own] : [own, path.resolve(cwd, user)]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).sort()) {
      const file = path.join(folder, name, 'target.json');
      if (!existsSync(file)) continue;
      const shown = displayPath(file, cwd);
      const result = readDescription(file, shown);
      diagnostics.push(...result.diagnostics);
      if (result.value) targets.set(name, { name, description: result.value, path: shown });
    }
  }
  return { value: targets, diagnostics };
}

function readDescription(file: string, shown: string): StageResult<TargetDescription | undefined> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `target description \`${shown}\` cannot be read: ${systemReason(error)}`;
    return { value: undefined, diagnostics: [diagnostic('CB101', message)] };
  }
  const lines = new LineIndex(text);
  try {
    const node = parseJsonc(text);
    const result = v.safeParse(targetSchema, node.value);
    if (result.success) return { value: result.output, diagnostics: [] };
    const diagnostics = result.issues.map((issue) => {
      const keys = (issue.path ?? []).map(({ key }) => String(key));
      return diagnostic('CB606', `\`${keys.join('.')}\`: ${issue.message}`, lines.location(shown, place(node, keys)));
    });
    return { value: undefined, diagnostics };
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const at = lines.location(shown, { start: error.offset, end: error.offset });
    return { value: undefined, diagnostics: [diagnostic('CB606', error.message, at)] };
  }
}

/** What the keys lead to, as far as they can be followed. */
function place(node: JsonNode, keys: readonly string[]): JsonNode['span'] {
  let current = node;
  for (const key of keys) {
    const next = current.members?.get(key)?.node ?? current.items?.[Number(key)];
    if (next === undefined) break;
    current = next;
  }
  return current.span;
}
