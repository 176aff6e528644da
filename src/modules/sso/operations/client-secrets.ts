import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import { SealedText } from '../../../platform/secrets/index.js';
import type { SsoProvider } from '../persistence/sso-provider.entity.js';

/** What a client secret is sealed for. */
const PURPOSE = 'sso client secret';

type Keyed = Pick<SsoProvider, 'issuer' | 'clientSecret'>;

/**
 * What we prove to a provider who we are with: from the operator (SSO_CLIENT_SECRETS), or from an admin, sealed in the
 * database. The operator's is for one workspace and one issuer, so that no admin can have it sent to another.
 */
@Injectable()
export class ClientSecrets {
  private readonly sealed: SealedText;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    this.sealed = new SealedText(config.secret, PURPOSE);
  }

  isGivenByOperator({ slug }: Pick<WorkspaceRef, 'slug'>, issuer: string): boolean {
    return this.ofOperator(slug, issuer) !== undefined;
  }

  seal(secret: string): string {
    return this.sealed.seal(secret);
  }

  /**
   * The operator's goes before.
   *
   * @throws DomainError sso_unavailable when the operator's was taken away and there is no other
   */
  of({ slug }: Pick<WorkspaceRef, 'slug'>, { issuer, clientSecret }: Keyed): string {
    const given = this.ofOperator(slug, issuer);
    if (given !== undefined) return given;
    if (clientSecret === '') throw new DomainError('sso_unavailable');
    return this.sealed.open(clientSecret);
  }

  private ofOperator(slug: string, issuer: string): string | undefined {
    const given = this.config.ssoClientSecrets[slug];
    return given?.issuer === issuer ? given.clientSecret : undefined;
  }
}
