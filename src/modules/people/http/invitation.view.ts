import type { OpenInvitation } from '../queries/open-invitations.query.js';

/** What became of an invitation: somebody with an account is a member at once, everybody else gets a link. */
export class InvitedView {
  /** Of somebody who has an account and is a member at once. */
  userId!: string | null;
  invitationId!: string | null;
  /** Whether the link went out by mail. */
  mailed!: boolean;
  /** Where the person sets a password. Shown this once, and only where no mail server is set. */
  link!: string | null;
  token!: string | null;
  expiresAt!: string | null;
}

/** Somebody who was invited and has not come yet. */
export class InvitationView {
  id!: string;
  email!: string;
  name!: string;
  role!: string;
  invitedBy!: string | null;
  createdAt!: string;
  expiresAt!: string;
  expired!: boolean;
  /** `waiting`, `sent`, `dropped` or `failed`; null when the link was shown instead. */
  mailState!: string | null;
  /** What the mail server last said against it. */
  mailError!: string | null;

  static of(invitation: OpenInvitation, now: Date): InvitationView {
    const { createdAt, expiresAt, ...rest } = invitation;
    return {
      ...rest,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      expired: expiresAt <= now,
    };
  }
}
