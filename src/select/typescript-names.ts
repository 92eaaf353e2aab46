import type { SourceFile as MorphFile, Node } from 'ts-morph';

/** The part of ts-morph that is used here; handed in, because it takes half a second to load. */
export type TsMorph = typeof import('ts-morph');

/** A source: path with forward slashes, and its text. */
export interface HostSource {
  readonly path: string;
  readonly text: string;
}

/** A name of another module. */
interface Foreign {
  readonly specifier: string;
  /** `*` for the module's namespace. */
  readonly name: string;
}

/** What one module passes on and takes, as far as syntax says. */
interface ModuleNames {
  readonly own: ReadonlySet<string>;
  /** Exported names that another module declares. */
  readonly exports: ReadonlyMap<string, Foreign>;
  readonly stars: readonly string[];
  readonly uses: readonly (Foreign & { readonly member?: string })[];
}

/**
 * The names that TypeScript and JavaScript sources take from modules outside of them: imported names, members of
 * imported namespaces, members of imported objects (`COR_PRF_MONITOR.ALL`), names that they re-export. A name that one
 * source imports from another is followed through all re-exports to where it leaves the sources; a name that a source
 * declares itself is not one of these.
 *
 * The modules outside need not exist yet. What a bundler or `paths` redirects into the sources counts as outside.
 *
 * @returns The names, each with the path of the first source that uses it.
 */
export function typescriptNames(sources: readonly HostSource[], tsMorph: TsMorph): ReadonlyMap<string, string> {
  const project = new tsMorph.Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { allowJs: true },
  });
  const modules = new Map<string, ModuleNames>();
  for (const { path, text } of sources) {
    modules.set(rooted(path), namesOf(project.createSourceFile(rooted(path), text, { overwrite: true }), tsMorph));
  }
  const found = new Map<string, string>();
  for (const { path } of sources) {
    const from = rooted(path);
    for (const { specifier, name, member } of (modules.get(from) as ModuleNames).uses) {
      for (const outside of leave(specifier, name, from, modules, new Set())) {
        const names = outside === '*' ? [member] : [outside, member];
        for (const one of names) if (one !== undefined && !found.has(one)) found.set(one, path);
      }
    }
  }
  return found;
}

/** A path of ts-morph's file system in memory. */
function rooted(path: string): string {
  return path.startsWith('/') ? path : `/${path.replace(/^[A-Za-z]:/, '')}`;
}

/** The names under which a name of a module leaves the sources: none if a source declares it. */
function leave(
  specifier: string,
  name: string,
  from: string,
  modules: ReadonlyMap<string, ModuleNames>,
  seen: Set<string>,
): readonly string[] {
  if (specifier.startsWith('node:')) return [];
  const file = resolve(specifier, from, modules);
  if (file === undefined) return [name];
  const key = `${file}\n${name}`;
  if (seen.has(key)) return [];
  seen.add(key);
  const module = modules.get(file) as ModuleNames;
  const passed = module.exports.get(name);
  if (passed) return leave(passed.specifier, passed.name, file, modules, seen);
  if (module.own.has(name)) return [];
  return module.stars.flatMap((star) => leave(star, name, file, modules, seen));
}

const SUFFIXES = ['', '.ts', '.tsx', '.mts', '.cts', '.d.ts', '.js', '.mjs', '/index.ts', '/index.js'];

/** The source that a relative specifier means. */
function resolve(specifier: string, from: string, modules: ReadonlyMap<string, unknown>): string | undefined {
  if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  const path = parts.join('/');
  const source = path.replace(/\.([mc]?)js(x?)$/, '.$1ts$2');
  return [path, source].flatMap((stem) => SUFFIXES.map((suffix) => stem + suffix)).find((file) => modules.has(file));
}

function namesOf(file: MorphFile, { Node, SyntaxKind }: TsMorph): ModuleNames {
  const own = new Set<string>();
  const exports = new Map<string, Foreign>();
  const stars: string[] = [];
  const uses: (Foreign & { member?: string })[] = [];
  const bindings = new Map<string, Foreign>();

  for (const declaration of file.getImportDeclarations()) {
    const specifier = declaration.getModuleSpecifierValue();
    const namespace = declaration.getNamespaceImport();
    if (namespace) bindings.set(namespace.getText(), { specifier, name: '*' });
    for (const named of declaration.getNamedImports()) {
      const foreign = { specifier, name: named.getName() };
      bindings.set(named.getAliasNode()?.getText() ?? named.getName(), foreign);
      uses.push(foreign);
    }
  }
  for (const call of file.getDescendantsOfKind(SyntaxKind.CallExpression)) bindLoaded(call, bindings, uses, Node);
  for (const type of file.getDescendantsOfKind(SyntaxKind.ImportType)) {
    const specifier = /^['"](.*)['"]$/.exec(type.getArgument().getText())?.[1];
    const name = type.getQualifier()?.getText().split('.')[0];
    if (specifier !== undefined && name !== undefined) uses.push({ specifier, name });
  }
  for (const declaration of file.getExportDeclarations()) {
    const specifier = declaration.getModuleSpecifierValue();
    const namespace = declaration.getNamespaceExport();
    if (specifier !== undefined && namespace) exports.set(namespace.getName(), { specifier, name: '*' });
    else if (specifier !== undefined && declaration.isNamespaceExport()) stars.push(specifier);
    for (const named of declaration.getNamedExports()) {
      const name = named.getName();
      const exported = named.getAliasNode()?.getText() ?? name;
      const foreign = specifier === undefined ? bindings.get(name) : { specifier, name };
      if (foreign === undefined) own.add(exported);
      else {
        exports.set(exported, foreign);
        uses.push(foreign);
      }
    }
  }
  for (const statement of file.getStatements()) {
    if (Node.isVariableStatement(statement)) for (const one of statement.getDeclarations()) own.add(one.getName());
    else if (Node.hasName(statement)) own.add(statement.getName());
  }
  for (const access of file.getDescendantsOfKind(SyntaxKind.PropertyAccessExpression)) {
    const foreign = bindings.get(access.getExpression().getText());
    if (foreign) uses.push({ ...foreign, member: access.getName() });
  }
  for (const qualified of file.getDescendantsOfKind(SyntaxKind.QualifiedName)) {
    const foreign = bindings.get(qualified.getLeft().getText());
    if (foreign) uses.push({ ...foreign, member: qualified.getRight().getText() });
  }
  return { own, exports, stars, uses };
}

/** What a loaded module (`await import(...)`, `require(...)`) is bound to. */
function bindLoaded(
  call: Node & { getExpression(): Node; getArguments(): Node[] },
  bindings: Map<string, Foreign>,
  uses: Foreign[],
  nodes: TsMorph['Node'],
): void {
  if (!/^(?:import|require)$/.test(call.getExpression().getText())) return;
  const [argument] = call.getArguments();
  if (!nodes.isStringLiteral(argument)) return;
  const specifier = argument.getLiteralValue();
  const parent = call.getParent();
  const value = nodes.isAwaitExpression(parent) ? parent.getParent() : parent;
  if (!nodes.isVariableDeclaration(value)) return;
  const target = value.getNameNode();
  if (nodes.isIdentifier(target)) bindings.set(target.getText(), { specifier, name: '*' });
  else if (nodes.isObjectBindingPattern(target)) {
    for (const element of target.getElements()) {
      const foreign = { specifier, name: element.getPropertyNameNode()?.getText() ?? element.getName() };
      bindings.set(element.getName(), foreign);
      uses.push(foreign);
    }
  }
}
