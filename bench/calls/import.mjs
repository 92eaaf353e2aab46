// What importing one generated module costs, each in a process of its own; the best of five. Limit: 15 ms.
//   npm run build && npm run build:modules && node bench/calls/import.mjs
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.resolve(import.meta.dirname, '..', '..', 'dist', 'typescript');
const LIMIT = 15;
const modules = readdirSync(folder).filter((file) => file.endsWith('.js') && file !== 'index.js');
const program =
  'const start = performance.now(); await import(process.argv[1]); console.log(performance.now() - start);';

let over = 0;
for (const file of modules) {
  const runs = Array.from({ length: 5 }, () =>
    Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', program, path.join(folder, file)], {
        encoding: 'utf8',
      }),
    ),
  );
  const best = Math.min(...runs);
  if (best > LIMIT) over++;
  console.log(`${file.padEnd(40)} ${best.toFixed(1)} ms`);
}
console.log(`${modules.length} modules, ${over} over ${LIMIT} ms`);
process.exitCode = over > 0 ? 1 : 0;
