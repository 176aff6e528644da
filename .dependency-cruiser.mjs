// Who may import whom: the table of the design, one rule a line of it, each with the reason it is there.
// Specs are left out: they build their world from wherever they need it.

/** The modules each module may use, through its index.ts alone. A module that is not named here may use none. */
const mayUse = {
  // Everything is recorded, so nothing may stand below the record.
  audit: [],
  people: ['audit'],
  // Whose days count, before anything that has a day.
  calendars: ['people', 'audit'],
  // A name under a record: of a person, and told by the trail.
  signatures: ['people', 'audit'],
  // Another house says who somebody is; people decides what he may be here.
  sso: ['people', 'audit'],
  // What each person owes, told by the modules above it.
  worklist: ['calendars', 'people', 'audit'],
  items: ['worklist', 'calendars', 'signatures', 'people', 'audit'],
  findings: ['items', 'worklist', 'people', 'audit'],
  // What the dates below an item mean together, whatever kinds of record have them.
  schedules: ['items', 'worklist', 'calendars', 'people', 'audit'],
  // What a task or milestone waits for.
  approvals: ['schedules', 'items', 'worklist', 'people', 'audit'],
  tasks: ['approvals', 'schedules', 'items', 'worklist', 'calendars', 'people', 'audit'],
  milestones: ['approvals', 'schedules', 'items', 'worklist', 'calendars', 'people', 'audit'],
  // What is late climbs the line of its people.
  escalations: ['recurring-work', 'tasks', 'milestones', 'items', 'worklist', 'calendars', 'people', 'audit'],
  // Whose dates belong to no item, and are reckoned and told like those that do.
  'recurring-work': ['schedules', 'items', 'worklist', 'calendars', 'people', 'audit'],
  // A person's dates, as the list of his work has them.
  'calendar-feeds': ['worklist', 'people', 'audit'],
  causes: ['items', 'people', 'audit'],
  measures: ['items', 'worklist', 'people', 'audit'],
  metrics: ['items', 'calendars', 'people', 'audit'],
  // A pilot is judged by a metric, as the dictionary defines it.
  pilots: ['metrics', 'items', 'worklist', 'people', 'audit'],
  // A rule watches a metric and opens an item.
  triggers: ['metrics', 'items', 'worklist', 'people', 'audit'],
  // A chart of a metric proposes what an item is.
  signals: ['metrics', 'items', 'people', 'audit'],
  // The ends of a cycle judge what its middle left behind.
  rollouts: ['items', 'worklist', 'people', 'audit', 'metrics', 'knowledge', 'tasks', 'pilots'],
  reviews: ['items', 'worklist', 'signatures', 'people', 'audit', 'metrics', 'knowledge', 'tasks', 'pilots'],
  knowledge: ['items', 'worklist', 'people', 'audit', 'metrics', 'tasks', 'pilots'],
  // It reacts to events and decides nothing; the events' types are the outbox's. That letters are lost, the trail hears.
  notifications: ['people', 'audit'],
  // It shows the trail to people; what the trail is, audit knows.
  trail: ['items', 'people', 'audit'],
  // It reacts to all events, and knows none.
  webhooks: ['people', 'audit'],
  // What failed is shown and tried again; what it was about, the event knows.
  jobs: ['people', 'audit'],
  // Its one route is open to everybody, and says so in the words of people.
  health: ['people'],
};

const anyModule = '^src/modules/([^/]+)/';
const ownModule = '^src/modules/$1/';
const otherModulesFront = '^src/modules/[^/]+/index\\.ts$';
/** The adapter of people to Better Auth, for people alone: to all others it is behind the front door. */
const identity = '^src/modules/people/identity/';
const view = '\\.view\\.ts$';
const seenByEntrances = [
  '^src/(kernel|platform|config)/',
  `${ownModule}(domain|operations|queries|http|jobs)/`,
  identity,
  '^src/modules/(people|audit|signatures|schedules)/index\\.ts$',
];
const npm = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown', 'core'];

function only(name, comment, from, allowed) {
  return { name, comment, severity: 'error', from: { path: from }, to: { path: '^src/', pathNot: allowed } };
}

const layers = [
  only(
    'kernel-imports-nothing',
    'The words everything else is said in. If they knew an adapter, every test of a rule would need it.',
    '^src/kernel/',
    ['^src/kernel/'],
  ),
  only(
    'statistics-imports-kernel-only',
    'Pure functions over plain data: a figure must not depend on where its numbers are stored.',
    '^src/statistics/',
    ['^src/(statistics|kernel)/'],
  ),
  {
    name: 'pure-code-imports-no-package',
    comment:
      'Kernel, statistics and domains run without Nest, an ORM or Node, so they are tested in milliseconds and outlive all three. ' +
      'Temporal is the language itself, not there yet in Node 20; a digest or a token of ours would be worse than node:crypto’s.',
    severity: 'error',
    from: { path: '^src/(kernel|statistics|modules/[^/]+/domain)/' },
    to: { dependencyTypes: npm, pathNot: ['node_modules/temporal-polyfill/', '^(node:)?crypto$'] },
  },
  {
    name: 'figures-are-not-random',
    comment: 'The same data gives the same figure; randomness, where a method needs it, comes from a seed.',
    severity: 'error',
    from: { path: '^src/(kernel|statistics)/' },
    to: { path: '^(node:)?crypto$' },
  },
  only('config-imports-kernel-only', 'It is read before anything else exists.', '^src/config/', [
    '^src/(config|kernel)/',
  ]),
  only(
    'platform-knows-no-business',
    'An adapter that knows an item would have to change with it, and could not be used for the next noun.',
    '^src/platform/',
    ['^src/(platform|kernel|config)/'],
  ),
];

