// The checks of npm test. Each returns `{ passed, failed, skipped }` and, where it has them, `lines` on what failed or passed
// only at the second run. What they and their programs say goes to `tell`: two checks may run at once.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { audit } from './audit.mjs';
import { runChild } from './children.mjs';
import { localDir, projectRoot } from './places.mjs';
import { buildWeb } from './web-build.mjs';

/** With TypeScript 7 installed dependency-cruiser passes silently on no modules at all. */
const leastModules = 50;

const tool = (...parts) => join(projectRoot, 'node_modules', ...parts);

const runTool = (args, options) => runChild(process.execPath, args, { cwd: projectRoot, ...options });

const one = (isGood) => ({ passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 });

const byCode =
  (...args) =>
  async (tell) =>
    one((await runTool(args, { tell })).code === 0);

const biome = byCode(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--error-on-warnings', '.');

/**
 * The compiler of TypeScript 7, in half the time; the sixth stays for tools that read sources with it. One thread: several
 * checkers each read anew the types they share, which is twice the work and, on two cores, no sooner.
 */
const typesOf = (project) =>
  byCode(tool('typescript-native', 'bin', 'tsc'), '-p', project, '--singleThreaded');

const knip = byCode(tool('knip', 'bin', 'knip.js'));

async function build() {
  return one((await buildWeb()) === 0);
}

/** Text of what dependency-cruiser found in `report` (its JSON), one line each; empty when all is well. */
export function describeImports(report) {
  const { summary } = report;
  const lines = summary.violations
    .filter(({ rule }) => rule.severity === 'error' || rule.severity === 'warn')
    .map(({ rule, from, to, cycle }) => {
      const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
      return `${rule.name}: ${from} → ${way}`;
    });
  if (summary.totalCruised < leastModules) {
    lines.push(`просмотрено модулей: ${summary.totalCruised}, а должно быть не меньше ${leastModules}`);
  }
  return lines;
}

async function imports(tell) {
  const cruiser = tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
  const args = [
    cruiser,
    '--config',
    '.dependency-cruiser.cjs',
    '--output-type',
    'json',
    'shared',
    'server',
    'web',
  ];
  const { output } = await runTool(args, { capture: true, tell });
  try {
    const report = JSON.parse(output);
    const lines = describeImports(report);
    tell([...lines, `просмотрено модулей: ${report.summary.totalCruised}`, ''].join('\n'));
    return one(lines.length === 0);
  } catch (error) {
    tell(`${output.slice(0, 2000)} ${error.message}\n`);
    return one(false);
  }
}

/**
 * Counts of a vitest JSON report. A file that could not be loaded has no tests to count and is one failure;
 * so is a run that ended badly though every test in it passed, or had no tests.
 */
export function countVitest(report, code) {
  const passed = report?.numPassedTests ?? 0;
  const skipped = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  let failed = (report?.numFailedTests ?? 0) + broken.length;
  if (failed === 0 && (code !== 0 || passed + skipped === 0)) failed = 1;
  return { passed, failed, skipped };
}

/** Runs a project of vitest, or some files of it. Returns its code and its JSON report, absolute paths and `unhandled` in it. */
async function runVitest(project, tell, files = []) {
  const folder = join(localDir(), 'test-results');
  const file = join(folder, `${project}.json`);
  mkdirSync(folder, { recursive: true });
  const unhandled = join(folder, `${project}.unhandled.json`);
  for (const old of [file, unhandled]) rmSync(old, { force: true });
  const args = [
    tool('vitest', 'vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    `--reporter=${join(projectRoot, 'scripts', 'support', 'unhandled-reporter.mjs')}`,
    ...files,
  ];
  // Of a pipe vitest does not see whether a person looks.
  const colours = process.stdout.isTTY && !process.env.NO_COLOR && { FORCE_COLOR: '1' };
  const { code } = await runTool(args, { tell, env: { ...colours, OTKLIK_UNHANDLED: unhandled } });
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    if (existsSync(unhandled)) report.unhandled = JSON.parse(readFileSync(unhandled, 'utf8'));
    return { code, report };
  } catch {
    tell(`Отчёта ${file} нет.\n`);
    return { code, report: undefined };
  }
}

/** What failed in a report: file, test and the beginning of its message, a line each. */
export function describeFailed(report) {
  const firstLine = (text) => (text ?? '').trim().split('\n')[0].slice(0, 300);
  const uncaught = (report?.unhandled ?? []).map((line) => `вне тестов: ${line}`);
  const caught = (report?.testResults ?? []).flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    const file = relative(projectRoot, name);
    if (failed.length === 0) return status === 'failed' ? [`${file}: ${firstLine(message)}`] : [];
    return failed.map(
      ({ fullName, failureMessages }) => `${file} › ${fullName}: ${firstLine(failureMessages?.[0])}`,
    );
  });
  return [...caught, ...uncaught];
}

