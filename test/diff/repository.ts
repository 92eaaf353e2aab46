import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Text of each file by its path. */
export type Files = Readonly<Record<string, string>>;

/** A git repository in a temporary folder. */
export class Repository {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'diff-git-'));

  constructor() {
    this.git('init', '-q', '-b', 'main');
  }

  /** Replaces all files by the given ones and commits them under a tag. */
  commit(tag: string, files: Files): void {
    for (const name of this.git('ls-files', '-z').split('\0').filter(Boolean)) {
      rmSync(path.join(this.folder, name), { force: true });
    }
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    this.git('add', '-A');
    this.git('commit', '-q', '--allow-empty', '-m', tag);
    this.git('tag', tag);
  }

  git(...args: string[]): string {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];
    return execFileSync('git', [...identity, ...args], { cwd: this.folder, encoding: 'utf8', stdio: 'pipe' });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
