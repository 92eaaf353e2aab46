import type { TypeTable } from '../../model/canonical.ts';
import type { Structure } from '../../model/model.ts';
import { platformHomes } from '../../model/platform-structs.ts';
import type { CppOptions } from '../output-file.ts';
import { implementedMethods } from './default-views.ts';
import { createDependencies, type Dependency } from './dependencies.ts';
import { interfaceChain } from './interface-chain.ts';
import type { Declared, Names } from './names.ts';
import { rareStruct } from './platform-view.ts';
import { isAsked, REQUEST_HEADER, requestLines } from './struct-requests.ts';

/** Tells what declarations decide of headers beside their own texts. */
export interface Besides {
  /** As plain data: the same while includes, forward declarations, order and other declarations stay the same for it. */
  of(declared: Declared): unknown;
}

/** Makes the answers for one model. */
export function createBesides(names: Names, types: TypeTable, { c, implementations = true }: CppOptions): Besides {
  const dependencies = createDependencies(names, types);
  // A plan asks nothing about a type of the platform that all headers have.
  const matters = ({ name }: Dependency): boolean =>
    names.types.has(name) ||
    types.kindOf(name) === 'unknown' ||
    rareStruct(name) !== undefined ||
    platformHomes.has(name);
  return {
    of(declared) {
      const needed = dependencies.of(declared).filter(matters);
      if (declared.kind !== 'interface') return [needed];
      const methods = implementations && isImplemented(declared, names) ? implementedMethods(declared.entity) : [];
      const asked = isAsked(declared.entity.name) ? requests(names) : [];
      return [needed, methods, asked, c === true && hasHeirs(declared, names) ? declared.entity.methods : []];
    },
  };
}

type DeclaredInterface = Declared & { readonly kind: 'interface' };

/** Whether a client implements the interface, or one that derives from it. */
function isImplemented({ entity }: DeclaredInterface, names: Names): boolean {
  for (const declared of names.types.values()) {
    if (declared.kind !== 'interface' || !declared.entity.callback) continue;
    if (declared.entity === entity || interfaceChain(declared.entity, names)?.includes(entity)) return true;
  }
  return false;
}

function hasHeirs({ entity }: DeclaredInterface, names: Names): boolean {
  return [...names.types.values()].some(
    ({ kind, entity: other }) => kind === 'interface' && other.base === entity.name,
  );
}

/** The member functions by which structures ask an interface for themselves. */
export function requests(names: Names): readonly string[] {
  const structs = (names.headers.get(REQUEST_HEADER) ?? []).filter(({ kind }) => kind === 'struct');
  return structs.flatMap(({ entity }) => requestLines(entity as Structure, names));
}
