export const LOCALES = ['en', 'zh-CN'] as const;
export type Locale = (typeof LOCALES)[number];

/** One sentence in every language of the product. `{name}` marks a parameter. A missing language does not compile. */
export type Localised = Readonly<Record<Locale, string>>;

export type MessageParams = Readonly<Record<string, string | number | Localised>>;

/** Fills `{name}` in the sentence of the given language; a localised parameter is itself read in that language. */
export function localise(message: Localised, locale: Locale, params: MessageParams = {}): string {
  return message[locale].replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = params[name];
    if (value === undefined) return placeholder;
    return typeof value === 'object' ? value[locale] : String(value);
  });
}

/** A sentence with its figures filled in, in every language: for a place that takes no parameters of its own. */
export function filled(message: Localised, params: MessageParams): Localised {
  return { en: localise(message, 'en', params), 'zh-CN': localise(message, 'zh-CN', params) };
}

/**
 * The language to answer in, from an `Accept-Language` header (RFC 9110 §12.5.4). Any Chinese variant reads zh-CN,
 * since it is the only Chinese there is; everything unknown reads English.
 */
export function localeFrom(acceptLanguage: string | undefined): Locale {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part, position) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';');
      const quality = options.map((option) => /^\s*q=([\d.]+)$/.exec(option)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality), position };
    })
    .filter(({ tag, quality }) => tag !== '' && quality > 0)
    .sort((a, b) => b.quality - a.quality || a.position - b.position);
  for (const { tag } of ranked) {
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en') || tag === '*') return 'en';
  }
  return 'en';
}
