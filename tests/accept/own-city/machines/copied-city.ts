import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findWaiting } from '../../../../scripts/backup/archive.ts';
import { surveyPlace } from '../../../../scripts/backup/examine.ts';
import { KEY_FILE, type Keyring, openKeyring } from '../../../../scripts/backup/keyring.ts';
import { findBases, readTip } from '../../../../scripts/backup/place.ts';
import { copierUrl } from '../../../../scripts/backup/take.ts';
import { waitUntil } from '../../../../scripts/support/processes.mjs';
import { startCanaries } from './canaries.ts';
import { followJournal } from './heads.ts';
import type { Original } from './judge-return.ts';
import {
  clusterOf,
  endChild,
  layTown,
  makePlace,
  PASSPHRASE,
  startDatabase,
  startKeeper,
  startTownServer,
} from './machine.ts';
import { startResidents } from './residents.ts';

/** A city that was copied by its keeper while it took messages, and is stopped. */
export interface CopiedCity {
  place: string;
  keyring: Keyring;
  original: Original;
  /** Moments that can be returned to. */
  span: { from: number; to: number };
  refusals: readonly string[];
}

const PATIENCE_MS = 120_000;

async function ask(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function need(condition: () => boolean, words: string): Promise<void> {
  if (!(await waitUntil(condition, PATIENCE_MS, 200))) throw new Error(`Не дождался: ${words}`);
}

async function awaitKeyring(place: string): Promise<Keyring> {
  await need(() => existsSync(join(place, KEY_FILE)), 'ключ копий');
  return openKeyring(place, PASSPHRASE);
}

/** The last segment is handed over, and the files it names are there. */
async function handOver(data: string, ownerUrl: string, place: string, keyring: Keyring): Promise<void> {
  const from = Date.now();
  const isHere = (): boolean => {
    const { bases } = findBases(place, keyring);
    const { lookedAt = 0 } = readTip(place, keyring, bases[0]?.system ?? '') ?? {};
    return (surveyPlace(place, keyring).spans.at(-1)?.to ?? 0) > from && lookedAt > from;
  };
  const cluster = clusterOf(data);
  for (let turn = 0; turn < 120 && !isHere(); turn += 1) {
    if (findWaiting(cluster).count === 0) {
      // A segment nothing was written to is not ended.
      await ask(ownerUrl, 'SELECT txid_current()');
      await ask(copierUrl(cluster), 'SELECT pg_switch_wal()');
    }
    await sleep(2000);
  }
  if (!isHere()) throw new Error('Не дождался: последний кусок WAL и взгляд на файлы');
}

/** Residents write for so many seconds; in the middle the second base is taken, as the screen asks for it. */
export async function copyLivingCity(
  { seed, seconds, tell }: { seed: number; seconds: number; tell: (text: string) => void },
  keep: (folder: string) => void,
): Promise<CopiedCity> {
  const [outer, place] = [makePlace('city'), makePlace('copies')];
  keep(place);
  const data = join(outer, 'data');
  const postgres = await startDatabase(data);
  await layTown(data, postgres);
  const site = await startTownServer(data, postgres);
  const keeper = startKeeper(data, place);
  try {
    const keyring = await awaitKeyring(place);
    await need(() => findBases(place, keyring).bases.length > 0, 'первая копия');
    tell(`первая копия снята, жители пишут ${seconds} с`);
    const journal = await followJournal(postgres.ownerUrl);
    const residents = startResidents({
      port: () => site.port,
      seed,
      clients: 4,
      pauseMs: 150,
      pictureOf: 10,
    });
    const canaries = await startCanaries(site.port, seed);
    await sleep(seconds * 500);
    await ask(postgres.url, "INSERT INTO backups.request VALUES ('take', now(), 'приёмка')");
    await sleep(seconds * 500);
    await Promise.all([residents.stop(), canaries.stop()]);
    await need(() => findBases(place, keyring).bases.length > 1, 'вторая копия');
    await handOver(data, postgres.ownerUrl, place, keyring);
    const span = surveyPlace(place, keyring).spans.at(-1);
    if (!span) throw new Error('Вернуться не к чему');
    const original = { sent: residents.sent, canaries: canaries.canaries, journal: await journal.stop() };
    return { place, keyring, original, span, refusals: residents.refusals };
  } finally {
    await endChild(site.process);
    await endChild(keeper);
    await postgres.stop();
    rmSync(outer, { recursive: true, force: true });
  }
}
