import { Injectable, SetMetadata, applyDecorators } from '@nestjs/common';

import type { Actor } from '../../../kernel/actor/index.js';
import type { GateAnswer } from '../../../kernel/lifecycle/index.js';
import type { Localised } from '../../../kernel/text/index.js';
import type { Tx } from '../../../platform/database/index.js';
import type { GateName } from '../domain/item-lifecycle.js';
import type { DismissalKind } from '../domain/item-words.js';
import type { Item } from '../persistence/item.entity.js';

/** What a gate is asked about: the item as it stands, and what the caller said beside the transition's name. */
export interface GateQuestion {
  readonly item: Item;
  /** Who would move it: what he does not see, an answer must not tell. */
  readonly actor: Actor;
  readonly workspaceId: string;
  /** The instant of the move, and the day it is in the workspace. */
  readonly now: Date;
  readonly today: string;
  /** Only for `dismiss`. */
  readonly dismissal?: { readonly kind: DismissalKind; readonly duplicateOf?: string | null } | null;
}

/** A fact that must hold before a move. It reads inside the move's transaction, under the item's lock. */
export interface ItemGate {
  check(question: GateQuestion, tx: Tx): Promise<GateAnswer> | GateAnswer;
}

export interface GateDeclaration {
  readonly name: GateName;
  /** L-18: whether an approved waiver may stand in for the fact. */
  readonly waivable: boolean;
  /** Who can mend it, and where: a path below the item (`kickoff`), or '' for the item itself. */
  readonly fix: { readonly who: Localised; readonly where: string };
}

export const GATE = 'shewhart:gate';

/** Declares a class as the provider of a gate. */
export function ProvidesGate(declaration: GateDeclaration): ClassDecorator {
  return applyDecorators(Injectable(), SetMetadata(GATE, declaration));
}

/** The words for `fix.who`. */
export const WHO = {
  lead: { en: 'a lead', 'zh-CN': '负责人(组长)' },
  team: { en: 'the team', 'zh-CN': '项目小组' },
  data: { en: 'the data group', 'zh-CN': '数据组' },
  sponsor: { en: 'the sponsor', 'zh-CN': '发起人' },
  otherLead: { en: 'somebody other than the author', 'zh-CN': '提出人以外的人' },
  reviewer: { en: 'somebody other than the owner', 'zh-CN': '项目负责人以外的人' },
} as const satisfies Record<string, Localised>;
