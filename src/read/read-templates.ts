import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import type { TemplateFile, TemplateSet } from '../emit/output-file.ts';
import { displayPath, isInside } from './display-path.ts';
import { systemReason } from './system-reason.ts';

const extension = '.hbs';

/**
 * Reads the templates of this package and lays a user's over them, file by file: a user's `cpp/header.hbs` replaces
 * that one template and no other.
 *
 * @param own Folder of this package's templates, absolute.
 * @param user A user's folder; CB101 when it does not exist, or a file of it cannot be read or is a symbolic link
 *   that leads out of it.
 * @param cwd Working directory; the paths that template errors show are relative to it.
 */
export function readTemplates(own: string, user: string | undefined, cwd: string): StageResult<TemplateSet> {
  const templates = new Map<string, TemplateFile>();
  addFolder(templates, own, cwd);
  if (user === undefined) return { value: templates, diagnostics: [] };
  const folder = path.resolve(cwd, user);
  try {
    addFolder(templates, folder, cwd);
  } catch (error) {
    const reason = error instanceof Unreadable ? error.message : systemReason(error);
    const message = `templates folder \`${displayPath(folder, cwd)}\` cannot be read: ${reason}`;
    return { value: templates, diagnostics: [diagnostic('CB101', message)] };
  }
  return { value: templates, diagnostics: [] };
}

/**
 * This package's templates of which the hashes are known, as the last run read them; a text is read where somebody
 * asks for it.
 *
 * @param stamped Files with the hexadecimal SHA-256 of their bytes; what is no template below the folder does not count.
 */
export function knownTemplates(
  own: string,
  stamped: Iterable<readonly [file: string, hash: string]>,
  cwd: string,
): TemplateSet {
  const templates = new Map<string, TemplateFile>();
  for (const [file, hash] of stamped) {
    if (!file.endsWith(extension) || !isInside(file, own)) continue;
    let text: string | undefined;
    templates.set(templateName(file, own), {
      get path() {
        return displayPath(file, cwd);
      },
      get text() {
        text ??= readTemplate(file);
        return text;
      },
      hash: Buffer.from(hash, 'hex').toString('base64url'),
    });
  }
  return templates;
}

class Unreadable extends Error {}

function templateName(file: string, folder: string): string {
  return path.relative(folder, file).replaceAll(path.sep, '/').slice(0, -extension.length);
}

/** Line ends of a checkout must not reach the outputs. */
function readTemplate(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n');
}

function addFolder(templates: Map<string, TemplateFile>, folder: string, cwd: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    if (entry.isDirectory() || !entry.name.endsWith(extension)) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = templateName(file, folder);
    // Templates are data: none brings another file into the outputs, and none is waited for.
    if (!entry.isFile()) {
      if (!isInside(realpathSync(file), realpathSync(folder)))
        throw new Unreadable(`the symbolic link \`${name}${extension}\` leads out of it`);
      if (!statSync(file).isFile()) throw new Unreadable(`\`${name}${extension}\` is not a file`);
    }
    templates.set(name, { path: displayPath(file, cwd), text: readTemplate(file) });
  }
}
