// Writes who may do what to docs/permissions.md: from the policy, and from the routes as docs/openapi.json has them.
//
//   node scripts/permissions.mjs          writes the file
//   node scripts/permissions.mjs --check  changes nothing; exit code 1 when the file is not what the policy says,
//                                         or when a route names no action of the policy
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ensureBuilt, ensureInstalled, ensureNode, fail, root } from './setup.mjs';

const [option] = process.argv.slice(2);
if (![undefined, '--check'].includes(option)) fail('node scripts/permissions.mjs [--check]');

ensureNode();
await ensureInstalled();
await ensureBuilt();
const built = (path) => import(new URL(`../dist/src/${path}`, import.meta.url).href);
const { ACTIONS, APPROVALS, cellOf, confidentialCellOf } = await built('modules/people/domain/policy.js');
const { RELATION_NAMES } = await built('modules/people/domain/relation.js');
const { ROLES } = await built('kernel/actor/index.js');

const BELOW = '/api/v1/workspaces/{workspace}';
const WORDS = { any: { en: 'any', 'zh-CN': '全部' }, none: { en: '–', 'zh-CN': '–' } };

const file = join(root, 'docs', 'permissions.md');
const routes = routesIn(JSON.parse(readFileSync(join(root, 'docs', 'openapi.json'), 'utf8')));
const text = await format(page(), { ...(await resolveConfig(file)), parser: 'markdown' });
if (option === '--check') check();
else {
  writeFileSync(file, text);
  console.log('Wrote docs/permissions.md');
}

/** @returns {{ method: string, path: string, action: string, summary: string }[]} */
function routesIn({ paths }) {
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      action: operation['x-access'],
      summary: operation.summary,
    })),
  );
  const ofWorkspace = all.filter(({ path }) => path.startsWith(BELOW));
  const lawless = ofWorkspace.filter(({ action }) => !ACTIONS.includes(action));
  if (lawless.length > 0) {
    fail(`No action of the policy: ${lawless.map(({ method, path }) => `${method} ${path}`).join(', ')}`);
  }
  return ofWorkspace;
}

function page() {
  const heads = ROLES.map((role) => `\`${role}\``).join(' | ');
  const rule = ROLES.map(() => '---').join(' | ');
  const rows = ACTIONS.map(
    (action) => `| \`${action}\` | ${ROLES.map((role) => words(cellOf(role, action))).join(' | ')} |`,
  );
  const hidden = ROLES.map((role) => words(confidentialCellOf(role))).join(' | ');
  return `<!-- Written by "npm run permissions" from the policy and the routes; do not edit. -->

# Who may do what · 谁可以做什么

Everything below a workspace asks for one of these actions (\`src/modules/people/domain/policy.ts\`). A cell says to which items a role may
do it: to any, to none, or to those to which the person is one of what is named. The same table decides what a page offers
(\`permitted\` of an item, a task, a milestone, a step) and what lists show. See [people.md](people.md) for what the words mean.

工作区内的每个接口都要求下表中的一个操作。单元格说明该角色可对哪些项目执行:全部、无,或其本人为所列身份之一的项目。

| action · 操作 | ${heads} |
| --- | ${rule} |
${rows.join('\n')}

**Confidential items · 保密项目** are seen by (仅对下列人员可见):

| | ${heads} |
| --- | ${rule} |
| | ${hidden} |

**Approvals that can be handed over for a time · 可临时委托的审批**: ${APPROVALS.map((action) => `\`${action}\``).join(', ')}.

## Routes · 接口

| action · 操作 | route · 接口 (below \`/api/v1/workspaces/{workspace}\`) | |
| --- | --- | --- |
${ACTIONS.flatMap(routesOf).join('\n')}
`;
}

function routesOf(action) {
  return routes
    .filter((route) => route.action === action)
    .map(
      ({ method, path, summary }) =>
        `| \`${action}\` | \`${method} ${path.slice(BELOW.length) || '/'}\` | ${summary} |`,
    );
}

function words(cell) {
  if (typeof cell === 'string') return `${WORDS[cell].en}${cell === 'any' ? ` · ${WORDS[cell]['zh-CN']}` : ''}`;
  const names = cell.map((relation) => RELATION_NAMES[relation]);
  return `${names.map(({ en }) => en).join(', ')} · ${names.map((name) => name['zh-CN']).join('、')}`;
}

function check() {
  const committed = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (committed !== text)
    fail('docs/permissions.md is not what the policy says: run npm run permissions and commit it.');
  console.log('docs/permissions.md says what the policy says.');
}