const insideModules = [
  only(
    'domain-is-pure',
    'Rules are judged on facts handed to them. Even a type of another module would tie two rules together.',
    `${anyModule}domain/`,
    ['^src/(kernel|statistics)/', `${ownModule}domain/`],
  ),
  only(
    'persistence-stores-its-own-domain',
    'A table belongs to one module; a join across two would make one module’s columns everybody’s contract.',
    `${anyModule}persistence/`,
    ['^src/kernel/', '^src/platform/database/', `${ownModule}(domain|persistence)/`],
  ),
  only(
    'actions-do-not-know-who-asks',
    'Operations, queries and gates run the same for a request, a job and an import, so they see neither HTTP nor each other’s tables. ' +
      'Config lends the clock; holidays is a table of days; identity is the adapter of people to its library.',
    `${anyModule}(operations|queries|gates)/`,
    [
      '^src/(kernel|statistics|config)/',
      '^src/platform/(database|outbox|jobs|holidays|outgoing|secrets|mail|telemetry)/',
      `${ownModule}(domain|persistence|operations|queries|gates)/`,
      identity,
      otherModulesFront,
    ],
  ),
  {
    ...only(
      'entrances-are-thin',
      'HTTP and jobs translate and call. What reaches past an operation to a table has skipped its gates and its audit event. ' +
        'The domain lends its names to bodies and views; people lends the policy, audit the view of the trail, signatures theirs, schedules that of what is waited for.',
      '',
      seenByEntrances,
    ),
    from: { path: `${anyModule}(http|jobs)/`, pathNot: view },
  },
  only(
    'views-show-what-they-are-given',
    'A view is made from a row or from the answer of a query, so it may know their shapes; everything else as its controller. ' +
      'By which definition of a metric something was judged is said in the words of metrics.',
    `${anyModule}http/[^/]+\\.view\\.ts$`,
    [...seenByEntrances, `${ownModule}persistence/`, '^src/modules/metrics/index\\.ts$'],
  ),
  {
    name: 'views-read-nothing',
    comment:
      'The shape of a row or an answer is a type. A view that imports more could query, and nobody would look for it there.',
    severity: 'error',
    from: { path: `${anyModule}http/[^/]+\\.view\\.ts$` },
    to: { path: `${ownModule}(persistence|queries)/`, dependencyTypesNot: ['type-only'] },
  },
  only(
    'identity-is-an-adapter',
    'What people asks of its identity library, and nothing about workspaces or roles: it can be replaced without them.',
    identity,
    ['^src/(kernel|config|platform)/', identity],
  ),
];

const betweenModules = [
  {
    name: 'modules-meet-at-the-front-door',
    comment: 'index.ts is what a module promises; everything behind it may change without asking.',
    severity: 'error',
    from: { path: anyModule },
    to: { path: '^src/modules/', pathNot: [ownModule, otherModulesFront] },
  },
  ...Object.entries(mayUse).map(([name, others]) => ({
    name: `${name}-uses-${others.length > 0 ? others.join('-') : 'no-other-module'}`,
    comment: `The order of the modules has no circle: ${name} stands above what it uses and below what uses it.`,
    severity: 'error',
    from: { path: `^src/modules/${name}/` },
    to: { path: '^src/modules/', pathNot: [`^src/modules/(${[name, ...others].join('|')})/`] },
  })),
  {
    name: 'a-new-module-takes-its-place',
    comment: 'Before a module uses another it is entered in the table above, where its place can be questioned.',
    severity: 'error',
    from: { path: anyModule, pathNot: [`^src/modules/(${Object.keys(mayUse).join('|')})/`] },
    to: { path: '^src/modules/', pathNot: [ownModule] },
  },
];

const everywhere = [
  {
    name: 'no-circles',
    comment: 'In a circle nothing can be understood, tested or loaded first.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'composition-is-the-top',
    comment: 'main, worker and the application module put the parts together; a part that imports them is no part.',
    severity: 'error',
    from: { path: '^src/[^/]+/' },
    to: { path: '^src/[^/]+\\.ts$' },
  },
  {
    name: 'migrations-import-typeorm-only',
    comment: 'A migration describes the past. An entity it imported would change under it.',
    severity: 'error',
    from: { path: '^migrations/' },
    to: { pathNot: ['node_modules/typeorm/', '^migrations/'] },
  },
  {
    name: 'the-product-needs-no-development-package',
    comment: 'They are not installed where it runs.',
    severity: 'error',
    from: { path: '^(src|migrations)/' },
    to: { dependencyTypes: ['npm-dev'] },
  },
  {
    name: 'the-product-does-not-know-its-tests',
    comment: 'They are not built.',
    severity: 'error',
    from: { path: '^(src|migrations)/' },
    to: { path: '^(test|bench)/' },
  },
  {
    name: 'everything-imported-is-there',
    comment: 'A misspelt path or a package nobody declared works on one machine only.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
];

export default {
  forbidden: [...layers, ...insideModules, ...betweenModules, ...everywhere],
  options: {
    // A type import is a dependency too: whoever changes the type changes the importer.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    exclude: { path: '\\.spec\\.ts$' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
