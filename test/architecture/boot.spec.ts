import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConsoleLogger, type Provider, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';

import { AppModule } from '../../src/app.module.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { ProvidesGate, WHO } from '../../src/modules/items/index.js';
import { OwnerIsSet } from '../../src/modules/items/gates/owner-is-set.gate.js';
import { ReactsTo } from '../../src/platform/outbox/index.js';
import { RemoveExpired } from '../../src/platform/outbox/remove-expired.sweep.js';
import { createSpecDatabase, specConfig, type SpecDatabase } from '../harness/index.js';

// Nest logs what it stops with; here that is what the spec is about.
const silent = new ConsoleLogger({ logLevels: [] });

describe('the product does not start', () => {
  let database: SpecDatabase;

  beforeAll(async () => {
    database = await createSpecDatabase();
  });
  afterAll(() => database.drop());

  it('unless it is whole', async () => {
    expect(await start()).toBeUndefined();
  });

  it('when a gate of the lifecycle has no provider, and names the gate', async () => {
    expect(await start({ without: OwnerIsSet })).toBe(
      'the item lifecycle cannot be served: gate "owner-is-set" has no provider',
    );
  });

  it('when a gate has two providers, and names the gate', async () => {
    @ProvidesGate({ name: 'owner-is-set', waivable: false, fix: { who: WHO.lead, where: '' } })
    class AlsoOwnerIsSet {}
    expect(await start({ plus: [AlsoOwnerIsSet] })).toBe(
      'the item lifecycle cannot be served: gate "owner-is-set" has two providers',
    );
  });

  it('when two reactions carry one name, and says which', async () => {
    @ReactsTo({ name: 'spec.twice', on: ['item.opened'] })
    class First {}
    @ReactsTo({ name: 'spec.twice', on: ['item.edited'] })
    class Second {}
    expect(await start({ plus: [First, Second] })).toBe('two reactions are called "spec.twice"');
  });

  it('when something on the timetable is done by nobody, and says what', async () => {
    expect(await start({ without: RemoveExpired })).toBe('on the timetable, but done by nobody: remove-expired');
  });

  /** @returns what the start stopped with, or undefined when it did not stop */
  async function start({ without, plus = [] }: { without?: Type; plus?: Provider[] } = {}): Promise<
    string | undefined
  > {
    const settings = { config: specConfig(database.applicationUrl), clock: systemClock, runsJobs: false };
    const composed = Test.createTestingModule({ imports: [AppModule.with(settings)], providers: plus }).setLogger(
      silent,
    );
    if (without) composed.overrideProvider(without).useValue({});
    const module = await composed.compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    try {
      await app.init();
      return undefined;
    } catch (error) {
      return (error as Error).message;
    } finally {
      await app.close();
    }
  }
});
