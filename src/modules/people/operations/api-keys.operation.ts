import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { serving, Transactions, type Tx } from '../../../platform/database/index.js';
import { Journal } from '../../audit/index.js';
import type { Scope } from '../domain/key-scopes.js';
import { ApiKeysRepository, type KeyRow } from '../persistence/api-keys.repository.js';
import { type AccountActor, AccountTrail } from './account-trail.js';

const FOR_ADMINS = {
  field: 'scopes',
  code: 'admins_only',
  message: { en: 'has `all`, which admins alone may give a key', 'zh-CN': '包含 all,仅管理员可为密钥授予该范围' },
};
const KEY = { en: 'API key', 'zh-CN': 'API 密钥' };

export interface KeyWish {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Null: until it is revoked. */
  readonly expiresInDays: number | null;
}

export interface KeyMade {
  readonly id: string;
  readonly key: string;
  readonly expiresAt: Date | null;
}

/** Makes and revokes API keys: each for one workspace, for some of what its owner may do there. */
@Injectable()
export class ApiKeys {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: ApiKeysRepository,
    private readonly journal: Journal,
    private readonly trail: AccountTrail,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param actor the owner in the workspace in which the key is to work
   * @throws DomainError invalid_fields
   */
  async create(actor: Actor, { name, scopes, expiresInDays }: KeyWish): Promise<KeyMade> {
    const expiresAt =
      expiresInDays === null ? null : new Date(this.clock.now().getTime() + expiresInDays * 24 * 3_600_000);
    if (scopes.includes('all') && actor.role !== 'admin') refuseFields([FOR_ADMINS]);
    const wanted: Scope[] = scopes.includes('all') ? ['all'] : [...new Set(scopes)].sort();
    return serving(actor.workspace.id, () =>
      this.transactions.run(async (tx) => {
        const owner = { userId: actor.userId ?? '', workspaceId: actor.workspace.id };
        const made = await this.keys.create(tx, { ...owner, name, scopes: wanted, expiresAt });
        await this.journal.record(tx, actor, {
          type: 'api_key.created',
          subject: { type: 'api_key', id: made.id },
          changes: {
            scopes: { from: null, to: wanted },
            expiresAt: { from: null, to: expiresAt?.toISOString() ?? null },
          },
        });
        return { ...made, expiresAt };
      }),
    );
  }

  /** One's own. @throws DomainError not_found, also for a key of somebody else */
  async revokeOwn(person: AccountActor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const key = (await this.keys.ofPerson(tx, person.userId)).find((one) => one.id === id);
      await this.end(tx, key);
      await this.trail.record(tx, person, { type: 'api_key.revoked', changes: changesOf(key) });
    });
  }

  /** Any that opens the workspace. @throws DomainError not_found */
  async revokeOfWorkspace(actor: Actor, id: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const key = (await this.keys.ofWorkspace(tx, actor.workspace.id)).find((one) => one.id === id);
      await this.end(tx, key);
      await this.journal.record(tx, actor, {
        type: 'api_key.revoked',
        subject: { type: 'api_key', id },
        changes: changesOf(key),
      });
    });
  }

  private async end(tx: Tx, key: KeyRow | undefined): Promise<void> {
    if (!key || !(await this.keys.revoke(tx, key.id))) throw notFound(KEY);
  }
}

function changesOf(key: KeyRow | undefined) {
  return { key: { from: key?.id ?? null, to: null }, scopes: { from: key?.scopes ?? null, to: null } };
}
