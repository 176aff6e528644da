import { LOCALES, localise, type Locale, type Localised, type MessageParams } from '../../kernel/text/index.js';

/** What a letter says, before it is put into a language and a form. */
export interface Letter {
  readonly subject: Localised;
  readonly paragraphs: readonly Localised[];
  /** Lists, below the paragraphs. */
  readonly sections?: readonly LetterSection[];
  readonly link?: { readonly label: Localised; readonly href: string };
  /** Below the link. */
  readonly closing?: readonly Localised[];
  readonly params?: MessageParams;
  /** Where one click ends letters of this kind (RFC 8058); none for letters that always come. */
  readonly unsubscribe?: string;
}

export interface LetterSection {
  readonly title: Line;
  readonly lines: readonly Line[];
}

/** A sentence with parameters of its own, so that what stands in one is never looked up in another's. */
export interface Line {
  readonly text: Localised;
  readonly params?: MessageParams;
}

export interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** The letter as plain text and as HTML; without a locale in every language, one below the other. */
export function renderLetter(letter: Letter, locale: Locale | null): RenderedLetter {
  const locales = locale === null ? LOCALES : [locale];
  const say = (sentence: Localised, in_: Locale): string => localise(sentence, in_, letter.params);
  const parts = locales.map((in_): Block[] => [
    ...letter.paragraphs.map((sentence) => ({ text: say(sentence, in_) })),
    ...(letter.sections ?? []).map((section) => listIn(section, in_)),
    ...(letter.link ? [{ text: say(letter.link.label, in_), href: letter.link.href }] : []),
    ...(letter.closing ?? []).map((sentence) => ({ text: say(sentence, in_) })),
  ]);
  return {
    // What a person typed as a name must not begin a header of its own.
    subject: locales.map((in_) => say(letter.subject, in_).replace(/\s+/g, ' ')).join(' / '),
    text: parts.map((blocks) => blocks.map(asText).join('\n\n')).join('\n\n----\n\n') + '\n',
    html: htmlOf(
      locales,
      parts.map((blocks) => blocks.map(asHtml).join('\n')),
    ),
  };
}

interface Block {
  readonly text: string;
  readonly href?: string;
  readonly lines?: readonly string[];
}

function listIn({ title, lines }: LetterSection, locale: Locale): Block {
  const say = ({ text, params }: Line): string => localise(text, locale, params).replace(/\s+/g, ' ');
  return { text: say(title), lines: lines.map(say) };
}

function asText({ text, href, lines }: Block): string {
  if (lines) return [text, ...lines.map((line) => `- ${line}`)].join('\n');
  return href === undefined ? text : `${text}:\n${href}`;
}

function asHtml({ text, href, lines }: Block): string {
  if (lines) {
    const items = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n');
    return `<h3>${escapeHtml(text)}</h3>\n<ul>\n${items}\n</ul>`;
  }
  if (href === undefined) return `<p>${escapeHtml(text)}</p>`;
  // The address is shown as well: some readers switch links off, and people should see where one leads.
  const address = escapeHtml(href);
  return `<p><a href="${address}">${escapeHtml(text)}</a><br><small>${address}</small></p>`;
}

function htmlOf(locales: readonly Locale[], parts: readonly string[]): string {
  const body = parts.map((part, index) => `<div lang="${locales[index]}">\n${part}\n</div>`).join('\n<hr>\n');
  return `<!doctype html>\n<html><head><meta charset="utf-8"></head><body>\n${body}\n</body></html>\n`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
