export type ZipFault = 'broken' | 'encrypted' | 'too_many_entries' | 'too_large' | 'too_dense' | 'larger_than_said';

/** Why an archive is not unpacked. */
export class ZipRefused extends Error {
  constructor(readonly fault: ZipFault) {
    super(fault);
    this.name = 'ZipRefused';
  }
}
