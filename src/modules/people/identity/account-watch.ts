/** What became of somebody's second factor. */
export type SecondFactorChange = 'added' | 'removed' | 'backup_codes_renewed' | 'backup_code_used';

/** Who is told what happens to accounts inside the library, and counts the proofs it is given. */
export interface AccountWatch {
  /**
   * Before a password is looked at again.
   *
   * @returns false when too many were wrong in a row
   */
  beginProof(userId: string): Promise<boolean>;
  /** It was the right one. */
  succeedProof(userId: string): Promise<void>;
  secondFactorChanged(userId: string, change: SecondFactorChange, requestId: string): Promise<void>;
  /**
   * Uses a code up.
   *
   * @returns false when it, or a later one, was used before
   */
  useCode(userId: string, code: string): Promise<boolean>;
}

export const ACCOUNT_WATCH = Symbol('ACCOUNT_WATCH');
