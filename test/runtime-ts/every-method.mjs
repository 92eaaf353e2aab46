// Implements every interface of the generated modules with an object that has no methods, and calls each of its own slots
// through native code, throwing and raw: all give E_NOTIMPL. Prints how many calls there were, and which went wrong.
import { readdirSync } from 'node:fs';
import { HResultError, IUnknown, implement, implementedObjects, NULL, wrapAs } from 'clr-bindgen/runtime';
import { planSignature } from '../../dist/runtime/signature.js';

const E_NOTIMPL = 0x80004001;
const modules = new URL('../../dist/typescript/', import.meta.url);

/** What a parameter takes; it need not mean anything. */
function argument({ type, mode, array }) {
  if (array) return type.kind.endsWith('buf') ? '' : [];
  switch (type.kind) {
    case 'scalar':
      if (type.scalar.startsWith('bool')) return false;
      return /^[iu](?:64|ptr)$/.test(type.scalar) ? 0n : 0;
    case 'ptr':
      return null;
    case 'iid':
      return IUnknown;
    case 'guid':
      return IUnknown.iid;
    case 'struct':
      return mode === 'ref' ? NULL : {};
    case 'interface':
    case 'function':
      return NULL;
    default:
      return 'x';
  }
}

function hresultOf(action) {
  try {
    const result = action();
    return typeof result === 'object' ? result.hresult : result;
  } catch (error) {
    return error instanceof HResultError ? error.hresult : error.code;
  }
}

let calls = 0;
let interfaces = 0;
const wrong = [];

function callAll(descriptor) {
  const server = implement(descriptor, {});
  const object = wrapAs(server.$p, descriptor);
  for (const signature of descriptor.own) {
    const args = planSignature(signature).inputs.map((index) => argument(signature.parameters[index]));
    const expected = signature.result.scalar === 'hr' ? E_NOTIMPL : undefined;
    for (const [way, methods] of Object.entries({ throwing: object, raw: object.$raw })) {
      calls++;
      const hresult = signature.unsupported ? 'unsupported' : hresultOf(() => methods[signature.name](...args));
      const fine = expected === undefined ? typeof hresult !== 'string' : hresult === expected;
      if (!fine) wrong.push(`${signature.api} ${way}: ${hresult}`);
    }
  }
  object.Release(); // our reference of `implement` went to it
}

// First all modules: some need others for what comes out.
const files = readdirSync(modules).filter((file) => file.endsWith('.js') && file !== 'index.js');
const exported = await Promise.all(files.map((file) => import(new URL(file, modules).href)));
for (const value of exported.flatMap((module) => Object.values(module))) {
  if (typeof value?.extends !== 'function' || !value.extends('IUnknown') || value === IUnknown) continue;
  interfaces++;
  callAll(value);
}
console.log(JSON.stringify({ interfaces, calls, live: implementedObjects(), wrong }));
