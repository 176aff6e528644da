export class ErasureView {
  /** How many texts of the trail mentioned the person and are gone. */
  texts!: number;
  /** Whether the account is gone as well; not while the person belongs to another workspace. */
  accountErased!: boolean;
}
