import { diagnostic } from '../../diagnostics/catalogue.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Constant, Entity, Enumeration, Field, Model, Signature, Structure } from '../../model/model.ts';
import type { TargetComments } from './comments.ts';
import { enumValues, guidParts, hexadecimal, wrapped } from './numbers.ts';
import { functionView, interfaceView, type SignatureContext } from './signature-views.ts';
import { structViews } from './struct-views.ts';
import type { TargetTypes } from './types.ts';
import type { ConstantView, EnumView, HeaderView } from './views.ts';

/** The declarations of one header, as lists of views. */
export type HeaderLists = Omit<HeaderView, 'generator' | 'notices' | 'header' | 'stem'>;

/** What a header's declarations are made with. */
export interface DeclarationContext extends SignatureContext {
  readonly target: string;
  readonly diagnostics: Diagnostic[];
  /** Names of the GUIDs that the model has of their own: a coclass whose CLSID is among them needs no other. */
  readonly guidNames: ReadonlySet<string>;
  /** Takes a name of the target; false if another declaration has it. */
  readonly take: (name: string) => boolean;
}

/**
 * The views of what a part of the model declares. What the target cannot declare is left out with a diagnostic: CB604
 * for a name that is taken, CB605 for a type or value that it cannot have.
 */
export function declarationsOf(part: Model, context: DeclarationContext): HeaderLists {
  const { names, types, comments, diagnostics, target } = context;
  const leaveOut = (entity: Entity, why: string): void => {
    diagnostics.push(diagnostic('CB605', `${entity.name} is left out of ${target}: ${why}`));
  };
  /** The entities whose name is free and to which nothing objects. */
  const usable = <E extends Entity>(list: readonly E[], obstacle: (entity: E) => string = () => ''): E[] =>
    list.filter((entity) => {
      const why = obstacle(entity);
      if (why !== '') {
        leaveOut(entity, why);
        return false;
      }
      if (context.take(names.identifier(entity.name))) return true;
      diagnostics.push(diagnostic('CB604', `${entity.name} is left out of ${target}: its name is taken`));
      return false;
    });
  const signature = (entity: Signature): string => {
    if (entity.variadic) return 'it takes any number of arguments';
    const wrong = [entity.returns, ...entity.parameters.map(({ type }) => type)].find(
      (type) => types.read(type).kind !== 'void' && !types.isComplete(types.read(type)),
    );
    return wrong === undefined ? '' : `the size of ${wrong} is not known`;
  };

  return {
    opaques: [],
    typedefs: usable(part.typedefs).map((entity) => ({
      name: names.identifier(entity.name),
      comment: comments.of(entity),
      type: types.text(entity.type),
    })),
    enums: usable(part.enums).map((entity) => enumView(entity, context)),
    structs: usable(part.structs, (entity) => structObstacle(entity, types)).flatMap((entity) =>
      structViews(entity, [], context),
    ),
    callbacks: usable(part.callbacks, signature).map((entity) => functionView(entity, context)),
    interfaces: usable(part.interfaces).map((entity) => interfaceView(entity, context)),
    coclasses: part.coclasses.flatMap((entity) => {
      const guid = guidParts(entity.clsid);
      const name = names.identifier(`CLSID_${entity.name}`);
      return guid && !context.guidNames.has(name) && context.take(name)
        ? [{ name, comment: comments.of(entity), guid }]
        : [];
    }),
    guids: usable(part.guids, ({ guid }) => (guidParts(guid) ? '' : 'its value is no GUID')).flatMap((entity) => {
      const guid = guidParts(entity.guid);
      return guid ? [{ name: names.identifier(entity.name), comment: comments.of(entity), guid }] : [];
    }),
    constants: usable(part.constants, (entity) =>
      constantView(entity, types, comments) ? '' : 'it is no number',
    ).flatMap((entity) => {
      const view = constantView(entity, types, comments);
      return view ? [{ ...view, name: names.identifier(entity.name) }] : [];
    }),
    functions: usable(part.functions, signature).map((entity) => functionView(entity, context)),
  };
}

function enumView(entity: Enumeration, { names, types, comments }: DeclarationContext): EnumView {
  const { signed, text } = enumValues(entity);
  const bits = (entity.size * 8) as 8 | 16 | 32 | 64;
  return {
    name: names.identifier(entity.name),
    comment: comments.of(entity),
    underlying: types.write({ kind: 'integer', bits, signed }),
    flags: entity.flags,
    members: entity.members.map((member) => ({
      name: names.identifier(member.name),
      comment: comments.member(member.text, entity),
      value: text(member),
    })),
  };
}

function structObstacle({ fields }: Structure, types: TargetTypes): string {
  const wrong = (list: readonly Field[]): string | undefined =>
    list
      .map((field) =>
        field.nested
          ? wrong(field.nested.fields)
          : types.isComplete(types.read(field.type))
            ? undefined
            : `the size of ${field.type} is not known`,
      )
      .find((why) => why !== undefined);
  return wrong(fields) ?? '';
}

/** A constant as a number of its type, or of the smallest that holds it from 32 bits on; null for other values. */
function constantView(entity: Constant, types: TargetTypes, comments: TargetComments): ConstantView | null {
  const written = String(entity.value);
  if (!/^(?:-?\d+|0x[0-9a-f]+)$/i.test(written)) return null;
  const value = BigInt(written);
  const own = entity.type === undefined ? undefined : types.meaning(entity.type);
  const fallback = { bits: value < 2n ** 32n && value >= -(2n ** 31n) ? 32 : 64, signed: value < 0n } as const;
  const { bits, signed } = own?.kind === 'integer' ? own : fallback;
  const type =
    own?.kind === 'integer' ? types.text(entity.type as string) : types.write({ kind: 'integer', ...fallback });
  const fitted = wrapped(value, bits, signed);
  const shown = /^0x/i.test(written) && fitted >= 0n ? hexadecimal(fitted) : String(fitted);
  return { name: entity.name, comment: comments.of(entity), type, value: shown };
}
