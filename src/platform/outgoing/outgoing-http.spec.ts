import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { OutgoingHttp } from './outgoing-http.js';
import { isPublicAddress } from './public-addresses.js';

describe('addresses of the public internet', () => {
  it.each(['8.8.8.8', '114.114.114.114', '2606:4700:4700::1111', '172.15.0.1', '172.32.0.1', '11.0.0.1'])(
    '%s is one',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    ...[
      '127.0.0.1',
      '127.8.8.8',
      '10.1.2.3',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.1.1',
      '169.254.169.254',
      '0.0.0.0',
    ],
    ...['100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1', '203.0.113.9'],
    ...[
      '::1',
      '::',
      '::ffff:127.0.0.1',
      '::ffff:8.8.8.8',
      '64:ff9b::7f00:1',
      '2002:7f00:1::',
      'fe80::1',
      'fe80::1%eth0',
    ],
    ...['fd00::1', 'ff02::1', '2001:db8::1', 'localhost', '', '0x7f.1', '2130706433'],
  ])('%p is none', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('a call to somebody else’s server', () => {
  const servers: Server[] = [];
  const clients: OutgoingHttp[] = [];
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.close()));
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function serve(listener: RequestListener): Promise<number> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }
  function client(allowed: string[], limitMs?: number): OutgoingHttp {
    const made = new OutgoingHttp(allowed, limitMs);
    clients.push(made);
    return made;
  }
  const to = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{"a":1}' });

  it('brings the body there and the answer back', async () => {
    const port = await serve((request, response) => void request.pipe(response));
    const answer = await client(['127.0.0.1']).post(to(`http://127.0.0.1:${port}/hook`));
    expect(answer).toEqual({ status: 200, text: '{"a":1}' });
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://169.254.169.254/',
    'http://2130706433/',
  ])('is not made to %s, which nobody allowed', async (url) => {
    await expect(client([]).post(to(url))).rejects.toThrow('not on the public internet');
  });

  it('is made to a host of our own when host and port are allowed, and to no other port of it', async () => {
    const port = await serve((_, response) => void response.end('ok'));
    const allowed = client([`127.0.0.1:${port}`]);
    expect((await allowed.post(to(`http://127.0.0.1:${port}/`))).text).toBe('ok');
    await expect(allowed.post(to('http://127.0.0.1:1/'))).rejects.toThrow('not on the public internet');
  });

  it('follows no redirect, into our network least of all', async () => {
    let reached = 0;
    const inner = await serve((_, response) => void response.end(String((reached += 1))));
    const outer = await serve(
      (_, response) => void response.writeHead(307, { location: `http://127.0.0.1:${inner}/` }).end(),
    );
    expect((await client(['127.0.0.1']).post(to(`http://127.0.0.1:${outer}/`))).status).toBe(307);
    expect(reached).toBe(0);
  });

  it('waits no longer than its limit for a server that says nothing, or never stops', async () => {
    const silent = await serve(() => undefined);
    await expect(client(['127.0.0.1'], 300).post(to(`http://127.0.0.1:${silent}/`))).rejects.toThrow(
      'within 0.3 seconds',
    );
    const dripping = await serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    });
    await expect(client(['127.0.0.1'], 300).post(to(`http://127.0.0.1:${dripping}/`))).rejects.toThrow(
      'within 0.3 seconds',
    );
  });

  it('reads the first kilobytes of a gigabyte and hangs up', async () => {
    let sent = 0;
    const endless = await serve((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (sent < 1e9 && !response.destroyed) {
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
      };
      more();
    });
    const { text } = await client(['127.0.0.1']).post(to(`http://127.0.0.1:${endless}/`));
    expect(text).toHaveLength(4_096);
    expect(sent).toBeLessThan(1e8);
  });
});
