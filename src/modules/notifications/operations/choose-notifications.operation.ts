import { Injectable } from '@nestjs/common';

import { DomainError, type FieldProblem, refuseFields } from '../../../kernel/errors/index.js';
import { Transactions } from '../../../platform/database/index.js';
import { Workspaces } from '../../people/index.js';
import { type ChosenEmail, contradictionsIn, type NotificationSettings } from '../domain/notification-settings.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

/** As a person says it: workspaces by their slugs. */
export interface Choice extends Omit<NotificationSettings, 'workspaces'> {
  readonly workspaces: readonly { readonly workspace: string; readonly email: ChosenEmail }[];
}

const UNKNOWN = { en: 'is not a workspace of yours', 'zh-CN': '不是您所在的工作区' };
const TWICE = { en: 'stands in the list twice', 'zh-CN': '在列表中重复出现' };

/** Sets how a person wants to be told by e-mail, as a whole. */
@Injectable()
export class ChooseNotifications {
  constructor(
    private readonly transactions: Transactions,
    private readonly workspaces: Workspaces,
    private readonly settings: SettingsRepository,
  ) {}

  /** @throws DomainError invalid_fields, stale_version */
  async run(userId: string, choice: Choice): Promise<void> {
    const mine = await this.workspaces.ofPerson(userId);
    const named = choice.workspaces.map(({ workspace, email }, index) => ({
      slug: workspace,
      id: mine.find(({ slug }) => slug === workspace)?.id,
      field: `workspaces.${index}`,
      email,
    }));
    const choices = named.map(({ field, email }) => ({ field: `${field}.email`, email }));
    refuseFields([
      ...contradictionsIn(choice.quietHours, [{ field: 'email', email: choice.email }, ...choices]),
      ...wrongWorkspaces(named),
    ]);
    const workspaces = Object.fromEntries(named.map(({ id, email }) => [id, email]));
    const written = await this.transactions.run((tx) => this.settings.write(tx, userId, { ...choice, workspaces }));
    if (!written) throw new DomainError('stale_version');
  }
}

function wrongWorkspaces(
  named: readonly { readonly slug: string; readonly id: string | undefined; readonly field: string }[],
): FieldProblem[] {
  return named.flatMap(({ slug, id, field }, index) => {
    if (id === undefined) return [{ field: `${field}.workspace`, code: 'unknown', message: UNKNOWN }];
    const before = named.findIndex((other) => other.slug === slug);
    return before < index ? [{ field: `${field}.workspace`, code: 'duplicate', message: TWICE }] : [];
  });
}
