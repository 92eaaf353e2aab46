import { diagnostic } from '../diagnostics/catalogue.ts';
import type { Diagnostic, StageResult } from '../diagnostics/diagnostic.ts';
import type { OutputFile } from '../emit/output-file.ts';
import type { FileContent } from './file-content.ts';
import { formatManifest, type Manifest, manifestName } from './manifest.ts';
import { unsafePathReason } from './output-path.ts';
import { hashText, withLineFeeds } from './text-hash.ts';
import { TextHashes } from './text-hashes.ts';

/** What a run does with one file below the output folder. */
export type WriteAction =
  | { readonly kind: 'create'; readonly path: string; readonly text: string }
  | {
      readonly kind: 'change';
      readonly path: string;
      readonly text: string;
      readonly before: string;
      /** The text in UTF-8, in one piece or several, where that is at hand. */
      readonly parts?: readonly Uint8Array[];
    }
  | { readonly kind: 'keep'; readonly path: string }
  /** An output of an earlier run that nothing generates any more. */
  | { readonly kind: 'remove'; readonly path: string; readonly before: string };

/** Everything a run would do to the output folder; making it changes nothing. */
export interface WritePlan {
  /** One entry a file, ordered by path; the manifest is among them. */
  readonly actions: readonly WriteAction[];
  /**
   * The manifest's text while the plan is carried out, which covers the state before and after, and its last text;
   * absent where there is nothing to do.
   */
  readonly manifest?: { readonly interim: string; readonly final: string };
  /** Hash (`hashText`) of each file that is to be there, by path. */
  readonly hashes: Readonly<Record<string, string>>;
}

/** The output folder as it is. */
export interface OutputFolder {
  /** As shown to a person. */
  readonly shown: string;
  /** Texts of the files that exist, by path; of those that the outputs and the manifest name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly manifest: Manifest;
}

/**
 * Plans what to create, change, keep and remove so that the output folder holds exactly the given outputs.
 *
 * A file that differs in its line ends alone is kept. A stale file is removed only where the manifest says that it is
 * ours and its hash says that nobody changed it; else it stays, with CB704. Outputs with an unsafe path (CB702) or with
 * the path of another one, upper and lower case being equal (CB703), are not written.
 *
 * @param outputs What should be there, without the manifest.
 * @param generator Name and version, for the manifest.
 * @param known Hashes of earlier plans.
 */
export function planWrite(
  outputs: readonly OutputFile[],
  folder: OutputFolder,
  generator: string,
  known: TextHashes = new TextHashes(),
): StageResult<WritePlan> {
  return planRevisions(outputs, folder, generator, known, new Map());
}

/**
 * The same where some outputs are known to be in the folder with another content.
 *
 * @param revisions Their contents, by path.
 */
export function planRevisions(
  outputs: readonly OutputFile[],
  folder: OutputFolder,
  generator: string,
  known: TextHashes,
  revisions: ReadonlyMap<string, Revision>,
): StageResult<WritePlan> {
  const diagnostics: Diagnostic[] = [];
  const actions: WriteAction[] = [];
  const files: Record<string, string> = {};
  const replaced: Record<string, string> = {};
  for (const output of acceptable(outputs, diagnostics)) {
    if (output.inPlace !== undefined) {
      files[output.path] = output.inPlace;
      actions.push({ kind: 'keep', path: output.path });
      continue;
    }
    const revision = revisions.get(output.path);
    if (revision) {
      known.noteContent(output.path, revision.after);
      files[output.path] = revision.after.hash;
      replaced[output.path] = revision.before.hash;
      actions.push(changeOf(output.path, revision));
      continue;
    }
    const before = folder.texts.get(output.path);
    const action = actionFor(output, before);
    // Before the new text takes the place of the old one among the known hashes.
    if (action.kind === 'change')
      replaced[output.path] = known.find(output.path, action.before) ?? hashText(action.before);
    files[output.path] = known.of(output.path, output.text);
    actions.push(action);
  }

  for (const path of new Set([
    ...Object.keys(folder.manifest.files),
    ...Object.keys(folder.manifest.replacing ?? {}),
  ])) {
    const before = folder.texts.get(path);
    if (Object.hasOwn(files, path) || before === undefined) continue;
    const hash = hashText(before);
    if (hash === folder.manifest.files[path] || hash === folder.manifest.replacing?.[path]) {
      actions.push({ kind: 'remove', path, before });
      replaced[path] = hash;
    } else {
      diagnostics.push(
        diagnostic(
          'CB704',
          `\`${folder.shown}/${path}\` is not generated any more, but was changed by hand: it stays`,
          undefined,
          {
            help: 'remove it, or move it out of the output folder',
          },
        ),
      );
    }
  }

  const manifest = { path: manifestName, text: formatManifest({ generator, files }) };
  actions.push(actionFor(manifest, folder.texts.get(manifestName)));
  actions.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const hashes = { ...files, [manifestName]: hashText(manifest.text) };
  if (actions.every((action) => action.kind === 'keep')) return { value: { actions, hashes }, diagnostics };
  const interim = formatManifest({ generator, files, replacing: replaced });
  return { value: { actions, manifest: { interim, final: manifest.text }, hashes }, diagnostics };
}

/** The content of an output as it is and as it should be. */
export interface Revision {
  readonly before: FileContent;
  readonly after: FileContent;
}

function changeOf(path: string, { before, after }: Revision): WriteAction {
  return {
    kind: 'change',
    path,
    get text() {
      return after.text;
    },
    get before() {
      return before.text;
    },
    parts: after.parts,
  };
}

function actionFor(output: OutputFile, before: string | undefined): WriteAction {
  const { path, text } = output;
  if (before === undefined) return { kind: 'create', path, text };
  return withLineFeeds(before) === text ? { kind: 'keep', path } : { kind: 'change', path, text, before };
}

/** The outputs whose paths are safe and unlike all others. */
function acceptable(outputs: readonly OutputFile[], diagnostics: Diagnostic[]): readonly OutputFile[] {
  const taken = new Map([[manifestName, manifestName]]);
  return outputs.filter(({ path }) => {
    const reason = unsafePathReason(path);
    if (reason !== undefined) {
      diagnostics.push(
        diagnostic('CB702', `output ${JSON.stringify(path)} is not written: its path is not safe, ${reason}`),
      );
      return false;
    }
    const other = taken.get(path.toLowerCase());
    if (other !== undefined) {
      diagnostics.push(
        diagnostic('CB703', `output \`${path}\` is not written: on some disks it is the same file as \`${other}\``),
      );
      return false;
    }
    taken.set(path.toLowerCase(), path);
    return true;
  });
}
