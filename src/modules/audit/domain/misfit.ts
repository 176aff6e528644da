import type { Localised } from '../../../kernel/text/index.js';

/** Every way in which a trail can fail to be what was sealed; the place it names is the first that does not fit. */
export const MISFITS = {
  event_altered: {
    en: 'Event {event} is not what seal {seal} covers.',
    'zh-CN': '事件 {event} 与封印 {seal} 所覆盖的内容不符。',
  },
  event_missing: { en: 'Event {event} of seal {seal} is missing.', 'zh-CN': '封印 {seal} 中的事件 {event} 缺失。' },
  event_unexpected: {
    en: 'Event {event} stands in seal {seal}, which does not cover it.',
    'zh-CN': '事件 {event} 出现在封印 {seal} 中,但该封印并未覆盖它。',
  },
  event_out_of_order: {
    en: 'Event {event} of seal {seal} stands in another place than it was sealed in.',
    'zh-CN': '封印 {seal} 中的事件 {event} 不在其封存时的位置。',
  },
  event_unsealed: {
    en: 'Event {event} has no seal and does not wait for one: it was not written by the product.',
    'zh-CN': '事件 {event} 没有封印,也不在待封队列中:它并非由本系统写入。',
  },
  waiting_event_missing: {
    en: 'Event {event} waited for its seal and is gone.',
    'zh-CN': '事件 {event} 曾等待封存,现已消失。',
  },
  erasure_unrecorded: {
    en: 'Texts of event {event} are erased, and no recorded erasure accounts for it.',
    'zh-CN': '事件 {event} 的文本已被删除,但没有相应的删除记录。',
  },
  seal_altered: {
    en: 'Seal {seal} is not what it was: its own hash does not fit.',
    'zh-CN': '封印 {seal} 已被改动:其自身哈希不符。',
  },
  seal_missing: { en: 'Seal {seal} is missing.', 'zh-CN': '封印 {seal} 缺失。' },
  seal_out_of_order: { en: 'Seal {seal} stands in another place.', 'zh-CN': '封印 {seal} 的位置不对。' },
  seal_unchained: {
    en: 'Seal {seal} does not follow from the seal before it: one of the two was made anew.',
    'zh-CN': '封印 {seal} 与前一封印不相连:两者之一被重新制作过。',
  },
  head_missing: {
    en: 'The known head {head} is no seal of this trail: it was cut off after an earlier seal, or made anew. It ends with seal {seal}.',
    'zh-CN': '已知的链头 {head} 不在该审计链中:链尾被截断或被重做。现有链止于封印 {seal}。',
  },
  head_forged: {
    en: 'The mark of the head is not of this product: head or seals were written by somebody else. The trail ends with seal {seal}.',
    'zh-CN': '链头标记并非本系统所作:链头或封印被他人改写。现有链止于封印 {seal}。',
  },
  event_sealed_twice: {
    en: 'Event {event} stands in two seals, or waits for a second one.',
    'zh-CN': '事件 {event} 出现在两个封印中,或正等待第二个封印。',
  },
  event_unreadable: {
    en: 'Line {line}, where event {event} of seal {seal} should stand, is not as the product writes it.',
    'zh-CN': '第 {line} 行应为封印 {seal} 中的事件 {event},但其内容不是本系统写出的样子。',
  },
  seal_unreadable: {
    en: 'Line {line}, where seal {seal} or the end should stand, is not as the product writes it.',
    'zh-CN': '第 {line} 行应为封印 {seal} 或文件末行,但其内容不是本系统写出的样子。',
  },
  counts_wrong: {
    en: 'The last line does not count what is in the export, which ends with seal {seal}.',
    'zh-CN': '末行的计数与导出内容不符;导出止于封印 {seal}。',
  },
  truncated: {
    en: 'The export ends before its last line, after seal {seal}.',
    'zh-CN': '导出文件不完整,止于封印 {seal} 之后。',
  },
  after_the_end: { en: 'Something follows the last line of the export.', 'zh-CN': '导出文件末行之后还有内容。' },
} as const satisfies Record<string, Localised>;

export type MisfitKind = keyof typeof MISFITS;

/** The first thing that does not fit. */
export interface Misfit {
  readonly kind: MisfitKind;
  readonly seal: number | null;
  readonly event: number | null;
  /** For the sentence, beside seal and event. */
  readonly params?: Readonly<Record<string, string | number>>;
}

export function misfit(
  kind: MisfitKind,
  { seal = null, event = null, params }: Partial<Omit<Misfit, 'kind'>> = {},
): Misfit {
  return { kind, seal, event, params };
}
