import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { MailSender } from '../../src/platform/mail/index.js';
import { eventually } from '../harness/eventually.js';
import {
  type GivenPerson,
  type GivenWorkspace,
  MailServer,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

describe('a letter', () => {
  let server: MailServer;
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let admin: GivenPerson;
  let serial = 0;
  let address: string;

  beforeAll(async () => {
    server = await MailServer.start();
    product = await startSpecProduct({ config: { smtpUrl: server.url } });
    workspace = await product.given.workspace();
    admin = await product.given.person(workspace, 'admin');
  });
  afterAll(async () => {
    await product.stop();
    await server.stop();
  });
  beforeEach(async () => {
    server.refuseWith = null;
    server.onMail = () => undefined;
    address = `someone-${(serial += 1)}@example.test`;
    await admin.http.post(`${workspace.path}/members`, { email: address, name: 'Some One', role: 'lead' });
  });

  const send = () => product.app.get(MailSender).sendDue();
  const state = async () =>
    (await product.sql.query<object[]>('SELECT state, attempts FROM mails WHERE recipient = $1', [address]))[0];

  it('is sent once, however often and by however many it is looked for', async () => {
    await Promise.all([send(), send(), send()]);
    await send();
    expect(server.to(address)).toHaveLength(1);
    expect(await state()).toEqual({ state: 'sent', attempts: 1 });
  });

  it('that the server will not take now is tried again later, and later still', async () => {
    server.refuseWith = 451;
    await send();
    await send();
    expect(await state()).toEqual({ state: 'waiting', attempts: 1 });
    product.clock.advance({ minutes: 1 });
    await send();
    product.clock.advance({ minutes: 1 });
    await send();
    expect(await state()).toEqual({ state: 'waiting', attempts: 2 });
    server.refuseWith = null;
    product.clock.advance({ minutes: 1 });
    await send();
    expect(await state()).toEqual({ state: 'sent', attempts: 3 });
    expect(server.to(address)).toHaveLength(1);
  });

  it('that the server will never take is given up at once', async () => {
    server.refuseWith = 550;
    await send();
    server.refuseWith = null;
    product.clock.advance({ days: 3 });
    await send();
    expect(await state()).toEqual({ state: 'failed', attempts: 1 });
    expect(server.to(address)).toEqual([]);
  });

  it('is sent with no transaction open', async () => {
    let open: unknown[] = [];
    const looked = new Promise<void>((resolve) => {
      server.onMail = () => {
        void product.sql
          .query<unknown[]>(
            `SELECT query FROM pg_stat_activity
             WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
          )
          .then((rows) => {
            open = rows;
            resolve();
          });
      };
    });
    await send();
    await looked;
    expect(open).toEqual([]);
    expect(server.to(address)).toHaveLength(1);
  });

  it('whose sender was killed before it could say so comes a second time under the same Message-ID', async () => {
    await send();
    // What a sender leaves behind that dies between the server's answer and its own mark.
    await product.sql.query(
      `UPDATE mails SET state = 'waiting', finished_at = NULL, claimed_at = clock_timestamp() WHERE recipient = $1`,
      [address],
    );
    await send();
    expect(server.to(address)).toHaveLength(1);
    await product.sql.query(
      `UPDATE mails SET claimed_at = clock_timestamp() - interval '6 minutes' WHERE recipient = $1`,
      [address],
    );
    await send();
    const ids = server.to(address).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('to another is not kept waiting by eight receivers at which the mail server hangs', async () => {
    const stuck = Array.from({ length: 8 }, (_, n) => `stuck-${n}@hangs.test`);
    for (const email of stuck) {
      server.hangsAt.add(email);
      await admin.http.post(`${workspace.path}/members`, { email, name: 'Stuck', role: 'lead' });
    }
    // The letter of this spec goes last.
    await product.sql.query(`UPDATE mails SET due_at = due_at + interval '1 second' WHERE recipient = $1`, [address]);
    product.clock.advance({ minutes: 1 });
    const failures: unknown[] = [];
    const sender = product.app.get(MailSender);
    const begin = () => sender.beginDue((failure) => failures.push(failure));
    expect(await begin()).toBe(8);
    const began = Date.now();
    // Two seconds, where the mail server is waited for for thirty.
    await eventually(async () => (await begin()) === 1, 'there is room beside those that hang');
    await eventually(async () => server.to(address).length === 1, 'the letter arrives');
    expect(Date.now() - began).toBeLessThan(10_000);
    expect(failures).toEqual([]);
    server.hangUp();
    await sender.finished();
    expect(failures).toHaveLength(8);
    server.hangsAt.clear();
    await product.sql.query(`DELETE FROM mails WHERE recipient LIKE '%@hangs.test'`);
  });

  it('is kept for a month, and removed when nobody can ask for it any more', async () => {
    await send();
    product.clock.advance({ days: 29 });
    await product.sweep('remove-stale');
    expect(await state()).toMatchObject({ state: 'sent' });
    product.clock.advance({ days: 2 });
    await product.sweep('remove-stale');
    expect(await state()).toBeUndefined();
  });
});

describe('a product that works jobs', () => {
  it('sends letters by itself', async () => {
    const server = await MailServer.start();
    const product = await startSpecProduct({ runsJobs: true, now: new Date(), config: { smtpUrl: server.url } });
    const workspace = await product.given.workspace();
    const admin = await product.given.person(workspace, 'admin');
    await admin.http.post(`${workspace.path}/members`, { email: 'a@example.test', name: 'A', role: 'lead' });
    await eventually(async () => server.to('a@example.test').length === 1, 'the letter arrives');
    await product.stop();
    await server.stop();
  });
});
