import fc from 'fast-check';
import { ts } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { stringLiteral, tsIdentifier, tsMethodName } from '../../../src/emit/typescript/names.ts';
import type { Model } from '../../../src/model/model.ts';
import { emitTypescript } from '../../runtime-ts/shapes/emit-shapes.ts';
import { shapesModel } from '../../runtime-ts/shapes/model.ts';

/** Names and prose of every kind that a page could hold to end a comment, a string or a template. */
const EVIL = [
  '*/ process.exit(1) /*',
  "'; process.exit(1); //",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the attack
  '`${process.exit(1)}`',
  'a\n*/ process.exit(1)',
  'a\u2028process.exit(1)',
  'a\u202eb',
  '\\',
  '@throws {x} */',
  '__proto__',
  'constructor',
  'then',
  'class',
  'await',
  'IUnknown',
  '1abc',
  '',
];

function withText(text: string): Model {
  const [unknown, shapes, other] = shapesModel.interfaces as [never, Model['interfaces'][0], Model['interfaces'][0]];
  const docs = { origin: 'docs' as const, summary: text, remarks: text, returns: text };
  return {
    ...shapesModel,
    interfaces: [
      unknown,
      {
        ...shapes,
        docs,
        methods: shapes.methods.map((method) => ({
          ...method,
          docs,
          parameters: method.parameters.map((parameter) => ({ ...parameter, text })),
          hresults: method.hresults.map((hresult) => ({ ...hresult, text })),
        })),
      },
      { ...other, methods: other.methods.map((method) => ({ ...method, name: text === '' ? '_' : text })) },
    ],
    enums: shapesModel.enums.map((entity) => ({
      ...entity,
      docs,
      members: entity.members.map((member) => ({ ...member, text })),
    })),
    constants: [{ name: 'TEXT', header: 'shapes.h', documented: true, sources: {}, value: text, docs }],
    hresults: shapesModel.hresults.map((hresult) => ({ ...hresult, description: text })),
  };
}

/** The statements' kinds: text that broke out would add one. */
const kinds = (text: string): ts.SyntaxKind[] => {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ES2022, true);
  expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
  return file.statements.map(({ kind }) => kind);
};

describe('hostile pages', () => {
  const plain = new Map(
    emitTypescript(withText('text'), { comments: 'full' }).files.map(({ path, text }) => [path, kinds(text)]),
  );

  test.each(EVIL)('%j stays where it belongs', (evil) => {
    for (const { path, text } of emitTypescript(withText(evil), { comments: 'full' }).files) {
      expect(kinds(text)).toEqual(plain.get(path));
      expect(text).not.toMatch(/[\u2028\u2029\u202a-\u202e]/);
    }
  });

  test('any text is a literal that means itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const file = ts.createSourceFile('a.ts', `x = ${stringLiteral(text)};`, ts.ScriptTarget.ES2022, true);
        const statement = file.statements[0] as ts.ExpressionStatement;
        expect(file.statements).toHaveLength(1);
        expect(((statement.expression as ts.BinaryExpression).right as ts.StringLiteral).text).toBe(text);
      }),
    );
  });

  test('any name is an identifier', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(tsIdentifier(name)).toMatch(/^[A-Za-z_]\w*$/);
        expect(['constructor', 'then', '__proto__']).not.toContain(tsMethodName(name));
      }),
    );
  });
});
