export class ResetRequestedView {
  /** Whether this installation sends mail. If anybody has the address, a letter is on its way then; if not, ask an admin. */
  byMail!: boolean;
}

export class ResetOfferedView {
  mailed!: boolean;
  /** Where the member sets a password. Shown this once, and only where no mail server is set. */
  link!: string | null;
  token!: string | null;
  expiresAt!: string;
}
