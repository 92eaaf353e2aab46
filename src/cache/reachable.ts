import { sha256 } from './sha256.ts';

/**
 * For each node a text that is the same if and only if the node and all that can be reached from it have the same
 * contents: one for each strongly connected component (Tarjan), a hash of its contents and of the texts of the
 * components that it leads to. Every edge is looked at once; no recursion, as chains may be long.
 *
 * @param contentOf A text that stands for the content of a node and is none that could be a hash of others, such as a
 *   hash itself.
 * @param next The nodes to which a node leads; they must be among the given ones.
 */
export function hashReachable<T>(
  nodes: readonly T[],
  contentOf: (node: T) => string,
  next: (node: T) => Iterable<T>,
): ReadonlyMap<T, string> {
  const hashes = new Map<T, string>();
  const visits = new Map<T, Visit<T>>();
  /** Visited nodes whose component is not complete. */
  const open: Visit<T>[] = [];

  function visit(node: T): Visit<T> {
    const order = visits.size;
    const begun = { node, order, lowest: order, rest: next(node)[Symbol.iterator](), leadsTo: new Set<string>() };
    visits.set(node, begun);
    open.push(begun);
    return begun;
  }

  function complete(root: Visit<T>): void {
    const component = open.splice(open.lastIndexOf(root));
    if (component.length === 1 && root.leadsTo.size === 0) {
      hashes.set(root.node, contentOf(root.node));
      return;
    }
    const contents = component.map(({ node }) => contentOf(node)).sort();
    const leadsTo = new Set(component.flatMap((member) => [...member.leadsTo]));
    const hash = sha256([...contents, '', ...[...leadsTo].sort()].join('\n'));
    for (const { node } of component) hashes.set(node, hash);
  }

  for (const start of nodes) {
    if (visits.has(start)) continue;
    const path = [visit(start)];
    for (let current = path.at(-1); current !== undefined; current = path.at(-1)) {
      const { value, done } = current.rest.next();
      if (done === true) {
        path.pop();
        const parent = path.at(-1);
        if (parent) parent.lowest = Math.min(parent.lowest, current.lowest);
        if (current.lowest === current.order) {
          complete(current);
          parent?.leadsTo.add(hashes.get(current.node) as string);
        }
        continue;
      }
      const hash = hashes.get(value);
      const seen = visits.get(value);
      if (hash !== undefined) current.leadsTo.add(hash);
      else if (seen === undefined) path.push(visit(value));
      else current.lowest = Math.min(current.lowest, seen.order);
    }
  }
  return hashes;
}

interface Visit<T> {
  readonly node: T;
  readonly order: number;
  /** The first visited node that is known to be in the same component. */
  lowest: number;
  readonly rest: Iterator<T>;
  /** Hashes of the complete components that it leads to. */
  readonly leadsTo: Set<string>;
}
