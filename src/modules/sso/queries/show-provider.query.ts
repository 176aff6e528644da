import { Inject, Injectable } from '@nestjs/common';

import { CONFIG, type Config } from '../../../config/index.js';
import type { WorkspaceRef } from '../../../kernel/actor/index.js';
import { notFound } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { redirectTo } from '../operations/callback-address.js';
import { SsoProvider } from '../persistence/sso-provider.entity.js';

export interface ProviderShown {
  /** Null until there is one. */
  readonly provider: SsoProvider | null;
  readonly redirectUri: string;
}

const WORKSPACE = { en: 'workspace', 'zh-CN': '工作区' };

/** The provider of a workspace. */
@Injectable()
export class ShowProvider {
  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async run({ id, slug }: WorkspaceRef): Promise<ProviderShown> {
    const provider = await this.transactions.reader.findOneBy(SsoProvider, { workspaceId: id });
    return { provider, redirectUri: redirectTo(this.config.publicUrl, slug) };
  }

  /** For somebody who is not in yet: one without a provider looks like one that does not exist. */
  async workspace(slug: string): Promise<WorkspaceRef> {
    const rows = await this.transactions.reader.query<WorkspaceRef[]>(
      'SELECT id, slug, time_zone AS "timeZone" FROM doors.workspace_with_sso($1)',
      [slug],
    );
    const [workspace] = rows;
    if (!workspace) throw notFound(WORKSPACE);
    return workspace;
  }
}
