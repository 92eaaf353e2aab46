import type { Interface } from '../../model/model.ts';
import { cppIdentifier, uniqueNames } from '../identifier.ts';
import { cyclesOf } from './cycles.ts';
import { interfaceChain } from './interface-chain.ts';
import { headerFile, type Names } from './names.ts';
import { methodView } from './signature-view.ts';
import { cppType } from './type-text.ts';

/** The view of `<header>_default.h`: base classes for those who implement callback interfaces. */
export interface DefaultsView {
  readonly generator: string;
  readonly notices: readonly string[];
  readonly guard: string;
  readonly header: string;
  readonly includes: readonly string[];
  readonly interfaces: readonly DefaultInterfaceView[];
}

interface DefaultInterfaceView {
  readonly name: string;
  /** Base class of the methods: `Base`, or the methods of the base interface. */
  readonly methodsBase: string;
  /** Own methods with the body's statement; parameters have no names, as nothing uses them. */
  readonly methods: readonly {
    readonly returns: string;
    readonly convention: string;
    readonly name: string;
    readonly types: string;
    /** The function's body with its braces. */
    readonly body: string;
  }[];
  /** Whether a complete class is offered: the client implements it. */
  readonly complete: boolean;
  /** Interfaces between IUnknown and this one: `, ICorProfilerCallback, ICorProfilerCallback2`. */
  readonly bases: string;
}

/** Headers whose callbacks ask for S_OK from an implementer who is not interested: the profiler's and the debugger's. */
const SUCCEEDING_HEADERS: ReadonlySet<string> = new Set(['corprof.h', 'cordebug.h']);

/** Events, unlike the other interfaces that a debugger implements (`ICorDebugDataTarget` must not pretend). */
const EVENTS = /Callback\d*$/;

/** File of the base classes of a header. */
function defaultsFile(header: string): string {
  return header.replace(/\.h$/, '_default.h');
}

/**
 * The views of all headers that have callback interfaces, by file name, in the order of the model. A class has the file
 * of its interface's header; where files would include each other, that of its first base's.
 *
 * @param homeOf The header that defines an interface, not always its own; undefined where none does, and no class can
 *   derive from it.
 */
export function defaultsViews(
  names: Names,
  generator: string,
  homeOf: (entity: Interface) => string | undefined,
): ReadonlyMap<string, DefaultsView> {
  const wanted = new Map<Interface, readonly Interface[]>();
  for (const [, declared] of names.types) {
    if (declared.kind !== 'interface' || !declared.entity.callback) continue;
    const chain = interfaceChain(declared.entity, names);
    // Only what derives from IUnknown itself: a base like IStream would need its own methods filled in.
    if (
      chain?.[0]?.name === 'IUnknown' &&
      chain.slice(1).every((part) => part.iid !== undefined && homeOf(part) !== undefined)
    ) {
      for (let length = 2; length <= chain.length; length++) {
        wanted.set(chain[length - 1] as Interface, chain.slice(0, length));
      }
    }
  }
  const views = new Map<string, DefaultInterfaceView[]>();
  const includes = new Map<string, Set<string>>();
  const entries = [...wanted].map(([entity, chain]) => ({ entity, chain, base: chain.at(-2) as Interface }));
  const together = circular(entries);
  for (const { entity, chain, base } of entries) {
    const own = headerFile(entity);
    const header = together ? headerFile(chain[1] as Interface) : own;
    const list = views.get(header) ?? [];
    list.push(defaultInterfaceView(entity, chain));
    views.set(header, list);
    const needed = [homeOf(entity) ?? own];
    if (base.name !== 'IUnknown' && !together) needed.push(defaultsFile(headerFile(base)));
    for (const file of needed) {
      if (file !== header && file !== defaultsFile(header))
        includes.set(header, (includes.get(header) ?? new Set()).add(file));
    }
  }
  return new Map(
    [...views].map(([header, interfaces]) => [
      defaultsFile(header),
      {
        generator,
        notices: [],
        guard: `CLR_${header.replace(/\.h$/, '').replace(/\W/g, '_').toUpperCase()}_DEFAULT_H`,
        header,
        includes: [...(includes.get(header) ?? [])].sort(),
        interfaces,
      },
    ]),
  );
}

/** Whether the files of classes would include each other. */
function circular(entries: readonly { readonly entity: Interface; readonly base: Interface }[]): boolean {
  const next = new Map<string, Set<string>>();
  for (const { entity, base } of entries) {
    if (base.name === 'IUnknown' || headerFile(base) === headerFile(entity)) continue;
    next.set(headerFile(entity), (next.get(headerFile(entity)) ?? new Set()).add(headerFile(base)));
  }
  return cyclesOf(next).length > 0;
}

/** The methods of an interface as a base class for implementers has them. */
export function implementedMethods(entity: Interface): DefaultInterfaceView['methods'] {
  const methodNames = uniqueNames(entity.methods.map((method) => method.name));
  const succeeds = SUCCEEDING_HEADERS.has(headerFile(entity)) && EVENTS.test(entity.name);
  return entity.methods.map((method, index) => {
    const view = methodView({ ...method, name: methodNames[index] as string }, []);
    return {
      returns: view.returns,
      convention: view.convention,
      name: view.name,
      types: view.parameters.map((parameter) => parameter.type).join(', '),
      body: body(cppType(method.returns), succeeds),
    };
  });
}

function defaultInterfaceView(entity: Interface, chain: readonly Interface[]): DefaultInterfaceView {
  const base = chain.at(-2) as Interface;
  return {
    name: cppIdentifier(entity.name),
    methodsBase: base.name === 'IUnknown' ? 'Base' : `${cppIdentifier(base.name)}Methods<Base>`,
    methods: implementedMethods(entity),
    complete: entity.callback,
    bases: chain
      .slice(1, -1)
      .map((part) => `, ${cppIdentifier(part.name)}`)
      .join(''),
  };
}

function body(returns: string, succeeds: boolean): string {
  if (returns === 'void' || returns === 'VOID') return '{}';
  if (/\W/.test(returns)) return '{ return {}; }';
  if (returns !== 'HRESULT') return `{ return ${returns}(); }`;
  return succeeds ? '{ return S_OK; }' : '{ return E_NOTIMPL; }';
}
