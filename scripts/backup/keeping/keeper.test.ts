import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastOf } from '../../../shared/lists.ts';
import {
  ask,
  dropSmallCity,
  makeFolder,
  type SmallCity,
  smallCityPassphrase,
  smallCityZone,
  startSmallCity,
} from '../../../tests/support/backup/small-city.ts';
import { aliveMark } from '../../postgres/archiving.mjs';
import { projectRoot } from '../../support/places.mjs';
import { waitUntil } from '../../support/processes.mjs';
import { surveyPlace } from '../examine.ts';
import { KEY_FILE, openKeyring } from '../keyring.ts';
import { describeMomentIn } from '../moments.ts';
import { claimPlace } from '../owner.ts';
import { listChanges } from '../place.ts';
import { restoreBackup } from '../restore.ts';
import { copierUrl } from '../take.ts';

/** The migration that makes the tables by which the keeper and the server speak. */
function tablesOfBackups(): string {
  const folder = join(projectRoot, 'migrations');
  return join(folder, readdirSync(folder).find((name) => name.endsWith('_backups.sql')) ?? '');
}

const limit = { timeout: 120_000 };
let city: SmallCity;

beforeAll(async () => {
  city = await startSmallCity();
  // A place nobody has written to: the keeper makes its keys.
  city.place = makeFolder('new');
  const tables = readFileSync(tablesOfBackups(), 'utf8');
  await ask(city.server.ownerUrl, tables);
  await ask(city.server.ownerUrl, 'GRANT USAGE ON SCHEMA backups TO otklik');
  await ask(city.server.ownerUrl, 'GRANT ALL ON ALL TABLES IN SCHEMA backups TO otklik');
}, 120_000);
afterAll(() => dropSmallCity(city), 60_000);

function startKeeper(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/backup/keeping/keeper.ts')], {
    env: {
      ...process.env,
      OTKLIK_DATA: city.data,
      OTKLIK_BACKUP_TO: city.place,
      OTKLIK_BACKUP_PASSPHRASE: smallCityPassphrase,
      ...more,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  return {
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

const survey = () => surveyPlace(city.place, city.keyring);
const until = (condition: () => boolean | Promise<boolean>): Promise<boolean> =>
  waitUntil(condition, 40_000, 100);
const runs = () =>
  ask<{ kind: string; outcome: string; words: string }>(
    city.server.url,
    'SELECT kind, outcome, words FROM backups.run ORDER BY began_at',
  );

test(
  'the keeper takes the first copy by itself, then WAL and files as they come, and what is asked',
  limit,
  async () => {
    const keeper = startKeeper();
    expect(await until(() => existsSync(join(city.place, KEY_FILE))), keeper.said()).toBe(true);
    // All it writes from its first moment on is opened by the keys that lie there.
    city.keyring = await openKeyring(city.place, smallCityPassphrase);
    expect(await until(() => survey().bases.length === 1), keeper.said()).toBe(true);
    expect(existsSync(aliveMark(city.cluster))).toBe(true);
    await ask(city.server.ownerUrl, "INSERT INTO note VALUES (7, 'после копии', clock_timestamp())");
    await ask(copierUrl(city.cluster), 'SELECT pg_switch_wal()');
    const before = Date.now();
    expect(
      await until(() => (survey().spans.at(-1)?.to ?? 0) > before - 5000 && survey().segments.length > 0),
    ).toBe(true);
    const state = () =>
      ask<{ facts: { bases: number; bytes: number; waiting: number; failure: unknown } }>(
        city.server.url,
        'SELECT facts FROM backups.state',
      );
    const isSettled = async () => {
      const facts = (await state())[0]?.facts;
      return facts?.bases === 1 && facts.waiting === 0;
    };
    expect(await until(isSettled)).toBe(true);
    expect((await state())[0]?.facts).toMatchObject({ failure: null, faults: [] });
    const added = (
      await ask<{ bytes: string }>(city.server.url, "SELECT bytes FROM backups.run WHERE kind = 'take'")
    )[0];
    // What lies in the place is told with the copy in it.
    expect((await state())[0]?.facts.bytes).toBeGreaterThanOrEqual(Number(added?.bytes));
    await ask(city.server.url, "INSERT INTO backups.request VALUES ('check', now(), 'проверка')");
    expect(
      await until(
        async () => lastOf(await runs()).kind === 'check' && lastOf(await runs()).outcome !== 'running',
      ),
    ).toBe(true);
    expect(await runs()).toMatchObject([
      { kind: 'take', outcome: 'done' },
      { kind: 'check', outcome: 'done' },
    ]);
    await keeper.stop();
    expect(existsSync(aliveMark(city.cluster))).toBe(false);
  },
);

test('a file that came after the copy comes back with the moment it was there', limit, async () => {
  writeFileSync(join(city.data, 'files/ab/later.original'), 'пришла позже копии');
  const before = listChanges(city.place).length;
  const keeper = startKeeper();
  expect(await until(() => listChanges(city.place).length > before), keeper.said()).toBe(true);
  await ask(copierUrl(city.cluster), 'SELECT pg_switch_wal()');
  await keeper.stop();
  const data = join(makeFolder('back'), 'data');
  await restoreBackup({ ...city, at: null, data, describe: describeMomentIn(smallCityZone), say: () => {} });
  expect(readFileSync(join(data, 'files/ab/later.original'), 'utf8')).toBe('пришла позже копии');
});

const readFacts = async () =>
  (
    await ask<{ facts: { isOpen: boolean; failure: { words: string; since: number } | null } }>(
      city.server.url,
      'SELECT facts FROM backups.state',
    )
  )[0]?.facts;

test(
  'a disk that is taken away is told of, nothing goes to its empty folder, and copies go on when it is back',
  limit,
  async () => {
    const away = `${city.place}.away`;
    const isLost = async () =>
      /диск отключён или папка очищена/u.test((await readFacts())?.failure?.words ?? '');
    let keeper = startKeeper();
    expect(await until(async () => (await readFacts())?.isOpen === true), keeper.said()).toBe(true);
    renameSync(city.place, away);
    mkdirSync(city.place);
    expect(await until(isLost), keeper.said()).toBe(true);
    const since = (await readFacts())?.failure?.since;
    expect((await readFacts())?.isOpen).toBe(false);
    await keeper.stop();
    // Begun anew it makes no keys there either, and says from when on it fails.
    keeper = startKeeper();
    expect(await until(async () => (await isLost()) && (await readFacts())?.failure?.since !== since)).toBe(
      true,
    );
    expect(readdirSync(city.place)).toEqual([]);
    rmSync(city.place, { recursive: true });
    renameSync(away, city.place);
    expect(
      await until(async () => {
        const facts = await readFacts();
        return facts?.isOpen === true && facts.failure === null;
      }),
      keeper.said(),
    ).toBe(true);
    await keeper.stop();
  },
);

test('without a passphrase, or where another writes, it says so and touches nothing', limit, async () => {
  const silent = startKeeper({ OTKLIK_BACKUP_PASSPHRASE: '' });
  expect(await until(() => /Не задан пароль копий/.test(silent.said()))).toBe(true);
  await silent.stop();
  const place = makeFolder('other');
  claimPlace(place, '/srv/другая', Date.now());
  const stranger = startKeeper({ OTKLIK_BACKUP_TO: place });
  expect(await until(() => /пишет другая установка: \/srv\/другая/.test(stranger.said()))).toBe(true);
  await stranger.stop();
});
