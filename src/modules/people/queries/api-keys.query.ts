import { Injectable } from '@nestjs/common';

import { Transactions } from '../../../platform/database/index.js';
import { ApiKeysRepository, type KeyRow } from '../persistence/api-keys.repository.js';

/** Which API keys are in force. */
@Injectable()
export class ListApiKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeysRepository,
  ) {}

  ofPerson(userId: string): Promise<KeyRow[]> {
    return this.keys.ofPerson(this.transactions.reader, userId);
  }

  ofWorkspace(workspaceId: string): Promise<KeyRow[]> {
    return this.keys.ofWorkspace(this.transactions.reader, workspaceId);
  }
}
