import { conventionKeyword, printDeclarator, printType } from '../../ctype/print-type.ts';
import type {
  CoclassDeclaration,
  Declaration,
  EnumDeclaration,
  FieldDeclaration,
  FunctionDeclaration,
  FunctionPointerDeclaration,
  IdlAttribute,
  InterfaceDeclaration,
  ParameterDeclaration,
  StructDeclaration,
} from './declaration.ts';

/**
 * Prints a declaration as a clean Syntax block, one parameter, member or field a line. Reading it back gives the same
 * tree except for the spans; a managed class is printed as C#.
 */
export function printDeclaration(declaration: Declaration): string {
  switch (declaration.kind) {
    case 'function':
      return printFunction(declaration, '');
    case 'functionPointer':
      return printFunctionPointer(declaration);
    case 'enum':
      return printNamed(declaration, printEnumBody(declaration, ''));
    case 'struct':
      return printNamed(declaration, printStructBody(declaration, ''));
    case 'interface':
      return printInterface(declaration);
    case 'coclass':
      return printCoclass(declaration);
    case 'managedClass':
      return `public class ${declaration.name}${declaration.base ? ` : ${declaration.base}` : ''}\n{\n}\n`;
    case 'attribute':
      return `${printAttributes(declaration.attributes)}\n`;
    case 'typedef':
      return `typedef ${[printDeclarator(declaration.type, declaration.name), ...pointers(declaration)].join(', ')};\n`;
    case 'constant':
      return `${`#define ${declaration.name} ${declaration.expression}`.trimEnd()}\n`;
  }
}

/** Prints attributes in one pair of brackets: `[in, size_is(cch)]`; empty for none. */
function printAttributes(attributes: readonly IdlAttribute[]): string {
  if (attributes.length === 0) return '';
  const texts = attributes.map(({ name, arguments: args }) => (args.length > 0 ? `${name}(${args.join(', ')})` : name));
  return `[${texts.join(', ')}]`;
}

function withAttributes(attributes: readonly IdlAttribute[] | undefined, text: string): string {
  const printed = printAttributes(attributes ?? []);
  return printed === '' ? text : `${printed} ${text}`;
}

function printParameters(
  parameters: readonly ParameterDeclaration[],
  variadic: boolean | undefined,
  indent: string,
): string {
  const lines = parameters.map(({ attributes, type, name, defaultValue }) => {
    const text = withAttributes(attributes, printDeclarator(type, name));
    return defaultValue === undefined ? text : `${text} = ${defaultValue}`;
  });
  if (variadic) lines.push('...');
  if (lines.length === 0) return '()';
  return `(\n${lines.map((line) => `${indent}    ${line}`).join(',\n')})`;
}

function printFunction(declaration: FunctionDeclaration, indent: string): string {
  const { returns, callingConvention, name, parameters, variadic } = declaration;
  const words = [
    ...(declaration.exported ? ['EXTERN_C'] : []),
    ...(declaration.virtual ? ['virtual'] : []),
    printType(returns),
    ...(callingConvention ? [conventionKeyword(callingConvention)] : []),
  ];
  const head = withAttributes(declaration.attributes, `${words.join(' ')} ${name}`);
  const list = printParameters(parameters, variadic, indent);
  return `${indent}${head}${list}${declaration.pure ? ' = 0' : ''};\n`;
}

function printFunctionPointer(declaration: FunctionPointerDeclaration): string {
  const { returns, callingConvention, name, parameters, variadic } = declaration;
  const convention = callingConvention ? `${conventionKeyword(callingConvention)} ` : '';
  return `typedef ${printType(returns)} (${convention}*${name})${printParameters(parameters, variadic, '')};\n`;
}

function pointers(declaration: { readonly pointerNames?: readonly string[] }): string[] {
  return (declaration.pointerNames ?? []).map((name) => `*${name}`);
}

/** `typedef enum X { } X, *PX;`, or `enum X { };` where the tag is the only name. */
function printNamed(declaration: EnumDeclaration | StructDeclaration, body: string): string {
  const names = [declaration.name, ...pointers(declaration)];
  if (declaration.tag === declaration.name && names.length === 1) return `${body};\n`;
  return `typedef ${body} ${names.join(', ')};\n`;
}

function printEnumBody(declaration: EnumDeclaration, indent: string): string {
  const tag = declaration.tag ? ` ${declaration.tag}` : '';
  const underlying = declaration.underlying ? ` : ${printType(declaration.underlying)}` : '';
  const lines = declaration.members.map(({ name, expression }) =>
    expression === undefined ? `${indent}    ${name}` : `${indent}    ${name} = ${expression}`,
  );
  return `enum${tag}${underlying}\n${indent}{\n${lines.map((line) => `${line},\n`).join('')}${indent}}`;
}

function printStructBody(declaration: StructDeclaration, indent: string): string {
  const tag = declaration.tag ? ` ${declaration.tag}` : '';
  const inner = `${indent}    `;
  const enums = declaration.enums.map((nested) => `${inner}${printEnumBody(nested, inner)};\n`);
  const fields = declaration.fields.map((field) => `${inner}${printField(field, inner)};\n`);
  const keyword = declaration.union ? 'union' : 'struct';
  return `${keyword}${tag}\n${indent}{\n${[...enums, ...fields].join('')}${indent}}`;
}

function printField(field: FieldDeclaration, indent: string): string {
  if (field.nested) {
    const body = printStructBody(field.nested, indent);
    return field.name === '' ? body : `${body} ${field.name}`;
  }
  const text = field.type ? withAttributes(field.attributes, printDeclarator(field.type, field.name)) : field.name;
  return field.bits === undefined ? text : `${text} : ${field.bits}`;
}

function printInterface(declaration: InterfaceDeclaration): string {
  const base = declaration.base ? ` : ${declaration.base}` : '';
  const attributes = printAttributes(declaration.attributes);
  const head = `${attributes && `${attributes}\n`}${declaration.class ? 'class' : 'interface'} ${declaration.name}${base}`;
  if (declaration.methods.length === 0) return `${head};\n`;
  const methods = declaration.methods.map((method) => printFunction(method, '    '));
  return `${head}\n{\n${methods.join('\n')}};\n`;
}

function printCoclass(declaration: CoclassDeclaration): string {
  const lines = declaration.interfaces.map(
    (entry) => `    ${entry.default ? '[default] ' : ''}interface ${entry.name};\n`,
  );
  const clsid = declaration.clsid ? `[uuid(${declaration.clsid})]\n` : '';
  return `${clsid}coclass ${declaration.name}\n{\n${lines.join('')}};\n`;
}
