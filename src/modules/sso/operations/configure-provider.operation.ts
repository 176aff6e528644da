import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError, notFound, refuseFields } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, Transactions } from '../../../platform/database/index.js';
import { AddressRefused } from '../../../platform/outgoing/index.js';
import { changesBetween, Journal } from '../../audit/index.js';
import { SsoProvider } from '../persistence/sso-provider.entity.js';
import { ClientSecrets } from './client-secrets.js';
import { Discovery } from './discovery.js';
import { ProviderHttp } from './provider-http.js';

export type ProviderSettings = Pick<
  SsoProvider,
  'issuer' | 'clientId' | 'scopes' | 'domains' | 'groupsClaim' | 'roles'
> & {
  /** The one that is there stays when left out. */
  readonly clientSecret?: string | null;
};

const PROVIDER = { en: 'identity provider', 'zh-CN': '身份提供方' };
const SECRET_NEEDED = { en: 'is needed for a new provider', 'zh-CN': '新的身份提供方须填写此项' };
const NOT_CALLED = {
  en: 'must be an https address outside of our own network, or one of SSO_ALLOWED_HOSTS',
  'zh-CN': '应为外部网络的 https 地址,或列于 SSO_ALLOWED_HOSTS 之中',
};

/** Sets, changes and takes away the provider of a workspace. */
@Injectable()
export class ConfigureProvider {
  constructor(
    private readonly transactions: Transactions,
    private readonly discovery: Discovery,
    private readonly secrets: ClientSecrets,
    private readonly http: ProviderHttp,
    private readonly journal: Journal,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param version what the caller read; 0 for the first one
   * @throws DomainError invalid_fields, sso_unavailable (the issuer does not answer as one), stale_version
   */
  async set(actor: Actor, version: number, { clientSecret, ...settings }: ProviderSettings): Promise<void> {
    await this.refuseUnreachable(settings.issuer);
    await this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      const where = { workspaceId };
      const before = await tx.findOne(SsoProvider, { where, lock: { mode: 'pessimistic_write' } });
      if ((before?.version ?? 0) !== version) throw new DomainError('stale_version');
      const isNew = !before || before.issuer !== settings.issuer;
      // A secret belongs to its issuer: sent to another, it would be given away.
      refuseFields(
        isNew && !clientSecret && !this.secrets.isGivenByOperator(actor.workspace, settings.issuer)
          ? [{ field: 'clientSecret', code: 'secret_needed', message: SECRET_NEEDED }]
          : [],
      );
      const provider = {
        ...settings,
        // Subjects belong to their issuer: those of another are other people.
        id: isNew ? newId() : before.id,
        workspaceId,
        clientSecret: clientSecret ? this.secrets.seal(clientSecret) : isNew ? '' : before.clientSecret,
        version: version + 1,
        changedAt: this.clock.now(),
      };
      if (before) await tx.delete(SsoProvider, { id: before.id });
      await tx.insert(SsoProvider, provider);
      await this.journal.record(tx, actor, {
        type: before ? 'sso_provider.changed' : 'sso_provider.added',
        subject: { type: 'sso_provider', id: provider.id },
        changes: {
          ...changesBetween(before ?? {}, settings),
          ...(clientSecret ? { clientSecret: { from: null, to: 'replaced' } } : {}),
        },
      });
    });
  }

  /** Nobody signs in with it any more, and the sessions it opened end. */
  async remove(actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const workspaceId = actor.workspace.id;
      const provider = await tx.findOne(SsoProvider, { where: { workspaceId }, lock: { mode: 'pessimistic_write' } });
      if (!provider) throw notFound(PROVIDER);
      await tx.delete(SsoProvider, { id: provider.id });
      await tx.query('DELETE FROM sessions WHERE bound_to = $1', [workspaceId]);
      await this.journal.record(tx, actor, {
        type: 'sso_provider.removed',
        subject: { type: 'sso_provider', id: provider.id },
        changes: { issuer: { from: provider.issuer, to: null } },
      });
    });
  }

  /** Before the transaction: nothing talks to others inside one. */
  private async refuseUnreachable(issuer: string): Promise<void> {
    const refused = [{ field: 'issuer', code: 'not_called', message: NOT_CALLED }];
    refuseFields(this.http.mayCall(issuer) ? [] : refused);
    try {
      await this.discovery.of(issuer);
    } catch (error) {
      if (error instanceof AddressRefused) refuseFields(refused);
      throw error;
    }
  }
}
