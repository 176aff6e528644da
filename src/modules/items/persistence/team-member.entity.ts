import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

import type { TeamRole } from '../domain/item-words.js';

/** A place in an item's task force (专项小组). */
@Entity('item_team_members')
export class TeamMember {
  @ForeignKey('items', { name: 'item_team_members_item_id_fkey' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'item_team_members_pkey' })
  itemId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'item_team_members_pkey' })
  userId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'item_team_members_pkey' })
  role!: TeamRole;

  @Column('uuid')
  workspaceId!: string;

  @Column('text', { nullable: true })
  duty!: string | null;
}
