import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

import type { RoleOfGroup } from '../domain/role-of-groups.js';

/** Who tells a workspace who its people are (OpenID Connect). */
@Entity('sso_providers')
@Unique('sso_providers_workspace_id_key', ['workspaceId'])
export class SsoProvider {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'sso_providers_pkey' })
  id!: string;

  @ForeignKey('workspaces', { name: 'sso_providers_workspace_id_fkey' })
  @Column('uuid')
  workspaceId!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  clientId!: string;

  /** Sealed with the product's secret, and never shown again; empty where its operator gives one (SSO_CLIENT_SECRETS). */
  @Column('text')
  clientSecret!: string;

  @Column('text', { array: true })
  scopes!: string[];

  /** What follows the @ of the addresses it may speak for; lower case. */
  @Column('text', { array: true })
  domains!: string[];

  /** The claim that holds a person's groups. */
  @Column('text')
  groupsClaim!: string;

  @Column('jsonb')
  roles!: RoleOfGroup[];

  @Column('integer', { default: 1 })
  version!: number;

  @Column('timestamptz')
  changedAt!: Date;
}
