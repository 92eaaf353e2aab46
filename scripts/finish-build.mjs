// The last step of the build: the command is made executable, and the stamp says when dist/ was complete.
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const dist = path.resolve(import.meta.dirname, '..', 'dist');
chmodSync(path.join(dist, 'cli', 'main.js'), 0o755);
writeFileSync(path.join(dist, '.built'), '');
