import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Metadata, readMetadata } from '../../src/read/metadata.ts';

export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const metadataFolder = path.join(repository, 'metadata');

/** The metadata of this repository; a finding in it fails the test that asks for it. */
export async function loadMetadata(): Promise<Metadata> {
  const { value, diagnostics } = await readMetadata(metadataFolder);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return value;
}
