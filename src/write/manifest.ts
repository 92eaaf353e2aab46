import { diagnostic } from '../diagnostics/catalogue.ts';
import type { StageResult } from '../diagnostics/diagnostic.ts';
import { unsafePathReason } from './output-path.ts';

/** Name of the manifest below the output folder. */
export const manifestName = 'manifest.json';

/** What a run wrote: the proof of which files are ours, and whether somebody changed them since. */
export interface Manifest {
  /** Name and version of the generator. */
  readonly generator: string;
  /** SHA-256 of each output's text with LF line ends, by path below the output folder. */
  readonly files: Readonly<Record<string, string>>;
  /**
   * Hashes that outputs had before a run that is still going on or was interrupted: by them the next run knows that
   * a file which that run had not reached yet is ours.
   */
  readonly replacing?: Readonly<Record<string, string>>;
}

/** The text of a manifest, ordered by path. */
export function formatManifest(manifest: Manifest): string {
  const { generator, files, replacing } = manifest;
  const content = {
    version: 1,
    generator,
    files: sorted(files),
    ...(replacing && Object.keys(replacing).length > 0 && { replacing: sorted(replacing) }),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * Reads the text of a manifest. One that is damaged, or names files outside of its folder, is not trusted: CB705, and
 * the value is empty, so that no file is removed on its word.
 *
 * @param text Undefined where there is no manifest yet.
 * @param shown Path of the manifest as shown to a person.
 */
export function parseManifest(text: string | undefined, shown: string): StageResult<Manifest> {
  const empty: Manifest = { generator: '', files: {} };
  if (text === undefined) return { value: empty, diagnostics: [] };
  const reject = (reason: string): StageResult<Manifest> => ({
    value: empty,
    diagnostics: [
      diagnostic('CB705', `\`${shown}\` is ignored, so stale outputs stay: ${reason}`, undefined, {
        help: 'remove outputs that nothing generates any more by hand; this run writes a new manifest',
      }),
    ],
  });
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return reject('it is not JSON');
  }
  if (typeof content !== 'object' || content === null) return reject('it is not an object');
  const { version, generator, files, replacing = {} } = content as Record<string, unknown>;
  if (version !== 1) return reject(`its version is ${JSON.stringify(version)}, not 1`);
  if (typeof generator !== 'string') return reject('it has no `generator`');
  if (!isHashes(files) || !isHashes(replacing)) return reject('`files` is not a list of hashes by path');
  for (const path of [...Object.keys(files), ...Object.keys(replacing)]) {
    const reason = path.toLowerCase() === manifestName ? 'it is the manifest itself' : unsafePathReason(path);
    if (reason !== undefined) return reject(`it lists the path ${JSON.stringify(path)}: ${reason}`);
  }
  return { value: { generator, files, replacing }, diagnostics: [] };
}

function isHashes(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((hash) => typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash))
  );
}

function sorted(record: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}
