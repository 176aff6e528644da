export interface TreeNode {
  readonly id: string;
  readonly parentId: string | null;
}

/**
 * The nodes as a tree is drawn: every cause right before its children, siblings in the order given, with the level at
 * which it stands (0 for a root).
 */
export function inTreeOrder<Node extends TreeNode>(nodes: readonly Node[]): (Node & { depth: number })[] {
  const childrenOf = new Map<string | null, Node[]>();
  for (const node of nodes) childrenOf.set(node.parentId, [...(childrenOf.get(node.parentId) ?? []), node]);
  const ordered: (Node & { depth: number })[] = [];
  // A list of what is still to visit, not recursion: nothing bounds how often somebody asks why.
  const waiting = (childrenOf.get(null) ?? []).map((node) => ({ ...node, depth: 0 })).reverse();
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const depth = next.depth + 1;
    ordered.push(next);
    waiting.push(...(childrenOf.get(next.id) ?? []).map((node) => ({ ...node, depth })).reverse());
  }
  return ordered;
}
