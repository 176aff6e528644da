import { expect } from '@jest/globals';
import { type TOTP, URI } from 'otpauth';

import {
  type Answer,
  type GivenSigner,
  type GivenWorkspace,
  type Json,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';
import { Browser } from './browser.js';
import { PASSWORD } from './signed.js';

export interface Refusal {
  code: string;
  detail: string;
}
export interface Enrolment {
  totpURI: string;
  backupCodes: string[];
}

export const AUTH = '/api/v1/auth';

/** Somebody with a password at a browser, and an authenticator application: new for every test. */
export class TwoSteps {
  workspace!: GivenWorkspace;
  person!: GivenSigner;
  browser!: Browser;

  private constructor(readonly product: SpecProduct) {}

  static async start(): Promise<TwoSteps> {
    return new TwoSteps(await startSpecProduct());
  }

  async begin(): Promise<void> {
    // All of them guess from one address.
    await this.product.sql.query('DELETE FROM sign_in_attempts');
    this.workspace = await this.product.given.workspace();
    this.person = await this.product.given.signer(this.workspace, 'admin');
    this.browser = new Browser(this.product.url);
  }

  readonly signIn = (who = this.person, by = this.browser): Promise<Answer<Json>> =>
    by.post(`${AUTH}/sign-in/email`, { email: who.email, password: PASSWORD });

  readonly verify = (code: string, by = this.browser): Promise<Answer<Refusal & Json>> =>
    by.post<Refusal & Json>(`${AUTH}/two-factor/verify-totp`, { code });

  readonly me = async (by = this.browser): Promise<number> => (await by.get('/api/v1/me')).status;

  readonly enrol = async (by = this.browser): Promise<{ totp: TOTP; backupCodes: string[] }> => {
    const { body } = await by.post<Enrolment>(`${AUTH}/two-factor/enable`, { password: PASSWORD });
    const totp = URI.parse(body.totpURI) as TOTP;
    expect((await this.verify(codeOf(totp), by)).status).toBe(200);
    return { totp, backupCodes: body.backupCodes };
  };

  /** As if a minute had passed for the codes that were used. */
  readonly aMinuteLater = async (): Promise<void> => {
    await this.product.sql.query('UPDATE two_factors SET last_used_step = last_used_step - 2');
  };

  readonly trail = async (): Promise<string[]> => {
    const rows = await this.product.sql.query<{ action: string }[]>(
      'SELECT action FROM audit_events WHERE workspace_id = $1 ORDER BY id',
      [this.workspace.id],
    );
    return rows.map(({ action }) => action).filter((action) => action.includes('second_factor'));
  };
}

/** The code that the person's application shows; half minutes from now where the one of now is used up. */
export function codeOf(totp: TOTP, halfMinutes = 0): string {
  return totp.generate({ timestamp: Date.now() + halfMinutes * 30_000 });
}
