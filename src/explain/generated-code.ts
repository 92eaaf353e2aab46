import type { OutputFile } from '../emit/output-file.ts';

/** The declarations in generated code, by target and name. */
export interface GeneratedCode {
  /** C++ declaration of an entity that a header declares; empty where there is none. */
  cpp(header: string, name: string): string;
  /** TypeScript declaration of an entity; empty where there is none. */
  typescript(header: string, name: string): string;
  /** The line that declares a method in C++, by its position among the own methods of its interface. */
  cppMethod(header: string, owner: string, index: number): string;
  /** The line that declares a method in TypeScript. */
  typescriptMethod(header: string, owner: string, name: string): string;
}

type Declarations = ReadonlyMap<string, string>;

/**
 * Takes generated files apart into their declarations.
 *
 * @param files Outputs of the `cpp` and `typescript` targets, made without comments.
 */
export function readGeneratedCode(files: readonly OutputFile[]): GeneratedCode {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const known = new Map<string, Declarations>();
  function declarations(path: string, read: (text: string) => Declarations): Declarations {
    const found = known.get(path) ?? read(texts.get(path) ?? '');
    known.set(path, found);
    return found;
  }
  function cpp(header: string, name: string): string {
    return declarations(`cpp/${header}`, cppDeclarations).get(name) ?? '';
  }
  function typescript(header: string, name: string): string {
    const path = `typescript/${header.replace(/\.\w+$/, '')}.ts`;
    return declarations(path, typescriptDeclarations).get(name) ?? '';
  }
  return {
    cpp,
    typescript,
    cppMethod(header, owner, index) {
      const methods = cpp(header, owner).match(/^ {4}virtual [^;]*;/gm) ?? [];
      return (methods[index] ?? '').replace(/^ {4}/gm, '');
    },
    typescriptMethod(header, owner, name) {
      const method = typescript(header, owner)
        .split('\n')
        .find((line) => line.startsWith(`  ${name}(`) || line.startsWith(`  ${name}<`));
      return (method ?? '').trim();
    },
  };
}

/** How a declaration of a header starts, with its name where the first line has it. */
const cppHeads: readonly RegExp[] = [
  /^(?:MIDL_INTERFACE\("[^"]*"\)|struct) (\w+)(?: : public \w+)? \{$/,
  /^typedef (?:enum|struct|union)\b[^;]*\{$/,
  /^(?!typedef )[\w*& ]*?(\w+)\(.*\);$/,
  /^typedef .*\(\w* ?\*(\w+)\)\(.*\);$/,
  /^typedef .*?(\w+)(?:\(.*\)|(?:\[\w*\])*);$/,
  /^#define (\w+) ./,
  /^CLR_(?:GUID|IID)\w*\(\w+, (\w+), .*\)$/,
];

/** By name: interfaces, enumerations, structures, functions, typedefs, constants and GUIDs of a header. */
function cppDeclarations(text: string): Declarations {
  const found = new Map<string, string>();
  for (const { head, block } of blocks(text)) {
    for (const pattern of cppHeads) {
      const match = pattern.exec(head);
      if (!match) continue;
      const last = block[block.length - 1] as string;
      const names = match[1] === undefined ? (last.match(/\w+/g) ?? []) : [match[1]];
      for (const name of names) {
        // A forward declaration gives way to what it announces.
        if (!found.has(name) || block.length > 1) found.set(name, block.join('\n'));
      }
      break;
    }
  }
  return found;
}

/** By name: what a module exports as types, else as values; what the runtime is told of them is left out. */
function typescriptDeclarations(text: string): Declarations {
  const types = new Map<string, string>();
  const values = new Map<string, string>();
  for (const { head, block } of blocks(text)) {
    const [, word, name] = /^export (interface|type|const) (\w+)/.exec(head) ?? [];
    if (name === undefined) continue;
    if (word !== 'const') types.set(name, block.join('\n'));
    else values.set(name, block.join('\n').replace(/ = \$define(?:Function|Interface|Struct|Callback)\b.*$/s, ';'));
  }
  const found = new Map(values);
  for (const [name, type] of types) {
    const value = values.get(name);
    const own = value?.includes(' = ') === true;
    found.set(name, own ? `${value}\n${type}` : type);
  }
  return found;
}

/** What opens a scope and declares nothing itself. */
const scopeHead = /^(?:(?:inline )?namespace\b|extern "C" \{)/;

/** The stretches of a text that begin in the first column: one line, or up to the line that closes it. */
function* blocks(text: string): Generator<{ readonly head: string; readonly block: readonly string[] }> {
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const head = lines[at] as string;
    if (!/^\S/.test(head) || /^(?:\/\/|\/\*| \*|\})/.test(head) || scopeHead.test(head)) continue;
    const block = [head];
    if (/[{<([]$/.test(head)) {
      while (at + 1 < lines.length) {
        at += 1;
        const line = lines[at] as string;
        block.push(line);
        if (/^[})>\]]/.test(line) || (head.endsWith('(') && line.endsWith(');'))) break;
      }
    }
    yield { head: head.endsWith('(') ? oneLine(block) : head, block };
  }
}

/** A list of parameters on lines of their own, as one line. */
function oneLine(lines: readonly string[]): string {
  return lines
    .map((line) => line.trim())
    .join(' ')
    .replaceAll('( ', '(');
}
