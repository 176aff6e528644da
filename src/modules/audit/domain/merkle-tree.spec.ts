import { createHash } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { digestOf } from './digest.js';
import { merkleRoot } from './merkle-tree.js';

const sha256 = (...parts: Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of RFC 6962, section 2.1, word for word. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), treeHash(leaves.slice(0, split)), treeHash(leaves.slice(split)));
}

// The test data of the certificate transparency log server (google/certificate-transparency, merkletree tests).
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the root of a Merkle tree', () => {
  it('is the published one for the published leaves', () => {
    const leaves = INPUTS.map((hex) => sha256(Buffer.from([0]), Buffer.from(hex, 'hex')));
    expect(INPUTS.map((_, index) => merkleRoot(leaves.slice(0, index + 1)).toString('hex'))).toEqual(ROOTS);
  });

  it.each([1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100])('is what the definition says for %p leaves', (count) => {
    const leaves = Array.from({ length: count }, (_, index) => digestOf('leaf', `event ${index}`));
    expect(merkleRoot(leaves)).toEqual(treeHash(leaves));
  });

  it('does not exist without leaves', () => {
    expect(() => merkleRoot([])).toThrow('at least one leaf');
  });
});
