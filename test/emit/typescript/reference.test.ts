import path from 'node:path';
import { Node, Project, ts } from 'ts-morph';
import { beforeAll, describe, expect, test } from 'vitest';
import { abiSignature } from '../../../src/emit/typescript/abi.ts';
import { Catalogue } from '../../../src/emit/typescript/catalogue.ts';
import { tsIdentifier, tsMethodName } from '../../../src/emit/typescript/names.ts';
import type { Model } from '../../../src/model/model.ts';
import { createTypeTable } from '../../../src/model/type-table.ts';
import { readModel } from '../../../src/read/read-model.ts';
import {
  type AbiParameter,
  type AbiSignature,
  parseSignature,
  planSignature,
  printSignature,
} from '../../../src/runtime/signature.ts';
import { emitTypescript, platformTypes, root } from '../../runtime-ts/shapes/emit-shapes.ts';
import { shapesModel } from '../../runtime-ts/shapes/model.ts';

const model = readModel(path.join(root, 'metadata', 'model'), root).value;
const catalogue = new Catalogue(model, createTypeTable(model, platformTypes()));
const { files, codes } = emitTypescript(model, { comments: 'none' });

/** What decides how a parameter is passed. */
function shapeOf({ mode, type, array, nullable }: AbiParameter): string {
  const kind =
    type.kind === 'scalar'
      ? `${type.scalar}${type.nominal ? '#' : ''}`
      : type.kind === 'interface' && type.iid
        ? 'interface by IID'
        : type.kind;
  const passed = nullable ? `${mode}?` : mode;
  if (!array) return `${passed} ${kind}`;
  const counts =
    array.capacity === '' ? '' : array.length === undefined ? 'n' : array.length === array.capacity ? 'n,n' : 'n,m';
  return `${passed} ${kind}[${counts}]`;
}

/** What decides how a result that is no HRESULT comes back. */
const returnShapeOf = ({ result }: AbiSignature): string =>
  `returns ${result.kind === 'scalar' ? `${result.scalar}${result.nominal ? '#' : ''}` : result.kind}`;

/** The signatures of methods, functions and callbacks, as far as they can be called. */
const signatures = (of: Model, source: Catalogue): AbiSignature[] =>
  [...of.interfaces.flatMap(({ methods }) => methods), ...of.functions, ...of.callbacks].flatMap((signature) => {
    const { signature: abi, obstacles } = abiSignature(signature, source);
    return obstacles.length > 0 ? [] : [abi];
  });

const shapesOf = (of: Model, source: Catalogue): Set<string> =>
  new Set(
    signatures(of, source).flatMap((signature) => [...signature.parameters.map(shapeOf), returnShapeOf(signature)]),
  );

