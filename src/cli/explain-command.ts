import { readFileSync } from 'node:fs';
import path from 'node:path';
import { suggestion } from '../config/did-you-mean.ts';
import { catalogue } from '../diagnostics/catalogue.ts';
import { packageRoot } from '../read/package-root.ts';
import { exitCodes } from './exit-code.ts';

/** `generate explain CODE`: prints the page of a diagnostic. */
export function explain(code: string): number {
  const known = Object.keys(catalogue);
  const wanted = code.toUpperCase();
  if (!known.includes(wanted)) {
    process.stderr.write(`error: there is no diagnostic '${code}'${suggestion(wanted, known)}\n`);
    return exitCodes.usage;
  }
  process.stdout.write(readFileSync(path.join(packageRoot, 'docs', 'diagnostics', `${wanted}.md`), 'utf8'));
  return exitCodes.done;
}
