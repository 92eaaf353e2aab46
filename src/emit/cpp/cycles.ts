/** The circles of a graph: its strongly connected components of more than one node (Tarjan's algorithm). */
export function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string>[] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const circles: Set<string>[] = [];

  const visit = (node: string): void => {
    const number = index.size;
    index.set(node, number);
    low.set(node, number);
    stack.push(node);
    onStack.add(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) {
        visit(next);
        low.set(node, Math.min(low.get(node) as number, low.get(next) as number));
      } else if (onStack.has(next)) {
        low.set(node, Math.min(low.get(node) as number, index.get(next) as number));
      }
    }
    if (low.get(node) !== number) return;
    const component = new Set<string>();
    for (;;) {
      const top = stack.pop() as string;
      onStack.delete(top);
      component.add(top);
      if (top === node) break;
    }
    if (component.size > 1) circles.push(component);
  };

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return circles;
}
