import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { repository } from '../support/built-cli.ts';

const entries = {
  'clr-bindgen': 'src/index.ts',
  'clr-bindgen/plugin': 'src/plugin/index.ts',
  'clr-bindgen/runtime': 'src/runtime/index.ts',
};
const { config } = ts.readConfigFile(path.join(repository, 'tsconfig.json'), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, repository);
const program = ts.createProgram(
  Object.values(entries).map((file) => path.join(repository, file)),
  { ...options, allowImportingTsExtensions: true },
);
const checker = program.getTypeChecker();

/** Types of optional arguments that only this package's own caches fill. */
const ofCaches = ['EntityMemory', 'KnownPages', 'RenderedFiles', 'SourceMemory', 'TextHashes'];

/** The exports of an entry by name; what is exported under another name is followed to its declaration. */
function exportsOf(file: string): Map<string, ts.Symbol> {
  const module = checker.getSymbolAtLocation(program.getSourceFile(path.join(repository, file)) as ts.SourceFile);
  const named = checker.getExportsOfModule(module as ts.Symbol).map((one): [string, ts.Symbol] => {
    const symbol = one.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(one) : one;
    return [one.name, symbol];
  });
  // What generated modules import from the runtime begins with `$`: it is theirs alone, and promised to nobody else.
  const promised = named.filter(([name]) => !name.startsWith('$'));
  return new Map(promised.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** One line: what a name is, and how a function is called. */
function describeExport(name: string, symbol: ts.Symbol): string {
  const { Function: code, Class: type, Interface: shape, TypeAlias: alias } = ts.SymbolFlags;
  if (symbol.flags & code) {
    const declaration = symbol.valueDeclaration as ts.FunctionDeclaration;
    const text = declaration.getText().replace(/^[^(]*?(?=[<(])/, `function ${name}`);
    return text
      .slice(0, text.length - (declaration.body?.getText().length ?? 0))
      .replace(/\s+/g, ' ')
      .trim();
  }
  if (symbol.flags & type) return `class ${name}`;
  if (symbol.flags & shape) return `interface ${name}`;
  if (symbol.flags & ts.SymbolFlags.ValueModule) return `namespace ${name}`;
  return symbol.flags & alias ? `type ${name}` : `const ${name}`;
}

describe.each(Object.entries(entries))('the exports of %s', (entry, file) => {
  const exported = exportsOf(file);

  it('are those that public-api.txt lists (`npx vitest run test/package -u` after a change that is meant)', async () => {
    const lines = [...exported].map(([name, symbol]) => describeExport(name, symbol));
    const list = `${entry.replace('/', '-')}.public-api.txt`;
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(list);
  });

  it('each say in TSDoc what they are', () => {
    const silent = [...exported].filter(
      ([, symbol]) =>
        !(symbol.flags & ts.SymbolFlags.ValueModule) && symbol.getDocumentationComment(checker).length === 0,
    );
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  // The plugin's types come from the main entry, and the runtime's are those of generated modules.
  it.skipIf(entry !== 'clr-bindgen')('need no type that is not exported', () => {
    const symbols = new Set(exported.values());
    const missing = new Set<string>();
    for (const [name, symbol] of exported) {
      const visit = (node: ts.Node): void => {
        // Bodies are not part of the interface, and neither are private members.
        if (ts.isBlock(node) || (ts.isVariableDeclaration(node) && node.type === undefined)) return;
        if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
          const target = ts.isTypeReferenceNode(node) ? node.typeName : node.expression;
          let used = checker.getSymbolAtLocation(target);
          if (used && used.flags & ts.SymbolFlags.Alias) used = checker.getAliasedSymbol(used);
          const at = used?.declarations?.[0]?.getSourceFile().fileName ?? '';
          const local = (used?.flags ?? 0) & ts.SymbolFlags.TypeParameter;
          const own = at.startsWith(path.join(repository, 'src'));
          if (used && own && !local && !symbols.has(used) && !ofCaches.includes(used.name)) {
            missing.add(`${used.name} (${name})`);
          }
        }
        node.forEachChild(visit);
      };
      // A namespace brings along what is declared beside it.
      if (symbol.flags & ts.SymbolFlags.ValueModule) continue;
      for (const declaration of symbol.declarations ?? []) visit(declaration);
    }
    expect([...missing].sort()).toEqual([]);
  });
});
