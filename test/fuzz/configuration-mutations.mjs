// Mutated configurations: JSON, and modules whose default export is one.
import { mutateJson } from './json-mutations.mjs';

const pick = (list, random) => list[Math.floor(random() * list.length)];

const single = {
  docs: ['docs'],
  out: 'generated',
  select: ['IHostTask', 'header:mscoree.h'],
  targets: ['cpp', 'typescript'],
  comments: 'summary',
  templates: 'templates',
  cpp: { definitions: true, implementations: false, c: true },
  depfile: 'outputs.d',
  strict: false,
  reporter: 'pretty',
  cache: false,
  lint: { ignore: [{ code: 'CB801', page: 'hosting/ihosttask-alert-method.md', reason: 'as it is' }] },
};
const several = {
  docs: 'docs',
  comments: 'link',
  outputs: [
    { name: 'native', out: 'native', targets: ['cpp'], select: 'area:hosting' },
    { name: 'node', out: 'node', targets: ['typescript'], select: 'IHostTask*', comments: 'none' },
  ],
};

/** What a module may export, and how it may fail. */
const modules = [
  'export default null;',
  'export default undefined;',
  'export default 5n;',
  'export default Symbol("x");',
  'export default "text";',
  'export default [];',
  'export default () => ({});',
  'export default class {}',
  'export default new Map();',
  'export default new Date();',
  'export default Promise.resolve({});',
  'export default await Promise.reject(new Error("no"));',
  'export default await Promise.reject();',
  'export default Object.create({ docs: "docs" });',
  'export default Object.create(null);',
  'export default { get docs() { throw new Error("no"); } };',
  'export default { get docs() { throw null; } };',
  'export default { docs: { toString() { throw 1; } } };',
  'export default { docs: [, "docs"] };',
  'export default { docs: Array(100_000).fill("x".repeat(20)) };',
  'export default { [Symbol("x")]: 1, docs: "docs" };',
  'export default { docs: Symbol("x") };',
  'export default { docs: () => "docs" };',
  'export default { lint: { ignore: new Set() } };',
  'export default { __proto__: { docs: "docs" } };',
  'export default { ["__proto__"]: { docs: "docs" } };',
  'export default new Proxy({}, { get() { throw new Error("no"); }, ownKeys() { throw new Error("no"); } });',
  'export default new Proxy({}, { ownKeys: () => ["docs"], getOwnPropertyDescriptor: () => undefined });',
  'const all = {}; all.docs = all; export default all;',
  'const all = { outputs: [] }; all.outputs.push(all); export default all;',
  'const docs = docs; export default { docs };',
  'const a = b, b = a; export default a;',
  'export default { ...5, ...null, ...{ docs: 5 } };',
  'export const configuration = {};',
  'export { nothing as default };',
  'export default { docs: "docs" }; export default {};',
  'import "./nowhere.mjs"; export default {};',
  'import nothing from "no-such-package"; export default nothing;',
  'throw new Error("no");',
  'throw null;',
  'throw { message: { toString: null } };',
  'throw Object.freeze(Object.create(null));',
  'module.exports = {};',
  'export default {',
  '<<<<<<< HEAD\nexport default {};',
  '',
];

/**
 * A mutated configuration: the name of the file, and what it holds.
 *
 * @param {() => number} random
 */
export function mutatedConfiguration(random) {
  const original = JSON.stringify(pick([single, several], random), null, 2);
  const kind = random();
  if (kind < 0.4) return { name: 'clr-bindgen.config.json', text: mutateJson(original, random) };
  if (kind < 0.55) return { name: 'clr-bindgen.config.jsonc', text: commented(mutateJson(original, random), random) };
  if (kind < 0.65) {
    const whole = JSON.stringify({ name: 'host', version: '1.0.0', 'clr-bindgen': JSON.parse(original) }, null, 2);
    return { name: 'package.json', text: mutateJson(whole, random) };
  }
  const name = pick(['clr-bindgen.config.mjs', 'clr-bindgen.config.ts', 'clr-bindgen.config.mts'], random);
  if (kind < 0.75) return { name, text: pick(modules, random) };
  const inner = mutateJson(original, random);
  const wrapped = pick([`export default ${inner};\n`, `const all = ${inner};\nexport default all;\n`], random);
  return {
    name,
    text: name.endsWith('ts') && random() < 0.5 ? `${wrapped.trimEnd().slice(0, -1)} as object;\n` : wrapped,
  };
}

/** JSON with comments and commas where its dialect has them. */
function commented(text, random) {
  return text.replace(/[,{}[\]]/g, (sign) => {
    if (random() < 0.9) return sign;
    return pick(
      [`${sign} // x\n`, `${sign}/* x */`, `/* */${sign}`, sign === '}' || sign === ']' ? `,${sign}` : `${sign},`],
      random,
    );
  });
}
