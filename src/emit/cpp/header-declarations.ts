import type { Entity, Enumeration } from '../../model/model.ts';
import { ProseLedger } from '../attribution.ts';
import type { EmitOptions } from '../output-file.ts';
import { declarationView } from './declaration-views.ts';
import { Commenter } from './documentation.ts';
import { type Declared, type Names, scopedEnums } from './names.ts';
import { functionView } from './signature-view.ts';
import { requestLines } from './struct-requests.ts';
import type { DeclarationView, FunctionView } from './views.ts';

/** What makes the declarations of all headers. */
export interface DeclarationContext {
  readonly names: Names;
  readonly guidNames: ReadonlySet<string>;
  readonly options: EmitOptions;
}

/** The view of a declaration, and whether it carries prose of the docs. */
export interface Declaration {
  readonly view: DeclarationView | FunctionView;
  readonly prose: boolean;
}

/** The declarations of a header in the given order; an enumeration that belongs to a structure stands inside of it. */
export function headerDeclarations(list: readonly Declared[], context: DeclarationContext): Declaration[] {
  const scoped = scopedEnums(list);
  const inside = new Set<Entity>([...scoped.values()].flat());
  const { rendered } = context.options;
  return list.flatMap((declared) => {
    const { entity } = declared;
    if (inside.has(entity)) return [];
    const makePart = () => declaration(declared, scoped, context);
    const enums = declared.kind === 'struct' ? (scoped.get(entity.name) ?? []) : [];
    return rendered?.part?.('cpp', [entity, ...enums], beyondMentions(declared, context), makePart) ?? makePart();
  });
}

/** What a declaration has of interfaces that it does not mention, as plain data. */
function beyondMentions(declared: Declared, { names }: DeclarationContext): unknown {
  return declared.kind === 'struct' ? requestLines(declared.entity, names) : [];
}

function declaration(
  declared: Declared,
  scoped: ReadonlyMap<string, readonly Enumeration[]>,
  { names, guidNames, options }: DeclarationContext,
): Declaration {
  const ledger = new ProseLedger();
  const commenter = new Commenter(options.comments, ledger);
  const view: DeclarationView | FunctionView =
    declared.kind === 'function'
      ? {
          partial: 'cpp/_function',
          ...functionView(declared.entity, commenter.lines(declared.entity, [], declared.entity)),
        }
      : declarationView(declared, { commenter, names, guidNames, scoped, c: options.cpp?.c === true });
  return { view, prose: ledger.needsAttribution };
}

/** Functions stand after everything else, where `extern "C"` or a namespace holds them. */
export function isFunction(view: DeclarationView | FunctionView): view is FunctionView {
  return view.partial === 'cpp/_function';
}
