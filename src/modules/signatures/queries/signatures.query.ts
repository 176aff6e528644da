import { Injectable } from '@nestjs/common';

import { Transactions, type Tx } from '../../../platform/database/index.js';
import { Signature } from '../persistence/signature.entity.js';

/** The signatures of an item, oldest first. */
@Injectable()
export class Signatures {
  constructor(private readonly transactions: Transactions) {}

  async ofItem(workspaceId: string, itemId: string, tx: Tx = this.transactions.reader): Promise<Signature[]> {
    return tx.find(Signature, { where: { workspaceId, itemId }, order: { signedAt: 'ASC', id: 'ASC' } });
  }

  /** The newest signature of one action under one subject in a cycle; null when nobody signed. */
  async latest(
    workspaceId: string,
    { itemId, action, subjectId, cycle }: Pick<Signature, 'itemId' | 'action' | 'subjectId' | 'cycle'>,
  ): Promise<Signature | null> {
    const where = { workspaceId, itemId, action, subjectId, cycle };
    return this.transactions.reader.findOne(Signature, { where, order: { signedAt: 'DESC', id: 'DESC' } });
  }
}
