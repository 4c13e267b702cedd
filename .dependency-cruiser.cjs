/**
 * Who may import whom, written once. The server stands in systems, those of the decree above what all of them use; an arrow
 * goes down only. Web sees shared alone. Docs: docs/decisions/0026.
 */
const systems = ['base', 'messages', 'monitoring', 'participation', 'pages', 'heatmap', 'group'];
/** What citizens say, what is written outside and what we publish do not know each other: what joins them stands above. */
const storeys = [['base'], ['messages'], ['monitoring', 'participation', 'pages'], ['heatmap'], ['group']];
const any = (names) => `(${names.join('|')})`;
const room = `^server/${any(systems)}/([^/]+)/`;
const door = `^server/${any(systems)}/[^/]+/index\\.ts$`;
const above = (storey) => storeys.slice(storeys.indexOf(storey) + 1).flat();

const downwardOnly = storeys.slice(0, -1).map((storey) => ({
  name: `nothing-above-${storey.join('-')}`,
  comment: 'A system announces facts; what stands above it listens',
  severity: 'error',
  from: { path: `^server/${any(storey)}/` },
  to: { path: `^server/${any(above(storey))}/` },
}));

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
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
      to: { path: `^server/${any([...systems, 'connectors', 'demo'])}/` },
    },
    {
      name: 'enter-by-the-door',
      comment: 'A module is entered through its index.ts alone',
      severity: 'error',
      from: { path: room, pathNot: '\\.test\\.ts$' },
      to: { path: room, pathNot: ['^server/$1/$2/', door] },
    },
    {
      name: 'host-enters-by-the-door',
      severity: 'error',
      from: { path: `^server/(?!${any(systems)}/|demo/)` },
      to: { path: room, pathNot: door },
    },
    ...downwardOnly,
    {
      name: 'the-journal-knows-nobody',
      severity: 'error',
      from: { path: '^server/base/audit/' },
      to: { path: room, pathNot: '^server/base/audit/' },
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
      name: 'screens-go-down-only',
      comment:
        'A screen of a system uses its own, what stands below, and base; what is gathered from all is above: today, the rail',
      severity: 'error',
      from: { path: '^web/staff/base/' },
      to: { path: '^web/staff/(messages|monitoring|participation|pages|heatmap|group|settings|today)/' },
    },
    {
      name: 'screens-of-messages-know-nothing-above',
      severity: 'error',
      from: { path: '^web/staff/messages/' },
      to: { path: '^web/staff/(monitoring|participation|pages|heatmap|group|settings|today)/' },
    },
    {
      name: 'screens-of-monitoring-know-nothing-above',
      severity: 'error',
      from: { path: '^web/staff/monitoring/' },
      to: { path: '^web/staff/(participation|pages|heatmap|group|settings|today)/' },
    },
    {
      name: 'screens-of-participation-know-nothing-beside-or-above',
      severity: 'error',
      from: { path: '^web/staff/participation/' },
      to: { path: '^web/staff/(monitoring|pages|heatmap|group|settings|today)/' },
    },
    {
      name: 'screens-of-pages-know-nothing-beside-or-above',
      severity: 'error',
      from: { path: '^web/staff/pages/' },
      to: { path: '^web/staff/(monitoring|participation|heatmap|group|settings|today)/' },
    },
    {
      name: 'screens-of-the-heat-map-know-nothing-above',
      severity: 'error',
      from: { path: '^web/staff/heatmap/' },
      to: { path: '^web/staff/(group|settings|today)/' },
    },
    {
      name: 'charts-are-drawn-in-one-room',
      comment: 'The library of charts is behind shared/charts: docs/decisions/0031',
      severity: 'error',
      from: { pathNot: '^shared/charts/' },
      to: { path: '(^|/)node_modules/(d3-(scale|shape|array)|@types/d3-)' },
    },
    {
      name: 'the-oracle-stands-alone',
      comment: 'What the law asks is written from the law: it reads nothing of what it judges',
      severity: 'error',
      from: { path: '^tests/law/oracle/' },
      to: { pathNot: ['^tests/law/oracle/', '(^|/)node_modules/vitest/'] },
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
          // Each is built alone: web/widget-plugin.ts.
          '^web/widget/(loader|frame)\\.ts$',
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
