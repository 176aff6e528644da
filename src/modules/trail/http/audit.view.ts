import { ApiProperty } from '@nestjs/swagger';

import { localise, type Locale } from '../../../kernel/text/index.js';
import { MISFITS, type SealRow, type Verification } from '../../audit/index.js';

export class SealView {
  /** Counts the seals of the workspace from 1. */
  number!: number;
  /** Hash of the seal before; 64 zeros before the first. */
  previous!: string;
  firstEvent!: number;
  lastEvent!: number;
  /** How many events it covers. */
  count!: number;
  /** Merkle root of the events. */
  root!: string;
  sealedAt!: string;
  hash!: string;

  static of({ number, previous, firstEvent, lastEvent, count, root, sealedAt, hash }: SealRow): SealView {
    return { number, previous, firstEvent, lastEvent, count, root, sealedAt: sealedAt.toISOString(), hash };
  }
}

export class SealPageView {
  rows!: SealView[];
  nextCursor!: string | null;
}

export class MisfitView {
  @ApiProperty({ enum: Object.keys(MISFITS), description: 'Never changes once published.' })
  kind!: string;
  /** Number of the seal that does not fit. */
  seal!: number | null;
  /** Id of the event that does not fit. */
  event!: number | null;
  /** In the language of Accept-Language. */
  message!: string;
}

export class ChainEndView {
  number!: number;
  hash!: string;
}

export class VerificationView {
  ok!: boolean;
  /** How many sealed events were verified, up to the first misfit. */
  events!: number;
  seals!: number;
  /** Events that have no seal yet: nothing is said about them. */
  waiting!: number;
  /** The last seal that was verified. */
  head!: ChainEndView | null;
  @ApiProperty({
    enum: ['genuine', 'forged', 'unknown', 'none'],
    description: "Whether the end of the chain carries the product's own mark; unknown after its secret was replaced.",
  })
  mark!: string;
  /** The first thing that does not fit. */
  misfit!: MisfitView | null;

  static of({ events, seals, waiting, head, mark, misfit }: Verification, locale: Locale): VerificationView {
    const view = { ok: misfit === null, events, seals, waiting, head, mark };
    if (!misfit) return { ...view, misfit: null };
    const { kind, seal, event, params } = misfit;
    const message = localise(MISFITS[kind], locale, { seal: seal ?? '', event: event ?? '', ...params });
    return { ...view, misfit: { kind, seal, event, message } };
  }
}
