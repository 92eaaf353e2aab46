import type { CType } from '../ctype/ctype.ts';
import type { PlatformTypes } from './canonical.ts';
import type { Model } from './model.ts';
import { readType } from './type-table.ts';

/** What two types are compared by. */
export interface TypeIdentity {
  /** How the machine sees it: sizes and pointers; equal for what a call cannot tell apart (`DWORD`, an enumeration). */
  readonly machine: string;
  /** What it means, independent of the platform: signedness, enumeration, interface, constness. */
  readonly meaning: string;
  /** Which C++ type it is on Windows: `ULONG` and `UINT` mean the same and are two types to `override`. */
  readonly cpp: string;
}

/** Forms of platform types as the machine sees them. */
const machineForms: Readonly<Record<string, string>> = {
  i8: '8',
  u8: '8',
  char: '8',
  bool8: '8',
  i16: '16',
  u16: '16',
  wchar: '16',
  i32: '32',
  u32: '32',
  bool32: '32',
  i64: '64',
  u64: '64',
  iptr: 'ptr',
  uptr: 'ptr',
};

/** Forms that mean the same: a truth is an integer to C. */
const meaningForms: Readonly<Record<string, string>> = { bool32: 'i32', bool8: 'u8' };

/** Makes the function that gives a type's identity in a model. */
export function typeIdentity(model: Model, platform: PlatformTypes): (type: string) => TypeIdentity {
  const typedefs = new Map(model.typedefs.map((entity) => [entity.name, entity.type]));
  for (const entity of model.structs) {
    if (entity.tag !== undefined) typedefs.set(entity.tag, entity.name);
    for (const pointer of entity.pointerNames) typedefs.set(pointer, `${entity.name} *`);
  }
  for (const entity of model.enums) if (entity.tag !== undefined) typedefs.set(entity.tag, entity.name);
  const enums = new Set(model.enums.map((entity) => entity.name));
  const known = new Map<string, TypeIdentity>();

  const leaf = (form: string, cpp: string | undefined): TypeIdentity => {
    const [base = '', stars = ''] = splitStars(form);
    const constant = base.startsWith('const ') ? 'const ' : '';
    const plain = base.slice(constant.length);
    return {
      machine: stars === '' ? (machineForms[plain] ?? plain) : pointerTo(machineForms[plain] ?? plain, stars.length),
      meaning: `${constant}${meaningForms[plain] ?? plain}${stars}`,
      cpp: cpp ?? `${constant}${meaningForms[plain] ?? plain}${stars}`,
    };
  };
  const ofName = (name: string, visiting: ReadonlySet<string>): TypeIdentity => {
    const definition = typedefs.get(name);
    if (definition !== undefined && !visiting.has(name)) {
      return ofType(readType(definition), new Set([...visiting, name]));
    }
    if (enums.has(name)) return { machine: '32', meaning: `enum ${name}`, cpp: `enum ${name}` };
    const type = platform[name];
    if (!type) return leaf(name, undefined);
    const form = type.canonical.replace(/^struct$|^iface$|^opaque$/, name).replace(/(struct|iface|opaque):/, '');
    const target = /^(?:struct):(\w+)$/.exec(type.canonical)?.[1];
    return leaf(target ?? form.replaceAll(' *', '*'), type.cpp);
  };
  const ofType = (type: CType, visiting: ReadonlySet<string>): TypeIdentity => {
    let { machine, meaning, cpp } = type.function
      ? { machine: 'function', meaning: 'function', cpp: 'function' }
      : ofName(type.name, visiting);
    let constant = type.const;
    const levels = [
      ...type.pointers.map((pointer) => ({ ...pointer, sign: '*' })),
      ...(type.reference ? [{ const: false, sign: '&' }] : []),
    ];
    for (const level of levels) {
      machine = pointerTo(machine, 1);
      meaning = `${withConst(meaning, constant)}*`;
      cpp = `${withConst(cpp, constant)}${level.sign}`;
      constant = level.const;
    }
    const arrays = type.arrays.map((length) => `[${length ?? ''}]`).join('');
    return { machine: machine + arrays, meaning: meaning + arrays, cpp: cpp + arrays };
  };
  return (type) => {
    const cached = known.get(type);
    if (cached) return cached;
    const identity = ofType(readType(type), new Set());
    const normal = { ...identity, cpp: identity.cpp.replaceAll(' *', '*').replaceAll(' &', '&') };
    known.set(type, normal);
    return normal;
  };
}

function splitStars(form: string): [string, string] {
  const match = /^([^*]*)(\**)$/.exec(form.replaceAll(' *', '*'));
  return [match?.[1] ?? form, match?.[2] ?? ''];
}

/** A pointer as the machine sees it; what an interface pointer points to counts, as its vtable is called. */
function pointerTo(machine: string, levels: number): string {
  return `${machine}${'*'.repeat(levels)}`;
}

/** `const` before a plain type, after a pointer, where it belongs. */
function withConst(text: string, constant: boolean): string {
  if (!constant) return text;
  return /[*&]$/.test(text) ? `${text} const` : text.startsWith('const ') ? text : `const ${text}`;
}
