import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readModel } from '../../src/read/read-model.ts';
import { root } from './shapes/emit-shapes.ts';

/** The modules as users have them: `npm test` compiles them. */
const compiled = existsSync(path.join(root, 'dist', 'typescript', 'cordebug.js'));

describe.skipIf(!compiled)('every interface of the reference', () => {
  test('can be implemented, and each of its methods called, documented or not', () => {
    const program = path.join(root, 'test', 'runtime-ts', 'every-method.mjs');
    const output = JSON.parse(execFileSync(process.execPath, [program], { encoding: 'utf8' }));
    const model = readModel(path.join(root, 'metadata', 'model'), root).value;
    // Without IUnknown nothing could release an implementation, and without a known vtable there is no slot to call.
    const whole = model.interfaces.filter(
      ({ name, base, vtable }) => name !== 'IUnknown' && base !== undefined && vtable === 'exact',
    );
    const methods = whole.flatMap((entity) => entity.methods);
    expect(output).toEqual({
      interfaces: whole.length,
      calls: 2 * methods.length,
      live: 0,
      // Guarded: they would wait for this very thread.
      wrong: [
        'ICorDebug::Terminate throwing: ERR_DEADLOCK',
        'ICorDebugController::Stop throwing: ERR_DEADLOCK',
        'ICorDebugController::Detach throwing: ERR_DEADLOCK',
        'ICorDebugController::Terminate throwing: ERR_DEADLOCK',
      ],
    });
  });
});
