import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ask,
  dropSmallCity,
  makeFolder,
  type SmallCity,
  smallCityZone,
  startSmallCity,
  takeCopy,
} from '../../tests/support/backup/small-city.ts';
import { describeMomentIn } from '../backup/moments.ts';
import { askOther, readLink, standbySettings, writeLink } from '../postgres/standby.mjs';
import { startPostgres, stopPostgres } from '../postgres.mjs';
import { findFreePort } from '../support/ports.mjs';
import { waitUntil } from '../support/processes.mjs';
import { followPrimary } from './follow.ts';
import { makeStandby } from './make.ts';
import { clusterOf, letIn, workTogether } from './primary.ts';
import { promoteStandby } from './promote.ts';
import { readSeen, writeSeen } from './seen.ts';

/** Two machines on the loopback. */

const host = '127.0.0.1';
let city: SmallCity;
let standby: { data: string; port: number };
const stopping = new AbortController();

const say = (): void => {};
const startAgain = async (): Promise<void> => {
  city.server = await startPostgres({ dataDir: join(city.data, 'postgres'), port: city.server.port });
};
const make = () =>
  makeStandby({
    data: standby.data,
    primary: { host, port: city.server.port },
    own: { host, port: standby.port },
    place: city.place,
    keyring: city.keyring,
    isAgain: false,
    say,
  });
const promote = () =>
  promoteStandby({
    data: standby.data,
    copies: { place: city.place, keyring: city.keyring },
    isLossTaken: false,
    describe: describeMomentIn(smallCityZone),
    say,
  });

beforeAll(async () => {
  city = await startSmallCity();
  standby = { data: join(makeFolder('second'), 'data'), port: await findFreePort(27_300) };
  await takeCopy(city);
}, 120_000);
afterAll(async () => {
  stopping.abort();
  await stopPostgres({ dataDir: join(standby.data, 'postgres') });
  await dropSmallCity(city);
}, 60_000);

test('what a machine is becomes settings of its start: only a primary that is not alone waits', () => {
  const cluster = clusterOf(makeFolder('link'));
  expect(standbySettings(cluster)).toEqual([]);
  const link = { role: 'primary', listen: '10.0.0.1', other: { host: '10.0.0.2', port: 5433 } } as const;
  const waits = 'synchronous_standby_names=otklik_standby';
  writeLink(cluster, { ...link, isAlone: false });
  expect(standbySettings(cluster)).toContain(waits);
  expect(standbySettings(cluster)).toContain('listen_addresses=127.0.0.1,10.0.0.1');
  writeLink(cluster, { ...link, isAlone: true });
  expect(standbySettings(cluster)).not.toContain(waits);
  writeLink(cluster, { ...link, role: 'standby', isAlone: false });
  expect(standbySettings(cluster)).not.toContain(waits);
});

test('a standby is let in, made and followed; nobody waits for one that is not there', {
  timeout: 120_000,
}, async () => {
  expect(await letIn(city.data, host, { host, port: standby.port })).toBe(true);
  await expect(make()).rejects.toThrow(/не отвечает/u);
  await startAgain();
  await expect(workTogether(city.data)).rejects.toThrow(/не следует/u);
  await make();
  expect(readFileSync(join(standby.data, 'seal-key'), 'utf8')).toBe('ключ');
  await expect(make()).rejects.toThrow(/--again/u);
  void followPrimary({
    data: standby.data,
    place: city.place,
    keyring: city.keyring,
    signal: stopping.signal,
    say,
  });
  const isFollowed = () =>
    workTogether(city.data).then(
      () => true,
      () => false,
    );
  expect(await waitUntil(isFollowed, 60_000, 300)).toBe(true);
  await startAgain();
  expect(await waitUntil(() => readSeen(clusterOf(standby.data))?.isTogether === true, 60_000, 100)).toBe(
    true,
  );
});

test('it is promoted when the primary is dead, with all that was acknowledged; the former one does not start', {
  timeout: 120_000,
}, async () => {
  await ask(city.server.url, "INSERT INTO note VALUES (1, 'подтверждено', clock_timestamp())");
  await expect(promote()).rejects.toThrow(/двух основных быть не должно/u);
  process.kill(city.server.pid, 'SIGQUIT');
  expect(
    await waitUntil(
      async () => (await askOther(clusterOf(standby.data), { host, port: city.server.port })) === null,
      20_000,
    ),
  ).toBe(true);
  const cluster = clusterOf(standby.data);
  const heard = { at: Date.now(), behind: 0 };
  writeSeen(cluster, { ...heard, isTogether: false });
  await expect(promote()).rejects.toThrow(/работала одна/u);
  writeSeen(cluster, { ...heard, isTogether: true });
  await promote();
  expect(readLink(cluster)).toMatchObject({ role: 'primary', isAlone: true });
  expect(existsSync(join(cluster.data, 'standby.signal'))).toBe(false);
  const server = await startPostgres({ dataDir: join(standby.data, 'postgres'), detached: true });
  expect(await ask(server.url, 'SELECT words FROM note WHERE id = 1')).toEqual([{ words: 'подтверждено' }]);
  await ask(server.url, "INSERT INTO note VALUES (2, 'после', clock_timestamp())");
  await expect(startAgain()).rejects.toThrow(/Двух основных быть не должно/u);
  // One that answers and lets nobody in is there all the same.
  writeFileSync(join(clusterOf(city.data).dir, 'backup-password'), 'другой');
  expect(await askOther(clusterOf(city.data), { host, port: server.port })).toBe('unknown');
});

test('what is no standby is not promoted', { timeout: 60_000 }, async () => {
  await expect(promote()).rejects.toThrow(/не запасная/u);
});
