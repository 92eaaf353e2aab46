import type { ModelList } from './model.ts';

/** What a value must be: a kind, one of some values, an object of a shape, or a list of such objects. */
type Check = Kind | readonly (string | number)[] | Shape | { readonly listOf: () => Shape };
type Kind = 'string' | 'number' | 'boolean' | 'list of texts' | 'object of texts' | 'number or text';

/** What the members of an object must be; those whose key ends with `?` may be absent. */
interface Shape {
  readonly members: readonly { readonly key: string; readonly optional: boolean; readonly check: Check }[];
}

function shape(...parts: readonly Readonly<Record<string, Check>>[]): Shape {
  const members = parts.flatMap(Object.entries).map(([key, check]) => ({
    key: key.replace(/\?$/, ''),
    optional: key.endsWith('?'),
    check,
  }));
  return { members };
}

const listOf = (item: Shape | (() => Shape)): Check => ({ listOf: typeof item === 'function' ? item : () => item });

const docs = shape({ origin: ['docs', 'own'], 'summary?': 'string', 'remarks?': 'string', 'returns?': 'string' });
const availability = shape({ text: 'string', 'framework?': 'string', 'core?': 'string' });
const described = {
  'page?': 'string',
  'docs?': docs,
  'availability?': availability,
  sources: 'object of texts',
} as const;
const entity = {
  name: 'string',
  header: 'string',
  documented: 'boolean',
  'area?': 'string',
  'library?': 'string',
  ...described,
} as const;
const parameter = shape({
  name: 'string',
  type: 'string',
  'direction?': ['in', 'out', 'inout'],
  'retval?': 'boolean',
  'optional?': 'boolean',
  'nullable?': 'boolean',
  'array?': 'boolean',
  'sizeIs?': 'list of texts',
  'lengthIs?': 'list of texts',
  'iidIs?': 'string',
  'string?': 'boolean',
  'defaultValue?': 'string',
  'text?': 'string',
});
const signature = {
  returns: 'string',
  callingConvention: ['stdcall', 'cdecl', 'fastcall', 'thiscall'],
  'variadic?': 'boolean',
  parameters: listOf(parameter),
  hresults: listOf(shape({ name: 'string', 'value?': 'number', 'text?': 'string' })),
} as const;
const method = shape({ name: 'string', slot: 'number', documented: 'boolean' }, described, signature);
const enumerator = shape({
  name: 'string',
  value: 'number',
  'expression?': 'string',
  documented: 'boolean',
  'text?': 'string',
});
const nested: Shape = shape({ kind: ['struct', 'union'], fields: listOf(() => field) });
const field: Shape = shape({
  name: 'string',
  type: 'string',
  'nested?': nested,
  'bits?': 'number',
  'offset?': 'number',
  'text?': 'string',
});

const shapes: Readonly<Record<ModelList, Shape>> = {
  interfaces: shape(entity, {
    'iid?': 'string',
    'base?': 'string',
    vtable: ['exact', 'unknown'],
    firstSlot: 'number',
    methods: listOf(method),
    callback: 'boolean',
    'plainClass?': 'boolean',
  }),
  enums: shape(entity, {
    'tag?': 'string',
    'scope?': 'string',
    size: [1, 2, 4, 8],
    flags: 'boolean',
    members: listOf(enumerator),
  }),
  structs: shape(entity, {
    kind: ['struct', 'union'],
    'tag?': 'string',
    pointerNames: 'list of texts',
    fields: listOf(field),
    'layout?': shape({ size: 'number', size32: 'number' }),
    'pack?': 'number',
  }),
  functions: shape(entity, signature, { 'module?': 'string', 'entryPoint?': 'string' }),
  callbacks: shape(entity, signature, { form: ['function', 'pointer'] }),
  typedefs: shape(entity, { type: 'string' }),
  constants: shape(entity, { value: 'number or text', 'type?': 'string' }),
  guids: shape(entity, { kind: ['clsid', 'iid', 'libid', 'guid'], guid: 'string' }),
  coclasses: shape(entity, {
    'clsid?': 'string',
    interfaces: listOf(shape({ name: 'string', default: 'boolean', 'text?': 'string' })),
  }),
  hresults: shape(entity, {
    value: 'number',
    severity: ['success', 'error'],
    facility: 'number',
    code: 'number',
    'description?': 'string',
  }),
  markers: shape(entity, { kind: ['managedClass', 'attribute'] }),
};

/** Finds what an entity of a list lacks, or has of another form than the model has it. What is more is no matter. */
export function checkEntityShape(list: ModelList, value: unknown, path: string, problems: string[]): void {
  checkShape(shapes[list], value, path, problems);
}

function checkShape({ members }: Shape, value: unknown, path: string, problems: string[]): void {
  if (!isObject(value)) {
    problems.push(`${path}: not an object`);
    return;
  }
  for (const { key, optional, check } of members) {
    const member = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member === undefined && optional) continue;
    if (typeof check === 'string') {
      if (!isKind(check, member)) problems.push(`${path}.${key}: not ${article(check)} ${check}`);
    } else if ('listOf' in check) {
      if (!Array.isArray(member)) problems.push(`${path}.${key}: not a list`);
      else
        for (const [at, item] of member.entries()) checkShape(check.listOf(), item, `${path}.${key}[${at}]`, problems);
    } else if ('members' in check) checkShape(check, member, `${path}.${key}`, problems);
    else if (!check.includes(member as string)) problems.push(`${path}.${key}: not ${check.join(', ')}`);
  }
}

function isKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return Number.isFinite(value);
    case 'number or text':
      return Number.isFinite(value) || typeof value === 'string';
    case 'list of texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'object of texts':
      return isObject(value) && Object.values(value).every((item) => typeof item === 'string');
    default:
      return typeof value === kind;
  }
}

function article(kind: Kind): string {
  return kind.startsWith('o') ? 'an' : 'a';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
