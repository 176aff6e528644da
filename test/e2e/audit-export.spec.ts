import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { verifyExport } from '../../src/verify-export.js';
import { writeEvents } from '../factories/given-trail.js';
import { type SpecProduct, startSpecProduct } from '../harness/index.js';

const FOLDER = resolve('.test-data', `exports-${process.pid}`);

describe('an export of the audit trail', () => {
  let product: SpecProduct;
  /** The lines of an export: a header, three seals of four events each, and an end. */
  let lines: string[];
  let heads: string[];

  beforeAll(async () => {
    mkdirSync(FOLDER, { recursive: true });
    product = await startSpecProduct();
    const workspace = await product.given.workspace();
    const auditor = await product.given.person(workspace, 'auditor');
    for (let seal = 0; seal < 3; seal += 1) {
      await writeEvents(product.sql, workspace.id, 4);
      await product.sweep('seal-audit-trail');
    }
    const answer = await auditor.http.get<string>(`${workspace.path}/audit/events`, { accept: 'application/x-ndjson' });
    lines = answer.body.trimEnd().split('\n');
    heads = lines.filter((line) => kindOf(line) === 'seal').map((line) => (JSON.parse(line) as { hash: string }).hash);
  });
  afterAll(async () => {
    rmSync(FOLDER, { recursive: true, force: true });
    await product.stop();
  });

  const kindOf = (line: string): string => (JSON.parse(line) as { kind: string }).kind;
  const verify = async (content: string | Buffer, ...args: string[]): Promise<{ code: number; told: string }> => {
    const file = join(FOLDER, 'export.ndjson');
    writeFileSync(file, content);
    const told: string[] = [];
    const code = await verifyExport([file, ...args], (text) => told.push(text));
    return { code, told: told.join('\n') };
  };
  const whole = (changed: readonly string[] = lines): string => `${changed.join('\n')}\n`;
  const idAt = (index: number): number => (JSON.parse(lines[index] ?? '') as { id: number }).id;

  it('fits without the server as it was downloaded, and says what it cannot tell', async () => {
    expect(lines).toHaveLength(17);
    const { code, told } = await verify(whole());
    expect(code).toBe(0);
    expect(told).toContain(`12 events in 3 seals; the last seal is ${heads[2]}`);
    expect(told).toContain('Without --head nobody can tell');
    expect((await verify(whole(), '--head', heads[0] ?? '')).told).toContain('is part of it');
  });

  it('does not fit with any one byte changed, wherever it is', async () => {
    const bytes = Buffer.from(whole());
    const fitting: number[] = [];
    for (let position = 0; position < bytes.length; position += 37) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      if ((await verify(changed)).code === 0) fitting.push(position);
    }
    expect(fitting).toEqual([]);
  });

  it('does not fit with any one line removed, and names the event when it was one', async () => {
    for (const [index, line] of lines.entries()) {
      const { code, told } = await verify(whole(lines.filter((_, other) => other !== index)));
      expect(code).not.toBe(0);
      if (kindOf(line) === 'event') expect(told).toContain(`Event ${idAt(index)} of seal`);
    }
  });

  it('names the first of two events that were swapped', async () => {
    const swapped = lines.with(3, lines[4] ?? '').with(4, lines[3] ?? '');
    expect((await verify(whole(swapped))).told).toContain(`Event ${idAt(3)} of seal 1 stands in another place`);
    const across = lines.with(3, lines[8] ?? '').with(8, lines[3] ?? '');
    expect((await verify(whole(across))).told).toContain(`Event ${idAt(8)} stands in seal 1, which does not cover it`);
  });

  it('names the event in which a text was changed', async () => {
    const changed = lines.with(8, (lines[8] ?? '').replace('Old', 'New'));
    expect((await verify(whole(changed))).told).toContain(`Event ${idAt(8)} is not what seal 2 covers`);
  });

  it('names the event whose line cannot be read, or the one before that does not fit', async () => {
    const unreadable = lines.with(8, (lines[8] ?? '').slice(1));
    expect((await verify(whole(unreadable))).told).toContain(`Line 9, where event ${idAt(8)} of seal 2 should stand`);
    const both = unreadable.with(7, (lines[7] ?? '').replace('Old', 'New'));
    expect((await verify(whole(both))).told).toContain(`Event ${idAt(7)} is not what seal 2 covers`);
  });

  it.each([
    ['a field that no hash covers', (line: string) => line.replace('"salts":null', '"note":"x","salts":null')],
    ['a blank', (line: string) => line.replace(',', ', ')],
    ['an event that is no event', () => '{"content":{},"kind":"event"}'],
    ['an event without content', () => '{"content":null,"id":1,"kind":"event"}'],
    ['nothing', () => ''],
  ])('does not fit with %s in a line', async (_, change) => {
    const { code, told } = await verify(whole(lines.with(8, change(lines[8] ?? ''))));
    expect(code).toBe(1);
    expect(told).toContain('seal 2');
  });

  it('does not fit when a text was cut out and passed off as erased', async () => {
    const event = JSON.parse(lines[8] ?? '') as { content: object };
    const content = {
      reason: null,
      changes: {},
      salt: null,
      salts: {},
      erased: { reason: { by: 1, commitment: '00' } },
    };
    const told = await verify(whole(lines.with(8, sorted({ ...event, content }))));
    expect(told).toMatchObject({ code: 1, told: expect.stringContaining(`Event ${idAt(8)}`) });
  });

  it('fits with the last seal cut off and the end made anew, unless the head was noted', async () => {
    const end = JSON.stringify({ events: 8, head: heads[1], kind: 'end', seals: 2 });
    const cut = whole([...lines.slice(0, 11), end]);
    expect((await verify(cut)).code).toBe(0);
    const { code, told } = await verify(cut, '--head', heads[2] ?? '');
    expect([code, told]).toEqual([1, expect.stringContaining('It ends with seal 2. (head_missing)')]);
  });

  it('does not fit with the last seal cut off and the end left, nor without an end', async () => {
    expect((await verify(whole([...lines.slice(0, 11), lines.at(-1) ?? '']))).told).toContain('counts_wrong');
    expect((await verify(whole(lines.slice(0, -1)))).told).toContain(
      'The export ends before its last line, after seal 3',
    );
  });

  it('does not fit when it was cut off at any byte', async () => {
    const bytes = Buffer.from(whole());
    const codes = new Set<number>();
    for (let length = 1; length < bytes.length; length += 101)
      codes.add((await verify(bytes.subarray(0, length))).code);
    codes.add((await verify(bytes.subarray(0, -1))).code);
    // What ends within the first line cannot be told from a file of another kind.
    expect([...codes].sort()).toEqual([1, 2]);
  });

  it('does not fit with something behind its end', async () => {
    expect((await verify(`${whole()} `)).told).toContain('after_the_end');
    expect((await verify(`${whole()}${lines[1]}\n`)).told).toContain('after_the_end');
  });

  it('keeps texts to the byte that other programs take for line breaks or repair', async () => {
    const event = (lines[8] ?? '').replace('Old', 'Old\u2028\u0085');
    expect((await verify(whole(lines.with(8, event)))).told).toContain(`Event ${idAt(8)} is not what seal 2 covers`);
    const broken = Buffer.from(whole());
    broken[broken.indexOf('新')] = 0xff;
    expect((await verify(broken)).code).toBe(1);
  });

  it('is told from other files, filtered exports and wrong calls', async () => {
    expect(await verify('')).toMatchObject({ code: 2 });
    expect(await verify('hello\n')).toMatchObject({ code: 2 });
    const filtered = (lines[0] ?? '').replace('"filtered":false', '"filtered":true');
    expect((await verify(whole([filtered]))).told).toContain('a filtered export cannot be verified');
    expect((await verify(whole(), '--head', 'abc')).told).toContain('64 hexadecimal digits');
    expect((await verify(whole(), '--unknown')).code).toBe(2);
    const told: string[] = [];
    expect(await verifyExport([], (text) => told.push(text))).toBe(2);
    expect(await verifyExport([join(FOLDER, 'missing')], (text) => told.push(text))).toBe(2);
    expect(told.join()).toContain('shewhart verify <export>');
  });

  function sorted(event: object): string {
    return JSON.stringify(event, (_, value: unknown) =>
      value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    );
  }
});
