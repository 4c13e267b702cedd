/**
 * Who may import whom, written once. Levels of modules, lowest first:
 * shared ← server/lib ← foundation ← work ← read-only; connectors implement ports; web sees shared alone.
 */
const levels = {
  base: ['audit'],
  foundation: [
    'identity',
    'outbox',
    'files',
    'signatures',
    'territory',
    'taxonomy',
    'understanding',
    'deadlines',
    'regimes',
    'snapshots',
  ],
  work: [
    'reconcile',
    'cases',
    'problems',
    'office',
    'imports',
    'channels',
    'quality',
    'control',
    'helper',
    'working-group',
    'zones',
    'assignments',
    'roadmap',
    'interaction',
    'recommendations',
  ],
  readOnly: ['heatmap', 'heat-views', 'objects', 'analysis', 'indicators', 'head-reports'],
};
const any = (names) => `(${names.join('|')})`;
const modulePath = (names) => `^server/modules/${any(names)}/`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-a-leaf',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|web|tests|scripts|bench)/' },
    },
    {
      name: 'web-sees-shared-only',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|tests|scripts|bench)/' },
    },
    { name: 'server-never-sees-web', severity: 'error', from: { path: '^server/' }, to: { path: '^web/' } },
    {
      name: 'lib-knows-no-module',
      severity: 'error',
      from: { path: '^server/lib/' },
      to: { path: '^server/(modules|connectors|demo)/' },
    },
    {
      name: 'enter-by-the-door',
      comment: 'A module is entered through its index.ts alone',
      severity: 'error',
      from: { path: '^server/modules/([^/]+)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^server/modules/([^/]+)/',
        pathNot: ['^server/modules/$1/', '^server/modules/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'host-enters-by-the-door',
      severity: 'error',
      from: { path: '^server/(?!modules/|demo/)' },
      to: { path: '^server/modules/', pathNot: '^server/modules/[^/]+/index\\.ts$' },
    },
    {
      name: 'base-is-lowest',
      severity: 'error',
      from: { path: modulePath(levels.base) },
      to: { path: modulePath([...levels.foundation, ...levels.work, ...levels.readOnly]) },
    },
    {
      name: 'foundation-below-work',
      severity: 'error',
      from: { path: modulePath(levels.foundation) },
      to: { path: modulePath([...levels.work, ...levels.readOnly]) },
    },
    {
      name: 'work-below-read-only',
      severity: 'error',
      from: { path: modulePath(levels.work) },
      to: { path: modulePath(levels.readOnly) },
    },
    {
      name: 'portal-and-staff-never-meet',
      severity: 'error',
      from: { path: '^web/portal/' },
      to: { path: '^web/staff/' },
    },
    {
      name: 'staff-and-portal-never-meet',
      severity: 'error',
      from: { path: '^web/staff/' },
      to: { path: '^web/portal/' },
    },
    {
      name: 'the-oracle-stands-alone',
      comment: 'What the law asks is written from the law: it reads nothing of what it judges',
      severity: 'error',
      from: { path: '^tests/law/oracle/' },
      to: { pathNot: ['^tests/law/oracle/', '^node_modules/vitest/'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.(test|d)\\.ts$',
          '\\.config\\.ts$',
          '^scripts/',
          '^bench/',
          '^tests/',
          '\\.cjs$',
          '^web/service-worker\\.js$',
        ],
      },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/|^\\.local/|\\?worker)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
