import { describe, expect, it } from '@jest/globals';

import { type Answer, type Json, startSpecProduct } from '../harness/index.js';

// A file of its own: the guesses are counted in the memory of the process, together with every other sign-in.
describe('somebody who guesses passwords', () => {
  it('is told to wait after 30 guesses in a minute', async () => {
    const product = await startSpecProduct();
    const guess = () =>
      product.stranger.post('/api/v1/auth/sign-in/email', {
        email: 'a@example.test',
        password: 'correct horse battery',
      });
    const answers: Answer<Json>[] = [];
    for (let count = 0; count < 31; count += 1) answers.push(await guess());
    await product.stop();
    expect(answers.slice(0, 30).map(({ status }) => status)).toEqual(Array(30).fill(401));
    expect(answers[30]).toMatchObject({ status: 429, body: { code: 'too_many_requests' } });
    expect(Number(answers[30]?.headers.get('x-retry-after'))).toBeGreaterThan(0);
  });
});
