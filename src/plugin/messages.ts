import path from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

/** A diagnostic as bundlers of Rollup's kind take it. */
export interface BundlerMessage {
  readonly message: string;
  readonly code: string;
  /** The file, absolute. */
  readonly id?: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
}

/** A diagnostic in the words of a bundler; its columns count from 0. */
export function bundlerMessage({ code, message, help, location }: Diagnostic, root: string): BundlerMessage {
  const text = `${code}: ${message}${help === undefined ? '' : ` (${help})`}`;
  if (location === undefined) return { message: text, code };
  const file = path.resolve(root, location.file);
  const { line, column } = location.start;
  return { message: text, code, id: file, loc: { file, line, column: column - 1 } };
}

/** One message for several errors, at the place of the first. */
export function joinedMessage(messages: readonly BundlerMessage[]): BundlerMessage {
  const [first = { message: 'nothing could be generated', code: 'CB199' }] = messages;
  if (messages.length <= 1) return first;
  return { ...first, message: messages.map(lineOf).join('\n') };
}

/** `pages/a.md:3:1: CB301: ...` */
export function lineOf({ message, loc }: BundlerMessage): string {
  return loc === undefined ? message : `${loc.file}:${loc.line}:${loc.column + 1}: ${message}`;
}
