import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstOf } from '../../shared/lists.ts';
import { createRandom } from '../../tests/law/random.ts';
import {
  listPlaceFiles,
  mutate,
  mutationKinds,
  nameFaults,
  nameOfPath,
  trimPlace,
} from '../../tests/support/backup/mutations.ts';
import {
  archiveAll,
  ask,
  dropSmallCity,
  makeFolder,
  type SmallCity,
  smallCityPassphrase,
  smallCityZone,
  startSmallCity,
  startWriting,
  takeCopy,
} from '../../tests/support/backup/small-city.ts';
import { startPostgres } from '../postgres.mjs';
import { archiveOne } from './archive.ts';
import { openBaseStream } from './base-stream.ts';
import { examineBackup, surveyPlace } from './examine.ts';
import { createFileKeeper } from './keeping/keep-files.ts';
import { openKeyring } from './keyring.ts';
import { describeMomentIn } from './moments.ts';
import { listChanges } from './place.ts';
import { restoreBackup } from './restore.ts';
import { sealedPath } from './sealed-file.ts';
import { copierUrl } from './take.ts';

const limit = { timeout: 60_000 };
const describeMoment = describeMomentIn(smallCityZone);
let city: SmallCity;

beforeAll(async () => {
  city = await startSmallCity();
}, 120_000);
afterAll(() => dropSmallCity(city), 60_000);

test('a copy is taken no faster than it was told', limit, async () => {
  const MEGABYTE = 1024 * 1024;
  const base = await openBaseStream(copierUrl(city.cluster), 'slow', 16);
  const begun = performance.now();
  let bytes = 0;
  for await (const chunk of base.tar) bytes += chunk.byteLength;
  await base.close();
  expect(bytes / MEGABYTE / ((performance.now() - begun) / 1000)).toBeLessThan(20);
});

const back = (data: string, at: number | null) =>
  restoreBackup({ ...city, at, data, describe: describeMoment, say: () => {} });

/** Moments of the run, a third of it each, at random within it. */
const momentsBetween = (from: number, to: number): number[] =>
  [0, 1, 2].map((third) => Math.round(from + ((third + 0.1 + Math.random() * 0.8) / 3) * (to - from)));

test('a base backup under writes, then WAL, and back to three moments', limit, async () => {
  const writing = startWriting(city);
  await sleep(200);
  const { manifest, tally } = await takeCopy(city);
  // The picture, the key of seals, and what the cluster lets in by.
  expect(tally.files).toBe(7);
  for (let round = 0; round < 2; round += 1) {
    await sleep(700);
    expect(await archiveAll(city)).toBeGreaterThan(0);
  }
  const told = await writing.stop();
  expect(await archiveAll(city)).toBeGreaterThan(0);
  const { faults, lost, spans } = surveyPlace(city.place, city.keyring);
  expect({ faults, lost, spans: spans.length }).toEqual({ faults: [], lost: [], spans: 1 });
  const end = Math.min(firstOf(spans).to, told.at(-1)?.at ?? 0);
  // Beyond the last moment by parts of its second: told with them, or it would seem the moment that is offered.
  const beyond = Math.floor(firstOf(spans).to / 1000 + 1) * 1000 + 7;
  await expect(back('/nowhere', beyond)).rejects.toThrow(`К ${describeMoment(beyond)},007 вернуться нельзя`);
  for (const at of momentsBetween(manifest.stoppedAt, end)) {
    const data = join(makeFolder('back'), 'data');
    await back(data, at);
    expect(readFileSync(join(data, 'seal-key'), 'utf8')).toBe('ключ');
    expect(statSync(join(data, 'seal-key')).mode & 0o777).toBe(0o600);
    expect(statSync(join(data, 'files/ab/photo.original')).size).toBe(300_000);
    const server = await startPostgres({ dataDir: join(data, 'postgres') });
    try {
      const [row] = await ask<Record<'top' | 'count' | 'late', number>>(
        server.url,
        `SELECT max(id) AS top, count(*)::int AS count, (count(*) FILTER (WHERE at > $1))::int AS late
         FROM note WHERE id > 0`,
        [new Date(at)],
      );
      // Everything acknowledged before is there, nothing begun after it is, and there is no gap. Clocks of the test tell whole milliseconds:
      // what was acknowledged within that very one may have been committed after the moment.
      expect(row?.top).toBeGreaterThanOrEqual(told.filter((one) => one.at < at).length);
      expect({ count: row?.count, late: row?.late }).toEqual({ count: row?.top, late: 0 });
    } finally {
      await server.stop();
    }
  }
});

test(
  'the word of what was erased after the moment lies in the folder before anything may start there',
  limit,
  async () => {
    await takeCopy(city);
    const erasure = { at: '2026-11-30T12:00:00.000Z', action: 'media.erase', objectId: '1', data: {} };
    const data = join(makeFolder('back'), 'data');
    // What is broken while the folder is filled leaves neither the folder nor the word.
    const broken = { ...erasure, data: { loop: 1n } };
    const restore = (erasures: (typeof erasure)[]) =>
      restoreBackup({ ...city, at: null, data, erasures, describe: describeMoment, say: () => {} });
    await expect(restore([broken])).rejects.toThrow(/BigInt/u);
    expect(existsSync(data)).toBe(false);
    // A disk just made has a folder of its own.
    mkdirSync(join(data, 'lost+found'), { recursive: true });
    await restore([erasure]);
    expect(existsSync(join(data, 'lost+found'))).toBe(true);
    expect(JSON.parse(readFileSync(join(data, 'erase-again.json'), 'utf8'))).toEqual([erasure]);
    expect(existsSync(join(data, 'restore-unfinished'))).toBe(false);
  },
);

