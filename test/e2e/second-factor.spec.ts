import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';

import { Browser } from '../factories/browser.js';
import { PASSWORD } from '../factories/signed.js';
import { AUTH, codeOf, type Enrolment, type Refusal, TwoSteps } from '../factories/two-steps.js';
import type { GivenSigner, Json, SpecProduct } from '../harness/index.js';

let world: TwoSteps;
let product: SpecProduct;
let person: GivenSigner;
let browser: Browser;
let signIn: TwoSteps['signIn'];
let verify: TwoSteps['verify'];
let me: TwoSteps['me'];
let enrol: TwoSteps['enrol'];
let aMinuteLater: TwoSteps['aMinuteLater'];
let trail: TwoSteps['trail'];

beforeAll(async () => {
  world = await TwoSteps.start();
  ({ product, signIn, verify, me, enrol, aMinuteLater, trail } = world);
});
afterAll(() => world.product.stop());
beforeEach(async () => {
  await world.begin();
  ({ person, browser } = world);
});

describe('enrolling', () => {
  it('gives a secret for an authenticator application, and counts once a code proves that it is there', async () => {
    await signIn();
    const { body } = await browser.post<Enrolment>(`${AUTH}/two-factor/enable`, { password: PASSWORD });
    const totp = URI.parse(body.totpURI) as TOTP;
    expect([totp.issuer, totp.label, totp.digits, totp.period]).toEqual(['Shewhart', person.email, 6, 30]);
    expect(body.backupCodes).toHaveLength(10);
    expect((await browser.get('/api/v1/me/second-factor')).body).toEqual({ enrolled: false });
    const wrong = await verify('000000' === codeOf(totp) ? '000001' : '000000');
    expect([wrong.status, wrong.body.code]).toEqual([401, 'second_factor_wrong']);
    expect((await verify(codeOf(totp))).status).toBe(200);
    expect((await browser.get('/api/v1/me/second-factor')).body).toEqual({ enrolled: true });
    expect(await trail()).toEqual(['member.second_factor_added']);
  });

  it('keeps nothing readable: neither the secret nor the back-up codes', async () => {
    await signIn();
    const { totp, backupCodes } = await enrol();
    const kept = JSON.stringify(await product.sql.query<Json[]>('SELECT * FROM two_factors'));
    for (const secret of [totp.secret.utf8, totp.secret.base32, totp.secret.hex, ...backupCodes]) {
      expect(kept).not.toContain(secret);
    }
  });

  it('asks for the password, and stops listening to guesses at it', async () => {
    await signIn();
    const guess = () => browser.post<Refusal>(`${AUTH}/two-factor/enable`, { password: 'just a guess' });
    const codes = [];
    for (let attempt = 0; attempt < 6; attempt += 1) codes.push((await guess()).body.code);
    expect(codes).toEqual([...Array<string>(5).fill('invalid_credentials'), 'too_many_attempts']);
    const right = await browser.post<Refusal>(`${AUTH}/two-factor/enable`, { password: PASSWORD });
    expect([right.status, right.body.code]).toEqual([429, 'too_many_attempts']);
  });
});

describe('signing in with a second factor', () => {
  it('takes two steps: the password alone opens nothing', async () => {
    await signIn();
    const { totp } = await enrol();
    await aMinuteLater();
    const other = new Browser(product.url);
    const first = await signIn(person, other);
    expect(first.body).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] });
    expect(await me(other)).toBe(401);
    expect((await verify(codeOf(totp), other)).status).toBe(200);
    expect(await me(other)).toBe(200);
  });

  it('takes each code once, by however many at once', async () => {
    await signIn();
    const { totp } = await enrol();
    await aMinuteLater();
    const browsers = [new Browser(product.url), new Browser(product.url), new Browser(product.url)];
    for (const one of browsers) await signIn(person, one);
    const code = codeOf(totp);
    const answers = await Promise.all(browsers.map((one) => verify(code, one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    expect((await Promise.all(browsers.map((one) => me(one)))).sort()).toEqual([200, 401, 401]);
    const again = new Browser(product.url);
    await signIn(person, again);
    expect((await verify(code, again)).body.code).toBe('second_factor_wrong');
    const later = new Browser(product.url);
    await signIn(person, later);
    expect((await verify(codeOf(totp, 1), later)).status).toBe(200);
  });

  it('throttles wrong codes, over all sign-ins of the person', async () => {
    await signIn();
    const { totp } = await enrol();
    await aMinuteLater();
    const statuses = [];
    for (let challenge = 0; challenge < 3; challenge += 1) {
      const one = new Browser(product.url);
      await signIn(person, one);
      for (let guess = 0; guess < 4; guess += 1) statuses.push((await verify(`00000${guess}`, one)).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    const right = new Browser(product.url);
    await signIn(person, right);
    const locked = await verify(codeOf(totp), right);
    expect([locked.status, locked.body.code]).toEqual([429, 'too_many_attempts']);
  });

  it('takes a back-up code in place of the device, once', async () => {
    await signIn();
    const { backupCodes } = await enrol();
    const use = async (code: string) => {
      const one = new Browser(product.url);
      await signIn(person, one);
      const answer = await one.post<Refusal>(`${AUTH}/two-factor/verify-backup-code`, { code });
      return [answer.status, await me(one)];
    };
    expect(await use(backupCodes[0] ?? '')).toEqual([200, 200]);
    expect(await use(backupCodes[0] ?? '')).toEqual([401, 401]);
    expect(await use('AAAAA-BBBBB')).toEqual([401, 401]);
    expect(await trail()).toEqual(['member.second_factor_added', 'member.second_factor_backup_code_used']);
  });

  it('trusts no device, and no second step without a first', async () => {
    expect((await verify('123456')).status).toBe(401);
    await signIn();
    const { totp } = await enrol();
    await aMinuteLater();
    const other = new Browser(product.url);
    await signIn(person, other);
    const trusting = await other.post(`${AUTH}/two-factor/verify-totp`, { code: codeOf(totp), trustDevice: true });
    expect(trusting.status).toBe(400);
  });

  it('refuses in Chinese too', async () => {
    await signIn();
    await enrol();
    const other = new Browser(product.url);
    await signIn(person, other);
    const wrong = await other.post<Refusal>(
      `${AUTH}/two-factor/verify-totp`,
      { code: 'abcdef' },
      { 'accept-language': 'zh-CN' },
    );
    expect(wrong.body.detail).toBe('验证码错误或已使用过。');
  });
});
