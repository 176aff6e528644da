import { createHash, createHmac, randomBytes } from 'node:crypto';

import { hashPassword } from 'better-auth/crypto';
import type { DataSource } from 'typeorm';

import type { Role } from '../../src/kernel/actor/index.js';
import type { Clock } from '../../src/kernel/time/index.js';
import { Item, TeamMember } from '../../src/modules/items/index.js';
import { Membership, Workspace, type WorkspaceSettings } from '../../src/modules/people/index.js';
import { newId } from '../../src/platform/database/index.js';
import { Caller } from '../harness/caller.js';
import { givePassword } from './signed.js';

export interface GivenWorkspace {
  readonly id: string;
  readonly slug: string;
  /** The path below which everything of the workspace lies. */
  readonly path: string;
}

/** A person with an account, a role and a way to call. */
export interface GivenPerson {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** By an API key, so that no cookie's age plays a part. */
  readonly http: Caller;
}

/** Somebody who sits at a browser as well, for what a program with a key may not do. */
export interface GivenSigner extends GivenPerson {
  readonly seated: Caller;
}

/** Signs the cookies of specs. */
export const SPEC_SECRET = 'a secret for specs alone, 32 or more';

let serial = 0;

/** Builds the world a spec starts from, below the API where going through it would tell nothing. */
export class Given {
  constructor(
    private readonly sql: DataSource,
    private readonly url: string,
    private readonly clock: Clock,
  ) {}

  async workspace(options: { timeZone?: string; settings?: Partial<WorkspaceSettings> } = {}): Promise<GivenWorkspace> {
    serial += 1;
    const slug = `ws-${serial}`;
    const workspace = { id: newId(), slug, name: slug, timeZone: 'Asia/Shanghai', settings: {}, ...options };
    await this.sql.manager.insert(Workspace, { ...workspace, createdAt: this.clock.now() });
    return { id: workspace.id, slug, path: `/api/v1/workspaces/${slug}` };
  }

  async person(workspace: GivenWorkspace, role: Role): Promise<GivenPerson> {
    serial += 1;
    const person = { userId: newId(), name: `${role} ${serial}`, email: `${role}-${serial}@example.test` };
    const key = `shw_${randomBytes(24).toString('base64url')}`;
    await this.sql.query('INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)', [
      person.userId,
      person.name,
      person.email,
    ]);
    await this.sql.query(
      `INSERT INTO api_keys (config_id, name, reference_id, key, enabled, created_at, updated_at)
       VALUES ('default', 'spec', $1, $2, true, now(), now())`,
      [person.userId, createHash('sha256').update(key).digest('base64url')],
    );
    await this.sql.manager.insert(Membership, {
      workspaceId: workspace.id,
      userId: person.userId,
      role,
      createdAt: new Date(),
    });
    return { ...person, http: new Caller(this.url, { 'x-api-key': key }) };
  }

  /** A person with a password and an open session, who can sign. */
  async signer(workspace: GivenWorkspace, role: Role): Promise<GivenSigner> {
    const person = await this.person(workspace, role);
    await givePassword(this.sql, person.userId);
    return { ...person, seated: await this.session(person) };
  }

  /** The person is a member of another workspace as well. */
  async membership(workspace: GivenWorkspace, { userId }: GivenPerson, role: Role): Promise<void> {
    await this.sql.manager.insert(Membership, { workspaceId: workspace.id, userId, role, createdAt: new Date() });
  }

  /** The person can sign in with a password. */
  async password({ userId }: GivenPerson, password: string): Promise<void> {
    await this.sql.query(
      `INSERT INTO accounts (account_id, provider_id, user_id, password, updated_at)
       VALUES ($1::text, 'credential', $1::uuid, $2, now())`,
      [userId, await hashPassword(password)],
    );
  }

  /** The same person in a browser, with a session that has just begun. */
  async session(person: GivenPerson, device = 'spec'): Promise<Caller> {
    const token = randomBytes(24).toString('base64url');
    await this.sql.query(
      `INSERT INTO sessions (token, user_id, user_agent, ip_address, expires_at, updated_at)
       VALUES ($1, $2, $3, '192.0.2.1', now() + interval '7 days', now())`,
      [token, person.userId, device],
    );
    const signature = createHmac('sha256', SPEC_SECRET).update(token).digest('base64');
    const value = encodeURIComponent(`${token}.${signature}`);
    return new Caller(this.url, { cookie: `better-auth.session_token=${value}` });
  }

  /** An item as it would stand there, in whatever stage; what the stages before would have recorded is not made up. */
  async item(workspace: GivenWorkspace, fields: Partial<Item> = {}): Promise<Item> {
    serial += 1;
    const now = this.clock.now();
    const item = this.sql.manager.create(Item, {
      id: newId(),
      workspaceId: workspace.id,
      key: `CI-202611-${String(500 + serial)}`,
      title: `Item ${serial}`,
      problem: '',
      type: 'metric_anomaly',
      stage: 'trigger',
      status: 'active',
      cycle: 1,
      loop: 0,
      version: 1,
      createdAt: now,
      changedAt: now,
      ...fields,
    });
    await this.sql.manager.insert(Item, item);
    return this.sql.manager.findOneByOrFail(Item, { id: item.id });
  }

  /** A seat in the item's team. */
  async seat(item: Pick<Item, 'id' | 'workspaceId'>, person: Pick<GivenPerson, 'userId'>): Promise<void> {
    const seat = { itemId: item.id, workspaceId: item.workspaceId, userId: person.userId, role: 'execution' } as const;
    await this.sql.manager.insert(TeamMember, seat);
  }
}
