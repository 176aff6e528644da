import { request } from 'node:http';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { eventually } from '../harness/eventually.js';
import { type GivenPerson, type GivenWorkspace, type SpecProduct, startSpecProduct } from '../harness/index.js';
import { workbook, workbookOf, zip } from '../support/workbook.js';

const CSV = 'text/csv; charset=utf-8';
const GB = 'text/csv; charset=gbk';
/** 渠道, as `iconv -t gbk` writes it. */
const GBK = Buffer.from([0xc7, 0xfe, 0xb5, 0xc0]);
const NDJSON = 'application/x-ndjson';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const METRIC = { code: 'uv', name: 'Visitors', unit: 'persons', direction: 'up', period: 'hour', aggregation: 'sum' };
const HOUR_MS = 3_600_000;
/** More than are held in memory at once. */
const MANY = 45_000;

interface Refusal {
  code: string;
  detail: string;
  errors: { field: string; code: string; message: string }[];
}

const at = (hour: number) => new Date(Date.UTC(2020, 0, 1) + hour * HOUR_MS).toISOString();
const csv = (rows: string[]) => `timestamp,value\n${rows.join('\n')}\n`;
const manyRows = () => Array.from({ length: MANY }, (_, hour) => `${at(hour)},${hour % 100}`);

describe('a stream of points', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let lead: GivenPerson;
  let path: string;

  beforeAll(async () => {
    product = await startSpecProduct();
  });
  beforeEach(async () => {
    workspace = await product.given.workspace();
    lead = await product.given.person(workspace, 'lead');
    path = `${workspace.path}/metrics`;
    await lead.http.post(path, METRIC);
  });
  afterAll(() => product.stop());

  const send = async <Body = Record<string, unknown>>(body: string | Buffer, type: string, query = '') => {
    const answer = await fetch(`${product.url}${path}/uv/points${query}`, {
      method: 'POST',
      headers: { ...lead.http.headers, 'content-type': type },
      body: new Uint8Array(Buffer.from(body)),
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const count = async (table: string) =>
    Number((await product.sql.query(`SELECT count(*) FROM ${table} WHERE workspace_id = $1`, [workspace.id]))[0].count);

  it('may be longer than what is held in memory, and is loaded once however often it comes', async () => {
    const rows = manyRows();
    expect((await send(csv(rows), CSV, `?rows=${MANY}`)).body).toMatchObject({
      received: MANY,
      inserted: MANY,
      changed: 0,
    });
    const lines = rows
      .map((row) => row.split(','))
      .map(([said, value]) => JSON.stringify({ at: said, value: Number(value) }));
    lines[MANY - 1] = JSON.stringify({ at: at(MANY - 1), value: 7_777 });
    const again = await send(`${lines.join('\n')}\n`, NDJSON);
    expect(again.body).toMatchObject({ received: MANY, inserted: 0, changed: 1, unchanged: MANY - 1 });
    expect([await count('metric_points'), await count('metric_upload_chunks')]).toEqual([MANY, 0]);
  });

  it('may come in any order, but not with two values for one period, however far apart they stand', async () => {
    const rows = manyRows().reverse();
    expect((await send(csv([...rows, rows[5] ?? '']), CSV)).body).toMatchObject({ received: MANY + 1, inserted: MANY });
    const refused = await send<Refusal>(csv([...rows, `${at(MANY - 3)},-1`, `${at(0)},-2`]), CSV);
    expect(refused.body).toMatchObject({
      code: 'invalid_rows',
      detail: '2 row(s) are not acceptable; nothing was loaded.',
      errors: [
        { field: `line ${MANY + 2}`, code: 'contradiction', message: expect.stringContaining('at line 4') },
        { field: `line ${MANY + 3}`, code: 'contradiction', message: expect.stringContaining(`at line ${MANY + 1}`) },
      ],
    });
    expect([await count('metric_restatements'), await count('metric_upload_chunks')]).toEqual([0, 0]);
  });

  it('is refused whole for one bad row at its end', async () => {
    const refused = await send<Refusal>(csv([...manyRows(), `${at(1)},1e308`]), CSV);
    expect(refused.body.errors).toMatchObject([{ field: `line ${MANY + 2}`, code: 'not_a_number' }]);
    expect([await count('metric_points'), await count('metric_upload_chunks')]).toEqual([0, 0]);
  });

  it('leaves nothing behind when the connection breaks in the middle', async () => {
    const url = new URL(`${product.url}${path}/uv/points`);
    const headers = { ...lead.http.headers, 'content-type': CSV };
    const broken = request(url, { method: 'POST', headers });
    broken.on('error', () => undefined);
    broken.write(csv(manyRows()));
    await eventually(async () => (await count('metric_upload_chunks')) > 0, 'parts are staged');
    broken.destroy();
    await eventually(async () => (await count('metric_upload_chunks')) === 0, 'the parts are removed');
    expect([await count('metric_points'), await count('metric_batches')]).toEqual([0, 0]);
  });

  it('is refused whole when the metric is taken out of use while its points arrive', async () => {
    const url = new URL(`${product.url}${path}/uv/points`);
    const sent = request(url, { method: 'POST', headers: { ...lead.http.headers, 'content-type': CSV } });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      sent.on('error', reject).on('response', (answer) => resolve(answer.resume().statusCode));
    });
    sent.write(csv(manyRows()));
    await eventually(async () => (await count('metric_upload_chunks')) > 0, 'parts are staged');
    expect((await lead.http.patch(`${path}/uv`, { archived: true }, 1)).status).toBe(200);
    sent.end(`${at(MANY)},1\n`);
    expect(await answered).toBe(409);
    expect([await count('metric_points'), await count('metric_upload_chunks')]).toEqual([0, 0]);
  });

  it('is refused when it has fewer rows than its sender says', async () => {
    const refused = await send<Refusal>(csv(manyRows().slice(0, 7)), CSV, '?rows=8');
    expect(refused.body.errors).toMatchObject([
      { field: 'rows', code: 'rows_missing', message: 'has 7 row(s) instead of 8: the upload was cut off' },
    ]);
    expect(await count('metric_points')).toBe(0);
  });

  it.each([
    ['a line that is no JSON', NDJSON, `{"at":"${at(0)}","value":1}\n{"at":"${at(1)}","va`, 'line 2', 'bad_json'],
    ['text for a number', NDJSON, `{"at":"${at(0)}","value":"1"}`, 'line 1', 'not_a_number'],
    ['nothing', NDJSON, '\n\n', 'line 1', 'empty'],
    ['bytes that are no UTF-8', CSV, Buffer.from([0x74, 0xff, 0x0a]), 'line 1', 'not_utf8'],
    ['a line without end', CSV, 'x'.repeat(70_000), 'line 1', 'too_long'],
    ['a column of no dimension', CSV, `timestamp,value,channel\n${at(0)},1,app\n`, 'line 1', 'bad_header'],
    ['a NUL beyond its beginning', CSV, `timestamp,value\n${`${at(0)},1\n`.repeat(30)}${at(1)},\0\n`, 'line 32', 'nul'],
    ['GBK that nobody declared', CSV, Buffer.concat([Buffer.from(csv([])), GBK]), 'line 3', 'not_utf8'],
    ['what is not the GBK that it says', GB, Buffer.from([0x74, 0xff, 0x0a]), 'line 1', 'not_decoded'],
    ['an archive that is no workbook', XLSX, zip({ 'a.txt': 'a' }), 'line 1', 'not_xlsx'],
  ])('is refused with %s', async (_, type, body, field, code) => {
    const refused = await send<Refusal>(body, type);
    expect([refused.status, refused.body.errors]).toMatchObject([400, [{ field, code }]]);
  });

  it.each([
    ['a page as CSV', 'text/csv', '<!doctype html><title>Sign in</title>', 'content_mismatch', 'is HTML or XML, not the CSV'],
    ['a workbook as CSV', 'text/csv', workbook([['timestamp', 'value']]), 'content_mismatch', 'Excel workbook, not the CSV'],
    ['packed NDJSON', NDJSON, gzipSync('{"at":1}'), 'content_mismatch', 'is compressed (gzip)'],
    ['a program as NDJSON', NDJSON, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'content_mismatch', 'is binary data'],
    ['CSV as a workbook', XLSX, 'timestamp,value', 'content_mismatch', 'is plain text, not the Excel (.xlsx)'],
    ['a workbook with a password', XLSX, Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'content_mismatch', 'with a password'],
    ['an encoding that is not read', 'text/csv; charset=shift_jis', 'timestamp,value', 'unknown_charset', '"shift_jis"'],
    ['a page as JSON', 'application/json', '<html></html>', 'content_mismatch', 'not the JSON'],
    ['JSON in UTF-16', 'application/json', Buffer.from('{"points":[]}', 'utf16le'), 'json_not_utf8', 'is UTF-16'],
    ['JSON in GBK', 'application/json', Buffer.concat([Buffer.from('{"a":"'), GBK]), 'json_not_utf8', 'perhaps GB18030'],
  ])('is refused by its content, whatever it is sent as: %s', async (_, type, body, code, detail) => {
    const refused = await send<Refusal>(body, type);
    expect(refused.body).toMatchObject({ code, detail: expect.stringContaining(detail) });
    expect(refused.status).toBe(code === 'json_not_utf8' ? 400 : 415);
  }); // prettier-ignore

  it('is refused at once for its first bytes while megabytes are still on their way', async () => {
    const page = Buffer.concat([Buffer.from('<html>'), Buffer.alloc(8 * 1024 * 1024, 'x')]);
    expect((await send<Refusal>(page, CSV)).status).toBe(415);
  });

  it('is refused in any Content-Encoding before it is read, in the language of who asks', async () => {
    const answer = await fetch(`${product.url}${path}/uv/points`, {
      method: 'POST',
      headers: { ...lead.http.headers, 'content-type': CSV, 'content-encoding': 'gzip', 'accept-language': 'zh-CN' },
      body: new Uint8Array(gzipSync(csv([`${at(0)},1`]))),
    });
    expect([answer.status, answer.headers.get('accept-encoding')]).toEqual([415, 'identity']);
    expect(await answer.json()).toMatchObject({
      code: 'content_encoded',
      detail: '不接受 Content-Encoding 为“gzip”的请求体:请直接发送未压缩的内容。',
    });
  });

  it('may be in UTF-16, with a mark or without, or in GB18030 when that is said', async () => {
    await lead.http.post(path, { ...METRIC, code: 'by-channel', dimensions: ['channel'] });
    const text = (channel: string) => `timestamp,value,channel\r\n${at(0)},1,${channel}\r\n`;
    const load = async (body: Buffer, type: string) => {
      const headers = { ...lead.http.headers, 'content-type': type };
      const url = `${product.url}${path}/by-channel/points`;
      const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
      return (await answer.json()) as Record<string, unknown>;
    };
    expect(await load(Buffer.from(`\ufeff${text('渠道')}`, 'utf16le'), 'text/csv')).toMatchObject({ inserted: 1 });
    expect(await load(Buffer.from(text('渠道'), 'utf16le').swap16(), 'text/csv')).toMatchObject({ unchanged: 1 });
    const [before = '', after = ''] = text('|').split('|');
    const gbk = Buffer.concat([Buffer.from(before), GBK, Buffer.from(after)]);
    expect(await load(gbk, GB)).toMatchObject({ unchanged: 1 });
  });

  it('reads a quoted field that spans two lines, and lines of every kind of end', async () => {
    const text = `timestamp,value\r\n"${at(0)}","1"\r${at(1)},2\n"${at(2)}\n",3\r\n`;
    expect((await send(text, CSV)).body).toMatchObject({ received: 3, inserted: 3 });
  });

  it('may be a small workbook', async () => {
    const rows = [
      ['timestamp', 'value'],
      [at(0), 1.5],
      [null, null],
      [at(1), 2],
    ];
    expect((await send(workbook(rows), XLSX)).body).toMatchObject({ received: 2, inserted: 2 });
    const refused = await send<Refusal>(workbook([...rows, ['soon', 'much']]), XLSX);
    expect(refused.body.errors).toMatchObject([{ field: 'line 5', code: 'bad_time' }, { field: 'line 5' }]);
    const long = Buffer.concat([workbook(rows), Buffer.alloc(2 * 1024 * 1024)]);
    expect((await send(long, XLSX)).status).toBe(413);
    expect((await send(zip({ 'xl/workbook.xml': '' }, 1e9), XLSX)).status).toBe(413);
    const withMacros = zip({ 'xl/vbaProject.bin': '', 'xl/workbook.xml': '' });
    expect((await send(withMacros, XLSX)).body).toMatchObject({ code: 'workbook_refused', status: 422 });
    const corner = workbookOf('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
    expect((await send(corner, XLSX)).body).toMatchObject({
      detail: expect.stringContaining('4,000,000 cells from its first to its last'),
    });
  });

  it('keeps what a restated value was before, with both authors', async () => {
    const member = await product.given.person(workspace, 'member');
    const points = [{ at: at(0), value: 1 }, { at: at(1), value: 2 }]; // prettier-ignore
    const first = await member.http.post<{ batchId: string }>(`${path}/uv/points`, { points });
    product.clock.advance({ minutes: 5 });
    const second = await lead.http.post<{ batchId: string }>(`${path}/uv/points`, {
      points: [{ at: at(1), value: 3 }],
    });
    product.clock.advance({ minutes: -5 });
    const { body } = await member.http.get(`${path}/uv/restatements`);
    expect(body).toEqual({
      rows: [
        {
          start: at(1), label: '2020-01-01 09:00', series: '', oldValue: 2, newValue: 3,
          oldRecordedAt: '2026-11-18T02:00:00.000Z', oldRecordedBy: member.userId,
          restatedAt: '2026-11-18T02:05:00.000Z', restatedBy: lead.userId, batchId: second.body.batchId,
        },
      ],
      nextCursor: null,
    }); // prettier-ignore
    const batches = await lead.http.get<{ rows: { id: string }[]; nextCursor: string }>(`${path}/uv/batches?limit=1`);
    expect(batches.body.rows).toMatchObject([{ id: second.body.batchId, inserted: 0, changed: 1, format: 'json' }]);
    const next = await lead.http.get(`${path}/uv/batches?limit=1&cursor=${batches.body.nextCursor}`);
    expect(next.body).toMatchObject({ rows: [{ id: first.body.batchId, inserted: 2 }], nextCursor: null });
    const stranger = await product.given.person(await product.given.workspace(), 'admin');
    expect((await stranger.http.get(`${path}/uv/restatements`)).status).toBe(404);
    expect((await lead.http.get(`${path}/none/batches`)).status).toBe(404);
  });

  it('lies in partitions by quarter that are made on demand, and ahead by the sweep', async () => {
    const partitions = async () => {
      const rows = await product.sql.query<{ name: string }[]>(
        "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'metric_points'::regclass ORDER BY 1",
      );
      return rows.map(({ name }) => name);
    };
    await send(csv(['2009-05-05T00:00:00Z,1', '1999-05-05T00:00:00Z,1']), CSV);
    expect(await partitions()).toContain('metric_points_2009q2');
    expect(await partitions()).not.toContain('metric_points_1999q2');
    // What was written past the product lands in the default partition, and moves.
    await product.sql.query(
      `INSERT INTO metric_points SELECT metric_id, '', '2008-05-05T00:00:00Z', workspace_id, 1, recorded_at, batch_id
       FROM metric_points WHERE workspace_id = $1 AND period_start > '2009-01-01'`,
      [workspace.id],
    );
    await product.sweep('keep-metric-points');
    await product.sweep('keep-metric-points');
    expect(await partitions()).toEqual(expect.arrayContaining(['metric_points_2008q2', 'metric_points_2027q1']));
    const [row] = await product.sql.query<{ partition: string }[]>(
      "SELECT tableoid::regclass::text AS partition FROM metric_points WHERE workspace_id = $1 AND period_start < '2008-06-01' ORDER BY period_start DESC",
      [workspace.id],
    );
    expect(row?.partition).toBe('metric_points_2008q2');
    const { body } = await lead.http.get<{ rows: { label: string }[] }>(`${path}/uv/points`);
    expect(body.rows.map(({ label }) => label.slice(0, 4))).toEqual(['1999', '2008', '2009']);
  });
});
