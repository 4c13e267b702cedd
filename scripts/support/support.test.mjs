import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { installArguments, isSameTree } from '../install.mjs';
import { countTwoRuns, countVitest, describeFailed, describeImports, listFailed } from './checks.mjs';
import { acquireLock } from './lock.mjs';
import { projectRoot } from './places.mjs';
import { findFreePort, isPortFree } from './ports.mjs';
import {
  describeProcess,
  endProcess,
  guardProcess,
  isAlive,
  isSameProcess,
  waitUntil,
} from './processes.mjs';
import { readStartOptions, startHelp } from './start-options.mjs';

const dir = mkdtempSync(join(tmpdir(), 'otklik-support-test-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function deadPid() {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('lock', () => {
  test('is held by one, who can be read', async () => {
    const file = join(dir, 'one.lock');
    const lock = await acquireLock(file, { details: { port: 3000 } });
    lock.update({ isStopping: true });
    expect((await acquireLock(file)).busy).toMatchObject({ pid: process.pid, port: 3000, isStopping: true });
    lock.release();
    expect((await acquireLock(file)).busy).toBeUndefined();
  });

  test('of a dead owner is taken over, by one only', async () => {
    const file = join(dir, 'dead.lock');
    writeFileSync(file, JSON.stringify({ pid: deadPid(), mark: '' }));
    const all = await Promise.all([1, 2, 3, 4].map(() => acquireLock(file)));
    expect(all.filter((lock) => !lock.busy)).toHaveLength(1);
  });

  test('of a dead owner is taken over at once where who was taking it over was killed too', async () => {
    const file = join(dir, 'twice.lock');
    const dead = JSON.stringify({ pid: deadPid(), mark: '' });
    writeFileSync(file, dead);
    writeFileSync(`${file}.break`, dead);
    const begun = process.hrtime.bigint();
    expect((await acquireLock(file)).busy).toBeUndefined();
    // It used to be waited for, ten seconds.
    expect(Number(process.hrtime.bigint() - begun) / 1e9).toBeLessThan(9);
    expect(readdirSync(dir).filter((name) => name.startsWith('twice.lock'))).toEqual(['twice.lock']);
  });

  test('is left to who is taking it over and lives', async () => {
    const file = join(dir, 'taking.lock');
    writeFileSync(file, JSON.stringify({ pid: deadPid(), mark: '' }));
    writeFileSync(`${file}.break`, JSON.stringify(describeProcess(process.pid)));
    const waiting = acquireLock(file);
    setTimeout(() => rmSync(`${file}.break`), 200);
    expect((await waiting).busy).toBeUndefined();
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
  });

  test('of an earlier process with the same number is taken over', async () => {
    const file = join(dir, 'reused.lock');
    writeFileSync(file, JSON.stringify({ pid: process.pid, mark: 'another boot:1' }));
    expect((await acquireLock(file)).busy).toBeUndefined();
  });

  test('cut short by a power failure is taken over', async () => {
    const file = join(dir, 'cut.lock');
    writeFileSync(file, '{"pid":');
    expect((await acquireLock(file)).busy).toBeUndefined();
  });
});

describe('processes', () => {
  test('are told from later ones with the same number', () => {
    const record = describeProcess(process.pid);
    expect(isSameProcess(record)).toBe(true);
    expect(isSameProcess({ ...record, mark: `${record.mark}0` })).toBe(false);
    expect(isSameProcess({ pid: deadPid(), mark: '' })).toBe(false);
  });

  test('that ignore the first signal get the next', async () => {
    const child = spawn('sh', ['-c', "trap '' TERM; while :; do sleep 0.1; done"]);
    await waitUntil(() => isAlive(child.pid), 2000);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const steps = [
      ['SIGTERM', 200],
      ['SIGKILL', 2000],
    ];
    expect(await endProcess(describeProcess(child.pid), steps)).toBe(true);
    await waitUntil(() => child.signalCode !== null, 2000);
    expect(child.signalCode).toBe('SIGKILL');
  });

  test('under a guard called off live on', async () => {
    const child = spawn('sleep', ['30']);
    const callOff = guardProcess(child.pid, 'TERM');
    callOff();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isAlive(child.pid)).toBe(true);
    child.kill();
  });
});

test('a port in use is passed over', async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  expect(await isPortFree(port)).toBe(false);
  expect(await findFreePort(port)).toBeGreaterThan(port);
  server.close();
});

describe('installed packages', () => {
  const wanted = {
    packages: {
      '': {},
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0', optional: true },
    },
  };

  test('fit without the optional ones of other systems', () => {
    expect(isSameTree(wanted, { packages: { 'node_modules/a': { version: '1.0.0' } } })).toBe(true);
  });

  test.each([
    ['one is missing', {}],
    ['one is older', { 'node_modules/a': { version: '0.9.0' } }],
    ['one is left over', { 'node_modules/a': { version: '1.0.0' }, 'node_modules/c': { version: '1.0.0' } }],
  ])('do not fit when %s', (_, packages) => {
    expect(isSameTree(wanted, { packages })).toBe(false);
  });
});

test('packages that build the pages are asked for by name, whatever NODE_ENV says', () => {
  for (const kind of ['dev', 'optional', 'peer']) expect(installArguments).toContain(`--include=${kind}`);
});

