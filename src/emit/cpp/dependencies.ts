import type { TypeTable } from '../../model/canonical.ts';
import type { Field } from '../../model/model.ts';
import { isPlatformTypeWhole, platformHomes } from '../../model/platform-structs.ts';
import { type Declared, headerFile, type Names } from './names.ts';
import { typeReference } from './type-text.ts';

/** What a declaration needs of another one. */
export interface Dependency {
  readonly name: string;
  /** `complete`: its definition must come before; `named`: a forward declaration is enough. */
  readonly need: 'complete' | 'named';
}

/** Answers what must stand before what, and what cannot be declared at all. */
export interface Dependencies {
  /** The names a declaration needs, without the platform's, each once. */
  of(declared: Declared): readonly Dependency[];
  /** Why C++ cannot have a declaration: the first name by value that nothing defines; null where it can. */
  obstacle(declared: Declared): string | null;
}

/** Makes the answers for one model; each is computed once. */
export function createDependencies(names: Names, types: TypeTable): Dependencies {
  const known = new Map<Declared, readonly Dependency[]>();
  const obstacles = new Map<Declared, string | null>();

  const dependenciesOf = (declared: Declared): readonly Dependency[] => {
    let list = known.get(declared);
    if (!list) {
      list = collect(declared, names);
      known.set(declared, list);
    }
    return list;
  };

  const obstacleOf = (declared: Declared): string | null => {
    const before = obstacles.get(declared);
    if (before !== undefined) return before;
    obstacles.set(declared, null); // a circle of definitions stops here; the order of the plan reports it
    const found = findObstacle(declared);
    obstacles.set(declared, found);
    return found;
  };

  const findObstacle = (declared: Declared): string | null => {
    if (declared.kind === 'interface' && declared.entity.vtable === 'unknown') return declared.entity.name;
    for (const { name, need } of dependenciesOf(declared)) {
      const target = names.types.get(name);
      if (!target) {
        const home = platformHomes.get(name);
        if (home !== undefined && headerFile(declared.entity) !== home) return name;
        if (need === 'complete' && types.kindOf(name) === 'unknown') return name;
        if (declared.kind === 'struct' && need === 'complete' && !isPlatformTypeWhole(name, types.platform))
          return name;
        continue;
      }
      // No object of an abstract class can be a member.
      if (target.kind === 'interface' && need === 'complete' && declared.kind === 'struct') return name;
      if (target.kind === 'interface' && need === 'named') continue;
      if (need === 'complete' || target.kind !== 'struct') {
        const obstacle = obstacleOf(target);
        if (obstacle !== null) return obstacle;
      }
    }
    return null;
  };

  return { of: dependenciesOf, obstacle: obstacleOf };
}

function collect(declared: Declared, names: Names): readonly Dependency[] {
  const needs = new Map<string, Dependency['need']>();
  const own = declared.entity.name;
  const use = (type: string, byValueNeedsDefinition: boolean): void => {
    const reference = typeReference(type);
    if (!reference || reference.name === own) return;
    const target = names.types.get(reference.name);
    const declarable =
      target === undefined ||
      target.kind === 'interface' ||
      (target.kind === 'struct' && isTag(target, reference.name));
    const need =
      declarable && (reference.indirect || (target !== undefined && !byValueNeedsDefinition)) ? 'named' : 'complete';
    if (needs.get(reference.name) !== 'complete') needs.set(reference.name, need);
  };
  const useSignature = (signature: { returns: string; parameters: readonly { type: string }[] }): void => {
    use(signature.returns, false);
    for (const parameter of signature.parameters) use(parameter.type, false);
  };
  // A field of a typedef's type needs what the typedef stands for.
  const useByValue = (type: string, depth = 0): void => {
    use(type, true);
    const reference = typeReference(type);
    const target = reference && !reference.indirect ? names.types.get(reference.name) : undefined;
    if (target?.kind === 'typedef' && depth < 16) useByValue(target.entity.type, depth + 1);
  };
  const useFields = (fields: readonly Field[]): void => {
    for (const field of fields) {
      if (field.nested) useFields(field.nested.fields);
      else useByValue(field.type);
    }
  };
  switch (declared.kind) {
    case 'interface':
      if (declared.entity.base !== undefined) needs.set(declared.entity.base, 'complete');
      for (const method of declared.entity.methods) useSignature(method);
      break;
    case 'struct':
      useFields(declared.entity.fields);
      break;
    case 'callback':
    case 'function':
      useSignature(declared.entity);
      break;
    case 'typedef':
      use(declared.entity.type, false);
      break;
    case 'constant':
      if (declared.entity.type !== undefined) use(declared.entity.type, false);
      break;
    default:
      break;
  }
  return [...needs].map(([name, need]) => ({ name, need }));
}

/** Whether the name is the structure's own or its tag, not one of its pointer typedefs. */
function isTag(declared: Declared & { readonly kind: 'struct' }, name: string): boolean {
  return name === declared.entity.name || name === declared.entity.tag;
}
