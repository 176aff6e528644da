import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';

import { AppModule } from '../../src/app.module.js';
import { TerminalLogger } from '../../src/platform/logging/index.js';
import type { Role } from '../../src/kernel/actor/index.js';
import { systemClock } from '../../src/kernel/time/index.js';
import { ACTIONS, mayDo } from '../../src/modules/people/index.js';
import {
  Caller,
  type GivenPerson,
  type GivenWorkspace,
  type Route,
  routesOf,
  specConfig,
  type SpecProduct,
  startSpecProduct,
} from '../harness/index.js';

const PEOPLE = ['admin', 'lead', 'member', 'auditor'] as const satisfies readonly Role[];

describe('who may use which route', () => {
  let product: SpecProduct;
  let workspace: GivenWorkspace;
  let callers: Record<(typeof PEOPLE)[number] | 'foreigner', Caller>;
  let people: GivenPerson[];
  let ofWorkspace: Route[];
  let others: Route[];

  beforeAll(async () => {
    product = await startSpecProduct();
    workspace = await product.given.workspace();
    people = await Promise.all(PEOPLE.map((role) => product.given.person(workspace, role)));
    const [admin, lead, member, auditor] = people.map(({ http }) => http) as [Caller, Caller, Caller, Caller];
    const abroad = await product.given.person(await product.given.workspace(), 'admin');
    people.push(abroad);
    const foreigner = abroad.http;
    callers = { admin, lead, member, auditor, foreigner };
    const routes = routesOf(product.app);
    ofWorkspace = routes.filter(({ access }) => access?.kind === 'action');
    others = routes.filter(({ access }) => access?.kind !== 'action');
  });
  afterAll(() => product.stop());

  it('is said by every route', () => {
    expect(namesOf(others.filter(({ access }) => access === undefined))).toEqual([]);
    expect(ofWorkspace.length).toBeGreaterThan(20);
  });

  it('is asked in the workspace of the address, on every route below one', () => {
    expect(namesOf(ofWorkspace.filter(({ path }) => !path.startsWith('/api/v1/workspaces/:workspace')))).toEqual([]);
    expect(namesOf(others.filter(({ path }) => path.includes(':workspace')))).toEqual([]);
  });

  it('leaves nothing but reviews to an auditor beside reading', () => {
    const writes = ACTIONS.filter((action) => !action.endsWith('.read') && mayDo('auditor', action));
    expect(writes.filter((action) => !/^(reviews|findings)\./.test(action))).toEqual([]);
  });

  it('tells a stranger to sign in, wherever an account is needed', async () => {
    const closed = [...ofWorkspace, ...others.filter(({ access }) => access?.kind !== 'public')];
    expect(await notAnswering(closed, product.stranger, (status) => status === 401)).toEqual([]);
  });

  it('lets a stranger use what needs no account', async () => {
    // In a product without workers one says 503, and that to everybody.
    const open = others.filter(({ access, path }) => access?.kind === 'public' && path !== '/api/v1/health/ready');
    expect(await notAnswering(open, product.stranger, allowed)).toEqual([]);
  });

  it('does not tell somebody of another workspace that this one exists', async () => {
    expect(await notAnswering(ofWorkspace, callers.foreigner, (status) => status === 404)).toEqual([]);
  });

  it.each(PEOPLE)('refuses a role what the policy refuses it, and nothing else: %s', async (role) => {
    const right = ofWorkspace.filter(({ access }) => access?.kind === 'action' && mayDo(role, access.action));
    const wrong = ofWorkspace.filter((route) => !right.includes(route));
    expect(await notAnswering(wrong, callers[role], (status) => status === 403)).toEqual([]);
    expect(await notAnswering(right, callers[role], allowed)).toEqual([]);
    expect(right.length).toBeGreaterThan(0);
  });

  it('lets everybody who is signed in use what belongs to a person', async () => {
    const mine = others.filter(({ access }) => access?.kind === 'signed-in');
    for (const person of people) {
      const seated = await product.given.session(person);
      expect(await notAnswering(mine, seated, allowed)).toEqual([]);
      // It has signed itself out everywhere else, and its keys go on working.
      const byKey = mine.filter(({ path }) => !/\/me\/(sessions|password|api-keys|calendar-feeds)/.test(path));
      expect(await notAnswering(byKey, person.http, allowed)).toEqual([]);
    }
    expect(mine.length).toBeGreaterThan(0);
  });

  /** Calls each route with a possible address and an empty body; those whose status is not the expected one. */
  async function notAnswering(
    routes: Route[],
    caller: Caller,
    expected: (status: number) => boolean,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const { method, path } of routes) {
      const { status } = await caller.call(method, addressOf(path), method === 'GET' ? undefined : {});
      if (!expected(status)) wrong.push(`${method} ${path} answered ${status}`);
    }
    return wrong;
  }

  function addressOf(path: string): string {
    return path
      .replace(':workspace', workspace.slug)
      .replace(':key', 'CI-202611-999')
      .replaceAll(/:\w*[iI]d\b/g, '0198c0de-0000-7000-8000-000000000000')
      .replaceAll(/:\w+/g, 'nothing');
  }
});

describe('a route that forgot to say who may use it', () => {
  @Controller('api/v1/workspaces/:workspace/forgotten')
  class ForgottenController {
    @Get()
    show(): string {
      return 'secret';
    }
  }

  it('is refused to everybody, admins too', async () => {
    const product = await startSpecProduct();
    const workspace = await product.given.workspace();
    const admin = await product.given.person(workspace, 'admin');
    const settings = { config: specConfig(product.database.applicationUrl), clock: systemClock, runsJobs: false };
    const module = await Test.createTestingModule({
      imports: [AppModule.with(settings)],
      controllers: [ForgottenController],
    })
      .setLogger(new TerminalLogger())
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.listen(0, '127.0.0.1');
    const nobody = new Caller(await app.getUrl());
    const callers = [nobody, nobody.with(admin.http.headers)];
    const answers = await Promise.all(callers.map((caller) => caller.get(`${workspace.path}/forgotten`)));
    await app.close();
    await product.stop();
    expect(answers.map(({ status }) => status)).toEqual([401, 403]);
  });
});

function allowed(status: number): boolean {
  return status !== 401 && status !== 403 && status < 500;
}

function namesOf(routes: readonly Route[]): string[] {
  return routes.map(({ method, path }) => `${method} ${path}`);
}
