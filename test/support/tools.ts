import { spawnSync } from 'node:child_process';

/**
 * Whether a command that a test needs is installed. Where it must be (all of them in CI, which installs them; else
 * those that CLR_BINDGEN_REQUIRE lists, separated by commas) its absence is an error: nothing may be skipped there.
 *
 * @param command Name of a program that understands `--version`.
 */
export function hasTool(command: string): boolean {
  if (spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined) return true;
  const required = (process.env.CLR_BINDGEN_REQUIRE ?? '').split(',');
  if (process.env.CI === 'true' || required.includes(command))
    throw new Error(`${command} is required and not installed`);
  return false;
}
