import type { Localised } from '../../../kernel/text/index.js';

/**
 * What a person can be to an item, or to a task, a milestone or a step below it. `unit`: the item is of a department that
 * he belongs to, or that he heads or whose upper department he heads; an item of no department is everybody's.
 */
export const RELATIONS = ['assignee', 'owner', 'sponsor', 'team', 'unit'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What somebody is to an item; what is left out he is not. */
export type Relations = Readonly<Partial<Record<Relation, boolean>>>;

export const ANY = 'any';
export const NONE = 'none';
/** Any, none, or those items to which one is at least one of these. */
export type Cell = typeof ANY | typeof NONE | readonly Relation[];

/** The words for a refusal: "Only … may do this." */
export const RELATION_NAMES: Record<Relation, Localised> = {
  assignee: { en: 'whoever it is assigned to', 'zh-CN': '被指派的人' },
  owner: { en: 'the item’s owner', 'zh-CN': '项目负责人' },
  sponsor: { en: 'its sponsor', 'zh-CN': '项目发起人' },
  team: { en: 'its team', 'zh-CN': '项目小组成员' },
  unit: { en: 'its department', 'zh-CN': '所属部门' },
};

/** "the item’s owner or its team" */
export function whoAre(relations: readonly Relation[]): Localised {
  const names = relations.map((relation) => RELATION_NAMES[relation]);
  return { en: names.map(({ en }) => en).join(' or '), 'zh-CN': names.map((name) => name['zh-CN']).join('或') };
}
