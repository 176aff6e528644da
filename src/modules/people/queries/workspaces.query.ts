import { Injectable } from '@nestjs/common';

import type { Role } from '../../../kernel/actor/index.js';
import { serving, Transactions } from '../../../platform/database/index.js';
import { DEFAULT_SETTINGS, Workspace, type WorkspaceSettings } from '../persistence/workspace.entity.js';

export interface WorkspaceShown {
  readonly slug: string;
  readonly name: string;
  readonly timeZone: string;
  readonly settings: WorkspaceSettings & Record<string, number>;
  readonly version: number;
}

/** A workspace, and what a person is in it. */
export interface PersonsWorkspace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly role: Role;
  readonly timeZone: string;
}

@Injectable()
export class Workspaces {
  constructor(private readonly transactions: Transactions) {}

  async show(id: string): Promise<WorkspaceShown> {
    const { slug, name, timeZone, settings, version } = await this.transactions.reader.findOneByOrFail(Workspace, {
      id,
    });
    return { slug, name, timeZone, settings: { ...DEFAULT_SETTINGS, ...settings }, version };
  }

  /** @param only a slug: that one alone, if the person belongs to it */
  async ofPerson(userId: string, only?: string): Promise<PersonsWorkspace[]> {
    return this.transactions.reader.query(
      'SELECT id, slug, name, role, time_zone AS "timeZone" FROM doors.workspaces_of($1, $2)',
      [userId, only ?? null],
    );
  }

  /** For questions across workspaces: what `ask` answers in each, serving that one, together. */
  async askInEach<T>(
    workspaces: readonly PersonsWorkspace[],
    ask: (workspace: PersonsWorkspace) => Promise<readonly T[]>,
  ): Promise<T[]> {
    const answers: T[] = [];
    for (const workspace of workspaces) answers.push(...(await serving(workspace.id, () => ask(workspace))));
    return answers;
  }
}
