// What importing one generated module costs, each in a process of its own, the best of seven; and what importing an
// empty module costs, which is Node's own share. Processor time, so that a busy machine measures the same. Limit: 15 ms
// with that share.
//   npm run build && npm run build:modules && node bench/calls/import.mjs
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '..', '..', 'dist', 'typescript');
const LIMIT = 15;
const modules = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== 'index.js');
const program = `
  const start = process.cpuUsage();
  await import(process.argv[1]);
  const { user, system } = process.cpuUsage(start);
  console.log((user + system) / 1000);`;

const RUNS = 7;

const best = (file) =>
  Math.min(
    ...Array.from({ length: RUNS }, () =>
      Number(execFileSync(process.execPath, ['--input-type=module', '-e', program, file], { encoding: 'utf8' })),
    ),
  );

const empty = best('data:text/javascript,');
const costs = modules.map((file) => [file, best(path.join(folder, file))]).sort(([, a], [, b]) => b - a);
for (const [file, cost] of costs) console.log(`${file.padEnd(40)} ${cost.toFixed(1)} ms`);
const over = costs.filter(([, cost]) => cost > LIMIT).length;
console.log(`${modules.length} modules, ${over} over ${LIMIT} ms; an empty one ${empty.toFixed(1)} ms`);
process.exitCode = over > 0 ? 1 : 0;
