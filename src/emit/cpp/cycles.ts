import { stronglyConnected } from '../../model/strongly-connected.ts';

/** The circles of a graph: its strongly connected components of more than one node. */
export function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string>[] {
  return stronglyConnected(graph)
    .filter((component) => component.length > 1)
    .map((component) => new Set(component.reverse()));
}