/** A check that runs some files of a project, once. */
export const runFiles = (project, files) => async (tell) => {
  const { code, report } = await runVitest(project, tell, files);
  return { ...countVitest(report, code), lines: describeFailed(report) };
};

const vitest = (project) => runFiles(project, []);

/** More files than this do not fail by chance. */
const mostByChance = 3;

/** Files of a report worth another run; none when too many failed. */
export function listFailed(report) {
  const failed = (report?.testResults ?? []).filter(({ status }) => status === 'failed');
  return failed.length <= mostByChance ? failed.map(({ name }) => name) : [];
}

/** Counts of two runs: of the failed files those of the second, of the rest those of the first. */
export function countTwoRuns(first, second) {
  const again = new Set(listFailed(first));
  const rest = first.testResults
    .filter(({ name }) => !again.has(name))
    .flatMap((file) => file.assertionResults);
  const passed = rest.filter(({ status }) => status === 'passed').length;
  const repeated = countVitest(second.report, second.code);
  return {
    passed: passed + repeated.passed,
    failed: repeated.failed,
    skipped: rest.length - passed + repeated.skipped,
  };
}

/**
 * Tests that wait for a server or a page. Two busy cores can make an answer later than any wait, so the files that failed
 * run once more, each from a clean database: what is broken fails again, and what passed only then is named at the end.
 */
const withSecondRun = (project) => async (tell) => {
  const { code, report } = await runVitest(project, tell);
  const failed = listFailed(report);
  const lines = describeFailed(report);
  if (failed.length === 0) return { ...countVitest(report, code), lines };
  const names = failed.map((name) => relative(projectRoot, name));
  tell(`\nНе прошли, ещё раз с чистой базой: ${names.join(', ')}\n`);
  const second = await runVitest(project, tell, failed);
  const again = describeFailed(second.report);
  const mended = second.code !== 0 ? [] : lines.map((line) => `прошло со второго раза: ${line}`);
  return { ...countTwoRuns(report, second), lines: [...again, ...mended] };
};

const browser = { lane: 'browser', needs: ['database', 'browser', 'pages'] };

/**
 * The pages are built first: a server that starts while they are written would serve half of them. Then the lanes «code» and
 * «tests», one after the other, run beside the lane «browser»: much of a journey is waiting for a page, of a request for
 * the database, and two files at a time leave a third of two cores idle.
 */
export const checks = [
  { name: 'build', title: 'сборка страниц', run: build, lane: 'pages' },
  { name: 'biome', title: 'оформление и правила кода', run: biome, lane: 'code' },
  { name: 'types-shared', title: 'типы: shared', run: typesOf('shared'), lane: 'code' },
  { name: 'types-server', title: 'типы: server', run: typesOf('server'), lane: 'code' },
  { name: 'types-web', title: 'типы: web', run: typesOf('web'), lane: 'code' },
  { name: 'imports', title: 'направления зависимостей', run: imports, lane: 'code' },
  { name: 'knip', title: 'неиспользуемый код', run: knip, lane: 'code' },
  { name: 'audit', title: 'уязвимости рабочих пакетов, где реестр отвечает', run: audit, lane: 'code' },
  { name: 'unit', title: 'правила', run: vitest('unit'), lane: 'tests' },
  {
    name: 'db',
    title: 'запросы на базе данных',
    run: withSecondRun('db'),
    lane: 'tests',
    needs: ['database'],
  },
  { name: 'screens', title: 'экраны во всех видах', run: withSecondRun('screens'), ...browser },
  { name: 'e2e', title: 'пути в браузере', run: withSecondRun('e2e'), ...browser },
];
