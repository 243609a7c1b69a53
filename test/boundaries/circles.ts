export type Graph = ReadonlyMap<string, readonly string[]>;

/** The circles of a graph: its strongly connected parts of more than one node, and nodes that lead to themselves. */
export function circlesOf(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];

  // Tarjan's algorithm.
  function visit(node: string): number {
    const own = order.size;
    order.set(node, own);
    lowest.set(node, own);
    open.push(node);
    for (const next of graph.get(node) ?? []) {
      const reached = order.has(next) ? (open.includes(next) ? (order.get(next) as number) : own) : visit(next);
      lowest.set(node, Math.min(lowest.get(node) as number, reached));
    }
    if (lowest.get(node) === own) {
      const part = open.splice(open.indexOf(node));
      if (part.length > 1 || graph.get(node)?.includes(node)) circles.push(part);
    }
    return lowest.get(node) as number;
  }

  for (const node of graph.keys()) if (!order.has(node)) visit(node);
  return circles;
}
