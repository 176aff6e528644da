/** What a signature may mean: the words of 21 CFR 11.50(a)(3). */
export const MEANINGS = ['authorship', 'review', 'approval', 'responsibility'] as const;
export type Meaning = (typeof MEANINGS)[number];
