import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { AdmitPerson, type NewSession, OpenSession, readEmail } from '../../people/index.js';
import { identifiedBy, type Identified } from '../domain/claims.js';
import { roleOfGroups } from '../domain/role-of-groups.js';
import { SsoAttempt } from '../persistence/sso-attempt.entity.js';
import { SsoProvider } from '../persistence/sso-provider.entity.js';
import { ATTEMPT_MINUTES, hashOfState } from './begin-sign-in.operation.js';
import { redirectTo } from './callback-address.js';
import { ExchangeCode } from './exchange-code.js';

/** What the browser brings back, and from where. */
export interface Returned extends Pick<NewSession, 'ipAddress' | 'userAgent'> {
  readonly code?: string;
  readonly state?: string;
  /** From the cookie that was set when it left. */
  readonly ownState?: string;
  readonly requestId: string;
}

/** How far a provider's clock may be behind when it says that it has just asked. */
const CLOCK_SECONDS = 60;

/** Lets somebody in who comes back from his provider. */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly transactions: Transactions,
    private readonly exchangeCode: ExchangeCode,
    private readonly admitPerson: AdmitPerson,
    private readonly openSession: OpenSession,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @returns the value of a `Set-Cookie` with the session
   * @throws DomainError sso_failed, sso_unavailable, sso_email_unverified, sso_email_refused, sso_not_admitted,
   *   sso_not_linked
   */
  async run(workspace: WorkspaceRef, returned: Returned): Promise<string> {
    const attempt = await this.takeAttempt(workspace, returned);
    if (!returned.code) throw new DomainError('sso_failed');
    const provider = await this.transactions.reader.findOneByOrFail(SsoProvider, { workspaceId: workspace.id });
    const address = redirectTo(this.config.publicUrl, workspace.slug);
    const { token, userInfo } = await this.exchangeCode.run(workspace, provider, attempt, returned.code, address);
    const identified = identifiedBy(token, userInfo, provider.groupsClaim);
    if (!identified) throw new DomainError('sso_email_unverified');
    refuseUnlessAskedAgain(attempt, identified);
    const email = readEmail(identified.email);
    const role = roleIn(provider, { ...identified, email });
    return this.transactions.run(async (tx) => {
      const vouched = { ...identified, email, providerId: `sso:${provider.id}`, role };
      const userId = await this.admitPerson.run(tx, workspace, vouched, returned.requestId);
      const { ipAddress, userAgent } = returned;
      const { authenticatedAt } = identified;
      const { requestId } = returned;
      return this.openSession.run(tx, { userId, workspace, authenticatedAt, ipAddress, userAgent, requestId });
    });
  }

  /** Once: the same way back opens nothing a second time, nor in another browser. */
  private async takeAttempt(workspace: WorkspaceRef, { state, ownState }: Returned): Promise<SsoAttempt> {
    if (!state || state !== ownState) throw new DomainError('sso_failed');
    const [rows] = await this.transactions.reader.query<[SsoAttempt[], number]>(
      `DELETE FROM sso_attempts WHERE workspace_id = $1 AND state_hash = $2
       RETURNING nonce, code_verifier AS "codeVerifier", reauthenticates, begun_at AS "begunAt"`,
      [workspace.id, hashOfState(state)],
    );
    const [attempt] = rows;
    const isFresh = attempt && Date.now() - attempt.begunAt.getTime() < ATTEMPT_MINUTES * 60_000;
    if (!isFresh) throw new DomainError('sso_failed');
    return attempt;
  }
}

function refuseUnlessAskedAgain({ reauthenticates, begunAt }: SsoAttempt, { authenticatedAt }: Identified): void {
  const isSince = (authenticatedAt ?? 0) > begunAt.getTime() / 1_000 - CLOCK_SECONDS;
  if (reauthenticates && !isSince) throw new DomainError('sso_failed');
}

function roleIn({ domains, roles }: SsoProvider, { email, groups }: Identified) {
  const role = roleOfGroups(roles, groups);
  const isOurs = domains.includes(email.slice(email.lastIndexOf('@') + 1));
  if (!role || !isOurs) throw new DomainError('sso_not_admitted');
  return role;
}
