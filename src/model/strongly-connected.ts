/**
 * The strongly connected components of a graph (Tarjan's algorithm), without recursion: a chain may be as long as the
 * pages make it.
 */
export function stronglyConnected<Node>(graph: ReadonlyMap<Node, ReadonlySet<Node>>): Node[][] {
  const index = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open: Node[] = [];
  const isOpen = new Set<Node>();
  const found: Node[][] = [];
  const lower = (node: Node, to: number) => low.set(node, Math.min(low.get(node) as number, to));
  const enter = (node: Node) => {
    low.set(node, index.size);
    index.set(node, index.size);
    open.push(node);
    isOpen.add(node);
    return { node, next: (graph.get(node) ?? new Set<Node>()).values() };
  };
  for (const start of graph.keys()) {
    if (index.has(start)) continue;
    for (const path = [enter(start)]; path.length > 0; ) {
      const { node, next } = path[path.length - 1] as (typeof path)[number];
      const { value, done } = next.next();
      if (!done) {
        if (!index.has(value)) path.push(enter(value));
        else if (isOpen.has(value)) lower(node, index.get(value) as number);
        continue;
      }
      path.pop();
      const before = path.at(-1);
      if (before) lower(before.node, low.get(node) as number);
      if (low.get(node) !== index.get(node)) continue;
      const component = open.splice(open.lastIndexOf(node));
      for (const member of component) isOpen.delete(member);
      found.push(component);
    }
  }
  return found;
}
