import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';

/** What each file of a small product imports. */
type Product = Record<string, string[]>;

let root: string;
let products = 0;

beforeAll(async () => {
  // Inside the project, so that its packages are found.
  await mkdir('.test-data', { recursive: true });
  root = await mkdtemp(resolve('.test-data/import-rules-'));
});

afterAll(() => rm(root, { recursive: true }));

describe('the rules about imports', () => {
  it('let a module through that is built as the design shows', async () => {
    const modules = 'src/modules';
    const product: Product = {
      [`${modules}/audit/index.ts`]: ['./operations/record.js'],
      [`${modules}/audit/operations/record.ts`]: ['../../../platform/database/index.js'],
      [`${modules}/tasks/http/tasks.controller.ts`]: ['../operations/add-task.operation.js', '@nestjs/common'],
      [`${modules}/tasks/operations/add-task.operation.ts`]: [
        '../domain/task.js',
        '../persistence/task.entity.js',
        '../../audit/index.js',
      ],
      [`${modules}/tasks/persistence/task.entity.ts`]: ['../domain/task.js', 'typeorm'],
      [`${modules}/tasks/domain/task.ts`]: ['../../../kernel/errors/index.js'],
      [`${modules}/tasks/http/task.view.ts`]: ['../persistence/task.entity.js'],
      [`${modules}/people/http/access.guard.ts`]: ['../identity/credentials.js'],
      [`${modules}/people/identity/credentials.ts`]: ['../../../platform/database/index.js'],
      [`${modules}/people/domain/one-time-token.ts`]: ['node:crypto'],
      'src/platform/database/index.ts': ['typeorm'],
      'src/kernel/errors/index.ts': [],
      'src/main.ts': ['./modules/tasks/http/tasks.controller.js'],
      'migrations/1-AddTasks.ts': ['typeorm'],
    };
    expect(await brokenRules(product)).toEqual([]);
  });

  const forbidden: [string, string, string, string][] = [
    ['kernel-imports-nothing', 'the kernel', 'src/kernel/time/clock.ts', 'src/config/index.ts'],
    ['statistics-imports-kernel-only', 'statistics', 'src/statistics/mean.ts', 'src/platform/database/index.ts'],
    ['config-imports-kernel-only', 'config', 'src/config/config.ts', 'src/platform/http/index.ts'],
    ['platform-knows-no-business', 'platform', 'src/platform/jobs/sweep.ts', 'src/modules/tasks/index.ts'],
    ['domain-is-pure', 'a domain', 'src/modules/tasks/domain/task.ts', 'src/modules/items/index.ts'],
    [
      'persistence-stores-its-own-domain',
      'an entity',
      'src/modules/tasks/persistence/task.entity.ts',
      'src/modules/tasks/operations/add-task.operation.ts',
    ],
    [
      'actions-do-not-know-who-asks',
      'an operation',
      'src/modules/tasks/operations/add-task.operation.ts',
      'src/platform/http/index.ts',
    ],
    [
      'entrances-are-thin',
      'a controller',
      'src/modules/tasks/http/tasks.controller.ts',
      'src/modules/tasks/persistence/task.entity.ts',
    ],
    ['views-show-what-they-are-given', 'a view', 'src/modules/tasks/http/task.view.ts', 'src/modules/items/index.ts'],
    [
      'identity-is-an-adapter',
      'identity',
      'src/modules/people/identity/credentials.ts',
      'src/modules/people/domain/policy.ts',
    ],
    [
      'modules-meet-at-the-front-door',
      'a module',
      'src/modules/tasks/operations/add-task.operation.ts',
      'src/modules/items/operations/advance-item.operation.ts',
    ],
    ['audit-uses-no-other-module', 'audit', 'src/modules/audit/index.ts', 'src/modules/people/index.ts'],
    ['people-uses-audit', 'people', 'src/modules/people/index.ts', 'src/modules/items/index.ts'],
    [
      'items-uses-worklist-calendars-signatures-people-audit',
      'items',
      'src/modules/items/index.ts',
      'src/modules/tasks/index.ts',
    ],
    ['a-new-module-takes-its-place', 'a new module', 'src/modules/badges/index.ts', 'src/modules/items/index.ts'],
    ['composition-is-the-top', 'a part', 'src/platform/http/index.ts', 'src/app.module.ts'],
    ['migrations-import-typeorm-only', 'a migration', 'migrations/1-AddTasks.ts', 'src/kernel/time/clock.ts'],
    ['the-product-does-not-know-its-tests', 'the product', 'src/config/config.ts', 'test/support/oracle.ts'],
  ];

  it.each(forbidden)('%s: %s is caught importing what it may not', async (rule, _, from, to) => {
    expect(await brokenRules({ [from]: [pathBetween(from, to)], [to]: [] })).toContain(rule);
  });

  it('pure-code-imports-no-package: a domain is caught importing the ORM', async () => {
    expect(await brokenRules({ 'src/modules/tasks/domain/task.ts': ['typeorm'] })).toEqual([
      'pure-code-imports-no-package',
    ]);
  });

  it('views-read-nothing: a view is caught importing more of a table than its shape', async () => {
    const product = { 'src/modules/tasks/http/task.view.ts': ['../persistence/task.entity.js'] };
    const table = { 'src/modules/tasks/persistence/task.entity.ts': [] };
    expect(await brokenRules({ ...product, ...table })).toEqual([]);
    expect(await brokenRules({ ...product, ...table }, 'import')).toEqual(['views-read-nothing']);
  });

  it('figures-are-not-random: statistics are caught importing randomness', async () => {
    expect(await brokenRules({ 'src/statistics/mean.ts': ['node:crypto'] })).toEqual(['figures-are-not-random']);
  });

  it('the-product-needs-no-development-package: the product is caught importing its test runner', async () => {
    expect(await brokenRules({ 'src/platform/jobs/sweep.ts': ['supertest'] })).toEqual([
      'the-product-needs-no-development-package',
    ]);
  });

  it('no-circles: two files are caught importing each other', async () => {
    const circle = { 'src/kernel/time/clock.ts': ['./period.js'], 'src/kernel/time/period.ts': ['./clock.js'] };
    expect(await brokenRules(circle)).toEqual(['no-circles']);
  });

  it('everything-imported-is-there: a misspelt path is caught', async () => {
    expect(await brokenRules({ 'src/kernel/time/clock.ts': ['./perriod.js'] })).toEqual([
      'everything-imported-is-there',
    ]);
  });
});

/** The names of the rules that a product breaks, each once. */
async function brokenRules(product: Product, how: 'import type' | 'import' = 'import type'): Promise<string[]> {
  const folder = join(root, String(++products));
  for (const [file, imports] of Object.entries(product)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    // Type imports, the lightest there are, must count as well.
    const lines = imports.map((path, n) => `${how} * as it${n} from '${path}';\nexport type T${n} = typeof it${n};\n`);
    await writeFile(join(folder, file), `${lines.join('')}export const here = true;\n`);
  }
  const config = await extractConfig(resolve('.dependency-cruiser.mjs'));
  const folders = [...new Set(Object.keys(product).map((file) => file.split('/')[0] ?? ''))];
  const { output } = await cruise(folders, { ...config.options, ruleSet: config, validate: true, baseDir: folder });
  const { violations } = (output as ICruiseResult).summary;
  return [...new Set(violations.map(({ rule }) => rule.name))];
}

function pathBetween(from: string, to: string): string {
  const up = '../'.repeat(from.split('/').length - 1);
  return `${up || './'}${to.replace(/\.ts$/, '.js')}`;
}
