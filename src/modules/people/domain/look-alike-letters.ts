/**
 * Small letters that are read as others: the entries of Unicode TS 39 (confusables.txt) that end in plain Latin letters,
 * for the alphabets in which addresses are written. Presentation forms reach us folded (NFKC, lower case). ASCII is left
 * alone, though the table has `rn` for `m` and `1` for `l`: they stand side by side in too many honest addresses.
 */
const LIKE: Readonly<Record<string, string>> = {
  // Cyrillic.
  а: 'a', с: 'c', ԁ: 'd', е: 'e', һ: 'h', і: 'i', ј: 'j', ӏ: 'l', о: 'o', р: 'p', ԛ: 'q', г: 'r', ѕ: 's', у: 'y',
  ү: 'y', ѵ: 'v', ԝ: 'w', х: 'x',
  // Greek.
  α: 'a', γ: 'y', ι: 'i', ν: 'v', ο: 'o', ρ: 'p', σ: 'o', υ: 'u', ϲ: 'c', ϳ: 'j',
  // Armenian.
  գ: 'q', զ: 'q', հ: 'h', ո: 'n', ռ: 'n', ս: 'u', ց: 'g', օ: 'o',
  // Latin.
  ı: 'i',
  // What Japanese and Chinese write side by side.
  ロ: '口', ニ: '二', ハ: '八', カ: '力', タ: '夕', ト: '卜', エ: '工', ヘ: 'へ', ー: '一', ノ: '丿', オ: '才', ミ: '三',
}; // prettier-ignore

/** What a text looks like: two that look alike have one skeleton. Accents stay. */
export function skeletonOf(text: string): string {
  const letters = [...text.normalize('NFD')].map((letter) => LIKE[letter] ?? letter);
  return letters.join('').normalize('NFC');
}