describe('the modules of the reference', () => {
  const project = new Project({
    useInMemoryFileSystem: false,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      verbatimModuleSyntax: true,
      isolatedModules: true,
      erasableSyntaxOnly: true,
      noUnusedLocals: true,
      noImplicitReturns: true,
      noImplicitOverride: true,
      allowImportingTsExtensions: true,
      noEmit: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [path.join(root, 'node_modules', '@types')],
      paths: { 'clr-bindgen/runtime': [path.join(root, 'src', 'runtime', 'index.ts')] },
    },
  });
  const source = (name: string) =>
    project.getSourceFileOrThrow((file) => file.getFilePath().endsWith(`/emitted/${name}`));

  beforeAll(() => {
    for (const { path: file, text } of files)
      project.createSourceFile(path.join(root, 'emitted', path.basename(file)), text);
  });

  test('compile under every strict option, with erasable syntax only', () => {
    const emitted = project.getSourceFiles().filter((file) => file.getFilePath().includes('/emitted/'));
    const found = emitted.flatMap((file) =>
      [...file.getPreEmitDiagnostics()].map(
        (d) =>
          `${path.basename(file.getFilePath())}:${d.getLineNumber()} ${d.getCode()} ${JSON.stringify(d.getMessageText())}`,
      ),
    );
    expect(found).toEqual([]);
  });

  test('say the same as the model: every interface, IID, base, method and parameter', () => {
    const wrong: string[] = [];
    for (const entity of model.interfaces) {
      if (entity.name === 'IUnknown') continue;
      const file = source(`${entity.header.replace(/\.\w+$/, '')}.ts`);
      const declared = file.getInterface(tsIdentifier(entity.name));
      if (!declared) {
        wrong.push(`${entity.name} is missing`);
        continue;
      }
      const text = file.getVariableDeclarationOrThrow(tsIdentifier(entity.name)).getText();
      if (!text.includes(`iid: '${entity.iid ?? ''}'`)) wrong.push(`${entity.name} has another IID`);
      if (entity.base && declared.getExtends()[0]?.getText() !== tsIdentifier(entity.base))
        wrong.push(`${entity.name} has another base`);
      if (entity.vtable !== 'exact') continue;
      const lines = (/abi: `\n([^`]*)`/.exec(text)?.[1] ?? '')
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
      if (lines.length !== entity.methods.length) wrong.push(`${entity.name} has ${lines.length} slots`);
      entity.methods.forEach((method, index) => {
        const { signature, obstacles } = abiSignature(method, catalogue);
        const where = `${entity.name}::${method.name}`;
        if (obstacles.length > 0) return;
        if (lines[index] !== printSignature(signature)) wrong.push(`${where} is not in slot ${method.slot}`);
        const member = declared.getMethod(tsMethodName(method.name));
        const wanted = planSignature(signature).inputs.map((i) => tsIdentifier(signature.parameters[i]?.name ?? ''));
        const got = member?.getParameters().map((parameter) => parameter.getName());
        if (wanted.join() !== got?.join()) wrong.push(`${where} takes ${got?.join()} and not ${wanted.join()}`);
        const raw = file.getInterfaceOrThrow(`${tsIdentifier(entity.name)}Raw`).getMethod(tsMethodName(method.name));
        const names = [...(raw?.getReturnTypeNode()?.getText() ?? '').matchAll(/typeof (\w+)|(0x\w{8})/g)].map(
          ([, name, value]) => name ?? value,
        );
        for (const { name, value } of method.hresults) {
          if (
            value !== undefined &&
            method.returns === 'HRESULT' &&
            !names.includes(tsIdentifier(name)) &&
            !names.includes(`0x${value.toString(16).padStart(8, '0')}`)
          )
            wrong.push(`${where} does not say ${name}`);
        }
      });
    }
    expect(wrong).toEqual([]);
  });

  test('give ReverseLeaveRuntime its seven HRESULTs with their values', () => {
    const method = source('mscoree.ts').getInterfaceOrThrow('IHostTaskManager').getMethodOrThrow('ReverseLeaveRuntime');
    const members = method.getReturnType().getUnionTypes();
    const values = members.flatMap((type) => (type.isNumberLiteral() ? [type.getLiteralValue()] : []));
    expect(values.sort()).toEqual([0, 0x80004005, 0x8007000e, 0x80131023, 0x80131024, 0x80131025, 0x80131026].sort());
    // The open rest: an HRESULT that the page does not list.
    expect(members.filter((type) => !type.isNumberLiteral())).toHaveLength(1);
  });

  test('have every HRESULT with its value', () => {
    const constants = new Map(
      source('hresult.ts')
        .getVariableDeclarations()
        .flatMap((declaration) => {
          const value = declaration.getInitializer();
          return Node.isNumericLiteral(value) ? [[declaration.getName(), value.getLiteralValue()] as const] : [];
        }),
    );
    expect(constants.size).toBe(model.hresults.length);
    for (const { name, value } of model.hresults) expect(constants.get(tsIdentifier(name))).toBe(value);
  });

  test('import values from the runtime alone, so that none loads another', () => {
    for (const { path: file, text } of files) {
      if (file.endsWith('/index.ts')) continue;
      const imports = [...text.matchAll(/^(?:import (?!type )|export \* |export \{).*?from '([^']+)'/gms)].map(
        ([, from]) => from,
      );
      expect([file, imports.filter((from) => from !== 'clr-bindgen/runtime')]).toEqual([file, []]);
    }
  });

  test('leave nothing out without a diagnostic', () => {
    // Two signatures need structures that nobody describes.
    expect([...new Set(codes)].sort()).toEqual(['CB611']);
    expect(codes.length).toBeLessThan(6);
  });
});

describe('signatures', () => {
  test('print and parse to the same', () => {
    for (const signature of signatures(model, catalogue))
      expect(parseSignature(printSignature(signature))).toEqual(signature);
  });

  test('have no shape that the test library does not prove', () => {
    const known = shapesOf(shapesModel, new Catalogue(shapesModel, createTypeTable(shapesModel, platformTypes())));
    const missing = [...shapesOf(model, catalogue)].filter((shape) => !known.has(shape));
    expect(missing.sort()).toEqual([]);
  });
});
