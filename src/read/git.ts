import { spawnSync } from 'node:child_process';

/** What a run of git gave: its output, or why it failed. */
export type GitResult =
  | { readonly ok: true; readonly output: Buffer }
  | { readonly ok: false; readonly reason: string };

/** Largest output of one command that is taken, in bytes. */
const maximumOutput = 1024 * 1024 * 1024;

/** Variables that a hook of git sets, and that would lead a command to another repository than the folder's. */
const hookVariables = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];

/**
 * Runs a git command that only reads, in a folder and without a shell.
 *
 * @param folder Absolute path of a folder that exists.
 * @param arguments_ Arguments of git; the caller sees to it that none that comes from outside is taken for an option.
 * @param input What git reads from its standard input.
 */
export function runGit(folder: string, arguments_: readonly string[], input?: string): GitResult {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    // The settings of a repository can make git fetch what it lacks, with a command of theirs: nothing is ever fetched.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: '',
  };
  for (const name of hookVariables) delete environment[name];
  const { error, status, signal, stdout, stderr } = spawnSync('git', ['--no-pager', ...arguments_], {
    cwd: folder,
    env: environment,
    shell: false,
    windowsHide: true,
    maxBuffer: maximumOutput,
    ...(input !== undefined && { input }),
  });
  if (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { ok: false, reason: missing ? 'git is not installed, or not in PATH' : error.message };
  }
  if (status === 0) return { ok: true, output: stdout };
  const said = stderr
    .toString('utf8')
    .trim()
    .split('\n')[0]
    ?.replace(/^fatal: /, '');
  return { ok: false, reason: said || `git ended with ${signal ?? status}` };
}
