import fc from 'fast-check';
import type { CType } from '../../src/ctype/ctype.ts';

/**
 * Arbitrary declarations, without spans, as the parser would give them: what cannot be told apart in C (`T x[]` with
 * an empty name and the like) is left out.
 */

const identifier = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,7}$/).map((text) => `n${text}`);
const typeName = fc.oneof(
  identifier.map((name) => `T${name}`),
  fc.constantFrom('DWORD', 'void', 'unsigned int', 'long long', 'unsigned char', 'IUnknown', 'size_t', 'double'),
);
const dimension = fc.oneof(fc.nat(500), fc.constant(null), fc.constantFrom('MAX_PATH', 'cb + 1'));

const plainType: fc.Arbitrary<CType> = fc.record(
  {
    name: typeName,
    const: fc.boolean(),
    pointers: fc.array(fc.record({ const: fc.boolean() }), { maxLength: 3 }),
    reference: fc.boolean(),
    arrays: fc.array(dimension, { maxLength: 2 }),
    tag: fc.constantFrom('struct', 'union', 'enum', 'class', 'interface'),
  },
  { requiredKeys: ['name', 'const', 'pointers', 'reference', 'arrays'] },
) as fc.Arbitrary<CType>;

/** A builtin name takes no tag, and a reference has no dimensions. */
const fitting = plainType.map((type): CType => {
  const { tag, ...rest } = type;
  const keepsTag = tag !== undefined && /^Tn/.test(type.name);
  return { ...rest, ...(keepsTag && { tag }), arrays: type.reference ? [] : type.arrays };
});
const returnType = fitting.map((type): CType => ({ ...type, arrays: [] }));
const convention = fc.constantFrom('stdcall', 'cdecl', 'fastcall', 'thiscall');

const functionType: fc.Arbitrary<CType> = fc
  .record({
    returns: returnType,
    convention: fc.option(convention, { nil: undefined }),
    parameters: fc.array(
      fitting.filter((type) => type.name !== 'void' || type.pointers.length > 0),
      { maxLength: 3 },
    ),
    variadic: fc.boolean(),
  })
  .map((made) => ({
    name: 'void',
    const: false,
    pointers: [{ const: false }],
    reference: false,
    arrays: [],
    function: {
      returns: made.returns,
      ...(made.convention && { callingConvention: made.convention as 'stdcall' }),
      parameters: made.parameters,
      variadic: made.variadic,
    },
  }));

export const anyType = fc.oneof({ weight: 5, arbitrary: fitting }, { weight: 1, arbitrary: functionType });

const attribute = fc.oneof(
  fc.constantFrom('in', 'out', 'optional', 'retval', 'string').map((name) => ({ name, arguments: [] as string[] })),
  fc.record({
    name: fc.constantFrom('size_is', 'length_is', 'iid_is', 'annotation'),
    arguments: fc.constantFrom(['cb'], ['*pcb'], ['', '*pcb'], ['cb + 1'], ['"a, b"'], ['(cb + 2) / 2', '4']),
  }),
);
const attributes = fc.uniqueArray(attribute, { maxLength: 3, selector: ({ name }) => name });

const parameter = fc
  .record({
    name: identifier,
    type: anyType,
    attributes,
    defaultValue: fc.option(fc.constantFrom('0', 'NULL', 'A | B', 'f(1, 2)', '-1'), { nil: undefined }),
  })
  .map(({ defaultValue, ...rest }) => ({ ...rest, ...(defaultValue !== undefined && { defaultValue }) }));
const parameters = fc.array(parameter, { maxLength: 5 });

const functionDeclaration = fc
  .record({
    name: identifier,
    returns: returnType,
    callingConvention: fc.option(convention, { nil: undefined }),
    exported: fc.boolean(),
    virtual: fc.boolean(),
    pure: fc.boolean(),
    variadic: fc.boolean(),
    parameters,
  })
  .map(({ callingConvention, ...rest }) => ({
    kind: 'function',
    ...rest,
    ...(callingConvention && { callingConvention }),
  }));

