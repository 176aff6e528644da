import { describe, expect, it } from '@jest/globals';

import { tidyTags } from './tags.js';

describe('tags of a knowledge entry', () => {
  it('are trimmed, kept once and stay in their order', () => {
    expect(tidyTags([' payment ', 'checkout', 'payment', '支付'])).toEqual(['payment', 'checkout', '支付']);
  });

  it('are none when only blanks were given', () => {
    expect(tidyTags(['  ', ''])).toEqual([]);
  });
});
