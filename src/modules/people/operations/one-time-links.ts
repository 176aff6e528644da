import { Inject, Injectable } from '@nestjs/common';

import { CLOCK, CONFIG, type Config } from '../../../config/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { Mailbox } from '../../../platform/mail/index.js';
import type { Locale } from '../../../kernel/text/index.js';
import { hashToken, tokenOfLink } from '../domain/one-time-token.js';
import { OneTimeLink } from '../persistence/one-time-link.entity.js';

const PAGES = { invitation: 'join', password_reset: 'reset' } as const;
type Purpose = keyof typeof PAGES;

export type NewLink = Pick<OneTimeLink, 'email'> &
  Partial<Pick<OneTimeLink, 'workspaceId' | 'name' | 'role' | 'createdBy'>> & {
    readonly purpose: Purpose;
    readonly validMs: number;
    /** Of the letter. */
    readonly locale: Locale | null;
  };

/** What a letter is told of the link that it carries. */
export interface LinkParams {
  readonly linkId: string;
  readonly generation: number;
  readonly workspaceId: string | null;
}

/** A link as its maker may see it: the address itself only where no letter carries it. */
export interface LinkMade {
  readonly id: string;
  readonly mailed: boolean;
  readonly token: string | null;
  readonly link: string | null;
  readonly expiresAt: Date;
}

/** Makes one-time links, and sends them again: by mail, or without a mail server by the hand of whoever made them. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly mailbox: Mailbox,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async make(tx: Tx, { validMs, locale, ...fields }: NewLink): Promise<LinkMade> {
    const id = newId();
    const now = this.clock.now();
    const link = { id, generation: 1, ...fields, createdAt: now, expiresAt: new Date(now.getTime() + validMs) };
    const tokenHash = hashToken(this.tokenOf(link));
    const mailId = await this.post(tx, link, locale);
    await tx.insert(OneTimeLink, { ...link, tokenHash, mailId });
    return this.shown(link, mailId !== null);
  }

  /** Once more, with a token of its own; the one before stops working. The caller holds the row's lock. */
  async remake(tx: Tx, link: OneTimeLink, validMs: number, locale: Locale | null): Promise<LinkMade> {
    const expiresAt = new Date(this.clock.now().getTime() + validMs);
    const next = { ...link, generation: link.generation + 1, expiresAt };
    const mailId = await this.post(tx, next, locale);
    const { generation } = next;
    await tx.update(
      OneTimeLink,
      { id: link.id },
      { generation, expiresAt, mailId, tokenHash: hashToken(this.tokenOf(next)) },
    );
    return this.shown(next, mailId !== null);
  }

  tokenOf({ id, generation }: Pick<OneTimeLink, 'id' | 'generation'>): string {
    return tokenOfLink(this.config.secret, id, generation);
  }

  /** The address a person opens. The token stands behind the #, which browsers send to nobody. */
  addressOf(link: Pick<OneTimeLink, 'id' | 'generation' | 'purpose'>): string {
    return `${this.config.publicUrl}/${PAGES[link.purpose as Purpose]}#token=${this.tokenOf(link)}`;
  }

  private post(
    tx: Tx,
    link: Pick<OneTimeLink, 'id' | 'generation' | 'purpose' | 'email'> & { readonly workspaceId?: string | null },
    locale: Locale | null,
  ): Promise<string | null> {
    const params: LinkParams & Record<string, unknown> = {
      linkId: link.id,
      generation: link.generation,
      workspaceId: link.workspaceId ?? null,
    };
    return this.mailbox.post(tx, { kind: link.purpose, recipient: link.email ?? '', locale, params });
  }

  private shown(link: Pick<OneTimeLink, 'id' | 'generation' | 'purpose' | 'expiresAt'>, mailed: boolean): LinkMade {
    const { id, expiresAt } = link;
    if (mailed) return { id, mailed, token: null, link: null, expiresAt };
    return { id, mailed, token: this.tokenOf(link), link: this.addressOf(link), expiresAt };
  }
}