const functionPointer = fc
  .record({ name: identifier, returns: returnType, variadic: fc.boolean(), parameters })
  .map(({ variadic, ...rest }) => ({ kind: 'functionPointer', ...rest, ...(variadic && { variadic }) }));

/** Members with values that the parser must compute again: implicit, a number, or the member before plus some bits. */
const members = fc
  .uniqueArray(fc.record({ name: identifier, step: fc.option(fc.nat(70000), { nil: undefined }), or: fc.boolean() }), {
    maxLength: 6,
    selector: ({ name }) => name,
  })
  .map((list) => {
    let next = 0;
    let previous: { name: string; value: number } | undefined;
    return list.map(({ name, step, or }) => {
      let expression: string | undefined;
      let value = next;
      if (step !== undefined && or && previous && previous.value < 1 << 30) {
        expression = `${previous.name} | 0x${step.toString(16)}`;
        value = previous.value | step;
      } else if (step !== undefined) {
        expression = String(step);
        value = step;
      }
      next = value + 1;
      previous = { name, value };
      return { name, ...(expression !== undefined && { expression }), value };
    });
  });

const names = fc.record({ name: identifier, tag: fc.option(identifier, { nil: undefined }) });
const pointerNames = fc.array(
  identifier.map((name) => `P${name}`),
  { maxLength: 2 },
);

const enumDeclaration = fc
  .record({ names, pointerNames, members })
  .map(({ names: { name, tag }, pointerNames: pointers, members: list }) => ({
    kind: 'enum',
    name,
    ...(tag && { tag }),
    ...(pointers.length > 0 && { pointerNames: pointers }),
    members: list,
  }));

const bitFieldType: CType = { name: 'DWORD', const: false, pointers: [], reference: false, arrays: [] };

const { struct } = fc.letrec((tie) => ({
  field: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ name: identifier, type: anyType }),
    fc.record({ name: identifier, type: fc.constant(bitFieldType), bits: fc.nat(31) }),
    fc.record({
      name: fc.oneof(identifier, fc.constant('')),
      nested: tie('nested'),
    }),
  ),
  nested: fc.record({ union: fc.boolean(), fields: fc.array(tie('field'), { maxLength: 3 }) }).map((made) => ({
    kind: 'struct',
    ...(made as object),
    name: '',
    pointerNames: [],
    enums: [],
  })),
  struct: fc
    .record({ names, pointerNames, union: fc.boolean(), fields: fc.array(tie('field'), { maxLength: 5 }) })
    .map(({ names: { name, tag }, ...rest }) => ({ kind: 'struct', name, ...(tag && { tag }), ...rest, enums: [] })),
}));

const interfaceDeclaration = fc
  .record({
    name: identifier,
    base: fc.option(identifier, { nil: undefined }),
    class: fc.boolean(),
    iid: fc.option(fc.uuid(), { nil: undefined }),
    methods: fc.array(functionDeclaration, { maxLength: 3 }),
  })
  .map(({ base, iid, ...rest }) => ({
    kind: 'interface',
    ...rest,
    ...(base && { base }),
    ...(iid && { iid }),
    attributes: iid ? [{ name: 'uuid', arguments: [iid] }] : [],
  }));

const coclass = fc.record({
  kind: fc.constant('coclass'),
  name: identifier,
  interfaces: fc.array(fc.record({ name: identifier, default: fc.boolean() }), { maxLength: 4 }),
});

const typedef = fc.record({
  kind: fc.constant('typedef'),
  name: identifier,
  type: fitting,
  pointerNames: fc.constant([]),
});

/** Any declaration that has the same tree after printing and reading. */
export const anyDeclaration = fc.oneof(
  functionDeclaration,
  functionPointer,
  enumDeclaration,
  struct,
  interfaceDeclaration,
  coclass,
  typedef,
);
