import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { describe, expect, it, vi } from 'vitest';
import { targets } from '../../src/emit/targets.ts';
import type { TemplateEngine } from '../../src/emit/template-engine.ts';
import { embedded, root, templates, typesOf } from '../select/embedded-model.ts';
import { emitTarget } from './emit-target.ts';

/** Every view that a template is printed with. */
const rendered: { readonly name: string; readonly view: object }[] = [];
vi.mock('../../src/emit/template-engine.ts', async (original) => {
  const engine = await original<typeof import('../../src/emit/template-engine.ts')>();
  return {
    ...engine,
    createTemplateEngine: (...given: Parameters<typeof engine.createTemplateEngine>): TemplateEngine => {
      const real = engine.createTemplateEngine(...given);
      return {
        ...real,
        render: (name, view) => real.render(name, rendered[rendered.push({ name, view }) - 1]?.view ?? {}),
      };
    },
  };
});

const kinds = {
  views: {
    source: 'src/emit/declarative/views.ts',
    title: 'Views of the templates of Rust, C# and targets of your own, version 1',
    roots: {
      'rust/lib': 'ModelView',
      'rust/hresult': 'ModelView',
      'rust/module': 'HeaderView',
      'csharp/header': 'HeaderView',
    },
  },
  'cpp-views': {
    source: 'src/emit/cpp/views.ts',
    title: 'Views of the templates of C++, version 1',
    roots: { 'cpp/header': 'HeaderView' },
  },
};

type Schema = Readonly<Record<string, unknown>>;

/** The JSON Schema of the interfaces and types that a module exports: what is exact in TypeScript is exact there. */
function schemaOf(source: string, title: string): Schema {
  const file = path.join(root, source);
  const program = ts.createProgram([file], {
    strict: true,
    lib: ['lib.es5.d.ts'],
    types: [],
    allowImportingTsExtensions: true,
    noEmit: true,
  });
  const checker = program.getTypeChecker();
  const module = checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile) as ts.Symbol;
  const exported = checker.getExportsOfModule(module);
  const described = (symbol: ts.Symbol): Schema => {
    const text = ts.displayPartsToString(symbol.getDocumentationComment(checker)).replace(/\s+/g, ' ');
    return text === '' ? {} : { description: text };
  };
  const of = (type: ts.Type, whole = false): Schema => {
    const name = (type.aliasSymbol ?? type.symbol)?.name ?? '';
    const isOurs = exported.some((one) => one === (type.aliasSymbol ?? type.symbol));
    if (isOurs && !whole) return { $ref: `#/$defs/${name}` };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Number) return { type: 'number' };
    if (type.flags & ts.TypeFlags.Null) return { type: 'null' };
    if (type.isUnion()) return { anyOf: type.types.map((one) => of(one)) };
    if (checker.isArrayType(type)) {
      return { type: 'array', items: of(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type) };
    }
    const properties = checker.getPropertiesOfType(type);
    if (properties.length === 0) throw new Error(`no schema for ${checker.typeToString(type)}`);
    return {
      type: 'object',
      additionalProperties: false,
      required: properties.map((one) => one.name),
      properties: Object.fromEntries(
        properties.map((one) => [one.name, { ...described(one), ...of(checker.getTypeOfSymbol(one)) }]),
      ),
    };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    $defs: Object.fromEntries(
      exported.map((one) => [one.name, { ...described(one), ...of(checker.getDeclaredTypeOfSymbol(one), true) }]),
    ),
  };
}

describe.each(Object.entries(kinds))('metadata/schema/%s.schema.json', (kind, { source, title, roots }) => {
  const file = path.join(root, 'metadata', 'schema', `${kind}.schema.json`);

  it(`is what ${source} declares (\`npx vitest run test/targets -u\` after a change that is meant)`, async () => {
    await expect(`${JSON.stringify(schemaOf(source, title), null, 2)}\n`).toMatchFileSnapshot(file);
  });

  it('describes every view that a template is printed with', () => {
    const options = { comments: 'summary', templates, generator: 'test', cpp: { c: true } } as const;
    targets.get('cpp')?.emit(embedded, typesOf(embedded), options);
    for (const target of ['rust', 'csharp']) emitTarget(target, embedded);
    const ajv = new Ajv2020({ allErrors: true });
    ajv.addSchema(JSON.parse(readFileSync(file, 'utf8')), kind);
    const views = rendered.filter(({ name }) => name in roots);
    expect(new Set(views.map(({ name }) => name))).toEqual(new Set(Object.keys(roots)));
    for (const { name, view } of views) {
      const check = ajv.getSchema(`${kind}#/$defs/${roots[name as keyof typeof roots]}`);
      check?.(view);
      expect(check?.errors ?? [], name).toEqual([]);
    }
  });
});
