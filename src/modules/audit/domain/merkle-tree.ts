import { type Digest, digestOfPair } from './digest.js';

/**
 * Root of the Merkle tree over the leaves, as RFC 6962 (section 2.1) builds it: the left part of a node is the largest
 * power of two that is smaller than the whole.
 *
 * @param leaves at least one
 */
export function merkleRoot(leaves: readonly Digest[]): Digest {
  // Whole subtrees from left to right, their sizes falling powers of two: the bits of the number of leaves so far.
  const subtrees: Digest[] = [];
  leaves.forEach((leaf, index) => {
    let subtree = leaf;
    for (let size = index + 1; size % 2 === 0; size /= 2) subtree = digestOfPair(popped(subtrees), subtree);
    subtrees.push(subtree);
  });
  let root = popped(subtrees);
  while (subtrees.length > 0) root = digestOfPair(popped(subtrees), root);
  return root;
}

function popped(subtrees: Digest[]): Digest {
  const last = subtrees.pop();
  if (!last) throw new Error('a Merkle tree has at least one leaf');
  return last;
}