describe('options of npm start', () => {
  test('have defaults', () => {
    const expected = {
      help: false,
      port: 3000,
      isPortGiven: false,
      data: '',
      isEmpty: false,
      only: '',
      isApart: false,
    };
    expect(readStartOptions([], {})).toEqual(expected);
  });

  test('are read, the argument before the environment', () => {
    const args = ['--port', '8080', '--data', 'd', '--empty', '--only', 'web'];
    const expected = {
      help: false,
      port: 8080,
      isPortGiven: true,
      data: 'd',
      isEmpty: true,
      only: 'web',
      isApart: false,
    };
    expect(readStartOptions(args, { PORT: '9' })).toEqual(expected);
    expect(readStartOptions([], { PORT: '9' })).toMatchObject({ port: 9, isPortGiven: true });
  });

  test.each([
    [['--port', 'x'], 'Порт задан неверно: «x»'],
    [['--port', '70000'], 'Порт задан неверно: «70000»'],
    [['--only', 'both'], 'Ключ --only принимает web, worker или database'],
    [['--colour'], 'Неизвестный ключ «--colour»'],
    [['--port'], 'Ключ --port задан неверно'],
    [['extra'], 'Неизвестный ключ «extra»'],
  ])('%j is refused in Russian', (args, sentence) => {
    expect(() => readStartOptions(args, {})).toThrow(sentence);
  });

  test.each([
    ['port', '4109', '--port 4109'],
    ['data', 'папка', '--data папка'],
    ['empty', 'true', '--empty'],
    ['only', 'worker', '--only worker'],
  ])('%s that npm has taken for itself is shown as it is to be typed', (name, value, typed) => {
    const start = () => readStartOptions([], { [`npm_config_${name}`]: value });
    expect(start).toThrow(`иначе их берёт себе npm: npm start -- ${typed}`);
  });

  test('settings of npm that are none of ours are left alone', () => {
    expect(readStartOptions([], { npm_config_port: '', npm_config_empty: 'false' }).isEmpty).toBe(false);
    // What npm does not take stands there as a word of its own.
    expect(() => readStartOptions(['4109'], {})).toThrow(
      'Ключи пишутся после двух дефисов: npm start -- --port 4109',
    );
  });

  test('are all in the help', () => {
    const variables = ['DATABASE_URL', 'DATABASE_OWNER_URL'];
    for (const name of ['--port', '--data', '--empty', '--only', '--help', ...variables])
      expect(startHelp).toContain(name);
  });
});

describe('counts of a vitest run', () => {
  const base = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

  test('are taken from its report', () => {
    expect(countVitest(base, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
    expect(countVitest({ ...base, numFailedTests: 2 }, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 });
  });

  test('include files that did not load', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(countVitest({ ...base, testResults }, 1).failed).toBe(1);
  });

  test('are a failure without a report, without tests, or with a bad end', () => {
    expect(countVitest(undefined, 1).failed).toBe(1);
    expect(countVitest({ ...base, numPassedTests: 0, numPendingTests: 0 }, 0).failed).toBe(1);
    expect(countVitest(base, 1).failed).toBe(1);
  });

  test('name what failed and why, in a line each', () => {
    const testResults = [
      {
        name: `${projectRoot}/a.test.ts`,
        status: 'failed',
        assertionResults: [
          { fullName: 'sums are kept', status: 'failed', failureMessages: ['Error: 1 is not 2\n    at a'] },
          { fullName: 'the rest', status: 'passed' },
        ],
      },
      { name: `${projectRoot}/b.test.ts`, status: 'failed', message: 'cannot load', assertionResults: [] },
    ];
    expect(describeFailed({ testResults, unhandled: ['it broke at c'] })).toEqual([
      'a.test.ts › sums are kept: Error: 1 is not 2',
      'b.test.ts: cannot load',
      'вне тестов: it broke at c',
    ]);
    expect(describeFailed(undefined)).toEqual([]);
  });

  const file = (name, ...statuses) => ({
    name,
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  });

  test('of files that failed are those of their second run', () => {
    const first = { testResults: [file('a', 'passed', 'skipped'), file('b', 'passed', 'failed')] };
    expect(listFailed(first)).toEqual(['b']);
    const good = {
      ...base,
      numPassedTests: 2,
      numPendingTests: 0,
      testResults: [file('b', 'passed', 'passed')],
    };
    expect(countTwoRuns(first, { report: good, code: 0 })).toEqual({ passed: 3, failed: 0, skipped: 1 });
    const bad = { ...good, numPassedTests: 1, numFailedTests: 1 };
    expect(countTwoRuns(first, { report: bad, code: 1 })).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(countTwoRuns(first, { report: undefined, code: 1 }).failed).toBe(1);
  });

  test('many files that failed are not run again', () => {
    expect(listFailed({ testResults: ['a', 'b', 'c', 'd'].map((name) => file(name, 'failed')) })).toEqual([]);
    expect(listFailed(undefined)).toEqual([]);
  });
});

test('an import check that saw too few modules fails', () => {
  expect(describeImports({ summary: { violations: [], totalCruised: 0 } })).toHaveLength(1);
  const violations = [
    {
      rule: { severity: 'error', name: 'no-cycle' },
      from: 'a',
      to: 'b',
      cycle: [{ name: 'b' }, { name: 'a' }],
    },
  ];
  const lines = describeImports({ summary: { violations, totalCruised: 500 } });
  expect(lines).toEqual(['no-cycle: a → b → a']);
});

test('scripts that run before anything is installed import nothing that has to be', () => {
  const names = ['start', 'test', 'install', 'node24', 'postgres', 'chromium', 'with-test-db'];
  for (const name of names) {
    const text = readFileSync(new URL(`../${name}.mjs`, import.meta.url), 'utf8');
    for (const [, source] of text.matchAll(/(?:from|import\()\s*'([^']+)'/g))
      expect(source).toMatch(/^(node:|\.)/);
  }
});