test('files that did not change are not copied again', limit, async () => {
  writeFileSync(join(city.data, 'files/ab/second.original'), 'новая');
  const { tally, written } = await takeCopy(city);
  expect(tally).toMatchObject({ files: 8, fresh: 1 });
  expect(written).toBeLessThan(20_000_000);
});

test('nothing opens without the passphrase, and a lost key is named with what it opened', async () => {
  await expect(openKeyring(city.place, 'другой пароль совсем')).rejects.toThrow(/этим паролем не открылся/);
  const copy = copyPlace();
  rmSync(join(copy, 'key.age'));
  await expect(openKeyring(copy, smallCityPassphrase)).rejects.toThrow(/ни база, ни файлы, ни ключи/);
  expect(() => requireOpenWords(city.place)).not.toThrow();
});

test('the folder has something: it is not touched', async () => {
  const data = makeFolder('busy');
  writeFileSync(join(data, 'чужое'), '');
  await expect(back(data, null)).rejects.toThrow(/не пустая/);
  expect(readdirSync(data)).toEqual(['чужое']);
});

const copyPlace = (): string => {
  const copy = join(makeFolder('copy'), 'place');
  cpSync(city.place, copy, { recursive: true });
  return copy;
};

/** Nothing readable lies in a place: neither words of the database nor names of files. */
function requireOpenWords(place: string): void {
  for (const path of listPlaceFiles(place)) {
    const text = readFileSync(path).toString('utf8');
    if (/дорога|photo\.original|otklik_owner/.test(text)) throw new Error(`${path} can be read`);
  }
}

/** A place that was kept after its copies: three times files came. Returns it and the moments at which that was seen. */
async function keepPlace(): Promise<{ copy: string; moments: number[] }> {
  const copy = copyPlace();
  const { keyring, system, data } = city;
  const cluster = city.cluster.dir;
  const keeper = createFileKeeper({ place: copy, keyring, system, timeline: 1, data, cluster, known: [] });
  const begun = Date.now();
  const moments = [begun, begun + 1000, begun + 2000];
  for (const now of moments) {
    writeFileSync(join(data, 'files/ab/come.original'), `снимок ${now}`);
    await keeper.look(now);
  }
  return { copy, moments };
}

const rounds = Number(process.env.OTKLIK_BACKUP_MUTATIONS ?? 100);

test(`${rounds} mutations of a place are each named before a return begins`, {
  timeout: 60_000 + rounds * 200,
}, async () => {
  const { copy } = await keepPlace();
  // From the first base over every segment.
  const files = await trimPlace(copy, city.keyring, firstOf(surveyPlace(copy, city.keyring).bases));
  expect(files.filter((path) => path.includes('/wal/')).length).toBeGreaterThan(2);
  expect(await nameFaults(copy, smallCityPassphrase)).toBe('');
  const random = createRandom(Number(process.env.OTKLIK_BACKUP_SEED ?? Date.now()));
  for (let round = 0; round < rounds; round += 1) {
    const path = files[round % files.length] ?? '';
    const kind = random.pick(mutationKinds);
    const { touched, undo } = mutate(files, path, kind, random);
    const named = await nameFaults(copy, smallCityPassphrase);
    expect(
      touched.some((one) => named.includes(nameOfPath(copy, one))),
      `${kind} ${path}: ${named}`,
    ).toBe(true);
    undo();
  }
});

test('a record of files under the moment of another is named by both moments', async () => {
  const { copy, moments } = await keepPlace();
  for (const [turn, moment] of moments.entries()) {
    const record = listChanges(copy).find(({ at }) => at === moment);
    if (!record) throw new Error('no such record');
    const path = sealedPath(copy, record.file);
    // Beyond all the others, and not next to its place.
    const moved = path.replace(String(moment), String(moment + 5000));
    renameSync(path, moved);
    const named = await nameFaults(copy, smallCityPassphrase);
    expect(named, `${turn}`).toContain(`changes/${moment}: пропал`);
    expect(named).toContain(`changes/${basename(moved)}: изменён`);
    renameSync(moved, path);
    appendFileSync(path, '!');
    // What lies in its place and is another is said once.
    const spoiled = await nameFaults(copy, smallCityPassphrase);
    expect(spoiled.match(new RegExp(String(moment), 'gu'))).toHaveLength(1);
    truncateSync(path, statSync(path).size - 1);
  }
  expect(await nameFaults(copy, smallCityPassphrase)).toBe('');
});

test('a hole in the chain is named with the moments there are', limit, async () => {
  const copy = copyPlace();
  for (const name of readdirSync(join(copy, 'base')).sort().slice(1))
    rmSync(join(copy, 'base', name), { recursive: true });
  const { segments, reaches } = surveyPlace(copy, city.keyring);
  const lost = firstOf(reaches).base.lastSegment + 2;
  const file = segments.find(({ number }) => number === lost)?.file;
  if (!file) throw new Error('no such segment');
  rmSync(sealedPath(copy, file));
  const at = Date.now();
  const examined = examineBackup({ place: copy, keyring: city.keyring, at, describe: describeMoment });
  await expect(examined).rejects.toThrow(
    // Where a quick machine wrote little before the hole, one moment is left of the span.
    /нет сегмента [0-9A-F]{24}: он обрывает её на .+ Можно (?:в любой миг с .+ по|к) /,
  );
});

test('the archive takes the same segment twice and refuses another under its name', limit, async () => {
  const name = '0000000100000000000000EE';
  const path = join(city.cluster.data, 'pg_wal', name);
  const take = () => archiveOne({ ...city }, name);
  try {
    writeFileSync(path, 'сегмент');
    await take();
    await take();
    appendFileSync(path, '!');
    await expect(take()).rejects.toThrow(/уже есть другой/);
  } finally {
    rmSync(path, { force: true });
  }
});
