import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../../config/index.js';
import type { Actor } from '../../../kernel/actor/index.js';
import { DomainError } from '../../../kernel/errors/index.js';
import type { Clock } from '../../../kernel/time/index.js';
import { newId, type Tx } from '../../../platform/database/index.js';
import { canonicalJson, type FieldChanges } from '../../audit/index.js';
import { type GivenPresence, type Presence, ProvePresence } from '../../people/index.js';
import { contentHash } from '../domain/content-hash.js';
import type { Meaning } from '../domain/meaning.js';
import { Signature } from '../persistence/signature.entity.js';
import { Signatures } from '../queries/signatures.query.js';

/** What a request brings to sign with: a proof of presence, and what the signature means. */
export interface GivenSignature extends GivenPresence {
  readonly meaning: Meaning;
}

/** A signature that may be put under something, once. */
export interface ReadySignature {
  readonly presence: Presence;
  readonly meaning: Meaning;
}

/** What is signed. */
export interface SignedRecord {
  /** `item.close`, `review.sign_off`, `waiver.approve`. */
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly item: { readonly id: string; readonly cycle: number; readonly version: number };
  /** All that the signer stands for, as it stands after the action. */
  readonly content: object;
}

/** Puts signatures under records, in two steps. */
@Injectable()
export class Sign {
  constructor(
    private readonly provePresence: ProvePresence,
    private readonly signatures: Signatures,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Before the transaction, because comparing a password takes a tenth of a second in which nobody should hold a lock,
   * and because a wrong one is counted although nothing else happens.
   *
   * @returns null when the request brings no signature
   * @throws DomainError signature_not_possible, invalid_fields, presence_refused, too_many_attempts
   */
  async prepare(actor: Actor, given: GivenSignature | null | undefined): Promise<ReadySignature | null> {
    if (!given) return null;
    return { presence: await this.provePresence.run(actor, given, 'signature'), meaning: given.meaning };
  }

  /**
   * Inside the transaction of what is signed, as the last thing it does.
   *
   * @returns what the audit event says of it
   * @throws DomainError signature_needed, signature_not_possible, presence_refused (a code used up meanwhile)
   */
  async put(tx: Tx, actor: Actor, ready: ReadySignature | null, record: SignedRecord): Promise<FieldChanges> {
    if (!actor.sessionId || !actor.userId) throw new DomainError('signature_not_possible');
    if (!ready) throw new DomainError('signature_needed');
    await this.provePresence.useUp(tx, ready.presence);
    const earlierSignatures = await this.hashesBelow(tx, actor, record);
    const principal = await principalIn(tx, actor);
    const content = asText({ ...record.content, ...(principal && { onBehalfOf: principal }), earlierSignatures });
    const signature = {
      id: newId(),
      workspaceId: actor.workspace.id,
      itemId: record.item.id,
      action: record.action,
      subjectType: record.subject.type,
      subjectId: record.subject.id,
      cycle: record.item.cycle,
      version: record.item.version,
      signerId: actor.userId,
      printedName: actor.name,
      role: actor.role,
      onBehalfOf: principal?.id ?? null,
      onBehalfOfName: principal?.name ?? null,
      meaning: ready.meaning,
      method: ready.presence.method,
      signedAt: this.clock.now(),
      content,
      contentHash: contentHash(content),
      requestId: actor.requestId,
    };
    await tx.insert(Signature, signature);
    return referenceTo(signature);
  }

  /** Who signs stands on what was signed before in the item's cycle: its hashes are part of what he signs. */
  private async hashesBelow(tx: Tx, actor: Actor, { item }: SignedRecord): Promise<string[]> {
    const signatures = await this.signatures.ofItem(actor.workspace.id, item.id, tx);
    return signatures.filter(({ cycle }) => cycle === item.cycle).map((signature) => signature.contentHash);
  }
}

/** Whose task it is, where the actor stands in for somebody; his name is printed beside the signer's. */
async function principalIn(tx: Tx, { onBehalfOf }: Actor): Promise<{ id: string; name: string } | undefined> {
  if (!onBehalfOf) return undefined;
  const [principal] = await tx.query<{ id: string; name: string }[]>('SELECT id, name FROM users WHERE id = $1', [
    onBehalfOf,
  ]);
  return principal;
}

/** For the trail: no name, which may have to be erased there one day. */
function referenceTo({ id, meaning, contentHash: hash }: Pick<Signature, 'id' | 'meaning' | 'contentHash'>) {
  return { signature: { from: null, to: { id, meaning, contentHash: hash } } };
}

/** The same text for the same record, wherever it is read: instants in UTC, what is undefined left out. */
function asText(content: object): string {
  return canonicalJson(JSON.parse(JSON.stringify(content)));
}
