import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { Transactions } from '../../../platform/database/index.js';

export interface OpenInvitation {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly invitedBy: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Of the last letter; null when the link was shown instead. */
  readonly mailState: string | null;
  readonly mailError: string | null;
}

/** Who was invited and has not come yet; an invitation that has expired stays listed until somebody revokes it or sends it again. */
@Injectable()
export class OpenInvitations {
  constructor(private readonly transactions: Transactions) {}

  async of(workspaceId: string): Promise<OpenInvitation[]> {
    return this.transactions.reader.query<OpenInvitation[]>(
      `SELECT l.id, l.email, l.name, l.role, u.name AS "invitedBy", l.created_at AS "createdAt",
              l.expires_at AS "expiresAt", m.state AS "mailState", m.last_error AS "mailError"
       FROM one_time_links l LEFT JOIN users u ON u.id = l.created_by LEFT JOIN mails m ON m.id = l.mail_id
       WHERE l.workspace_id = $1 AND l.purpose = 'invitation' AND l.used_at IS NULL AND l.revoked_at IS NULL
       ORDER BY l.created_at, l.id`,
      [workspaceId],
    );
  }
}
