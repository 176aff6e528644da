import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given out for `CI-202611` and its like, per workspace: keys are gapless (requirements, 7.9). */
@Entity('key_counters')
export class KeyCounter {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'key_counters_pkey' })
  workspaceId!: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'key_counters_pkey' })
  prefix!: string;

  @Column('integer')
  last!: number;
}
