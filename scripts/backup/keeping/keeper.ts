import { mkdirSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../../../shared/text/plural.ts';
import { MINUTE } from '../../../shared/time.ts';
import { choosePlace } from '../../postgres/account.mjs';
import { aliveMark, archivedFolder } from '../../postgres/archiving.mjs';
import { readLink } from '../../postgres/standby.mjs';
import { acquireLock } from '../../support/lock.mjs';
import { archiveReady, findWaiting } from '../archive.ts';
import { followChains } from '../chain.ts';
import { checkBackup, describeCounts } from '../check.ts';
import { cityZone, readCityFacts } from '../city-facts.ts';
import { surveyPlace } from '../examine.ts';
import { giveWay, readRate } from '../give-way.ts';
import { type Keyring, settleKeyring } from '../keyring.ts';
import { describeMomentIn } from '../moments.ts';
import { claimPlace } from '../owner.ts';
import { factsOf, sweepHalves } from '../place.ts';
import { BackupRefusal, describeFailure } from '../refusal.ts';
import { dropExpired, weighPlace } from '../retention.ts';
import { identifySystem, isHandingOver, readKnownFiles, type System, takeBackup } from '../take.ts';
import { createFailures } from './failures.ts';
import { createFileKeeper } from './keep-files.ts';
import { markPlace, refuseLost } from './lost-place.ts';
import { mirrorPlace, readMirrorCommand } from './mirror.ts';
import { beginRun, endRun, type RunKind, serverUrl, takeRequest, tellState } from './report.ts';

/**
 * The keeper of backups: a process beside the server, under the account of the start script, which alone may read the database's files
 * and knows the passphrase. It archives WAL and files, takes and checks copies when the server asks, and tells it how things are.
 */

const data = process.env.OTKLIK_DATA ?? '';
const wantedPlace = process.env.OTKLIK_BACKUP_TO ?? '';
/** How copies are carried to another place; empty = they are not. */
const mirrorSetting = process.env.OTKLIK_BACKUP_MIRROR ?? '';
const MIRROR = 'mirror';
const keepDays = Number(process.env.OTKLIK_BACKUP_DAYS || 31);
const cluster = choosePlace(join(data, 'postgres'));
const stopping = new AbortController();
const isStopping = (): boolean => stopping.signal.aborted;

interface Open {
  place: string;
  keyring: Keyring;
  system: System;
}

let opened: Open | null = null;
/** The pause before the next word to the server; cut short by what it should hear at once. */
let pause = new AbortController();
const failures = createFailures(() => pause.abort());
let weighed = { bytes: 0, at: 0 };

async function openOnce(): Promise<Open> {
  const passphrase = process.env.OTKLIK_BACKUP_PASSPHRASE;
  if (!passphrase)
    throw new BackupRefusal(
      'Не задан пароль копий: назовите его в OTKLIK_BACKUP_PASSPHRASE и перезапустите Отклик.',
    );
  mkdirSync(wantedPlace, { recursive: true });
  const place = realpathSync(wantedPlace);
  refuseLost(cluster, place);
  claimPlace(place, data, Date.now());
  const keyring = await settleKeyring(place, passphrase);
  markPlace(cluster, place);
  if (!(await isHandingOver(cluster)))
    throw new BackupRefusal('База данных запущена без копий: остановите Отклик и запустите снова.');
  const system = await identifySystem(cluster);
  for (const folder of ['', 'base', 'changes', `wal/${system.id}`]) sweepHalves(place, folder);
  opened = { place, keyring, system };
  pause.abort();
  return opened;
}

let opening: Promise<Open> | null = null;

/** All parts of the work share one opening: two would each make keys of a new place, and one of the two would be lost. */
function openPlace(): Promise<Open> {
  opening ??= openOnce().catch((error) => {
    opening = null;
    throw error;
  });
  return opening;
}

function noteFailure(part: string, error: unknown): void {
  // What is cut off by our own end has not failed.
  if (!isStopping()) failures.note(part, describeFailure(error, wantedPlace));
}

/** Does a part of the work; a failure is noted, told once, and forgotten when the part succeeds. */
async function attempt(part: string, work: (open: Open) => Promise<unknown>): Promise<void> {
  try {
    const open = await openPlace();
    refuseLost(cluster, open.place);
    await work(open);
    failures.forget(part);
  } catch (error) {
    noteFailure(part, error);
  }
}

async function repeat(part: string, everyMs: number, work: (open: Open) => Promise<unknown>): Promise<void> {
  while (!isStopping()) {
    await attempt(part, work);
    await sleep(everyMs, undefined, { signal: stopping.signal }).catch(() => {});
  }
}

/** Whether the chain of the cluster goes on from a base backup: after a return, a switch off or a hole it does not. */
function needsBase({ place, keyring, system }: Open): boolean {
  const { bases, segments } = surveyPlace(place, keyring);
  const own = bases.filter((base) => base.system === system.id && base.timeline === system.timeline);
  const last = followChains(own.map(factsOf), segments).at(-1);
  return !last || last.missing !== null;
}

async function take({ place, keyring }: Open): Promise<{ words: string; bytes: number }> {
  const url = serverUrl(cluster);
  if (url === null) throw new BackupRefusal('База данных не отвечает.');
  const lock = await acquireLock(join(data, 'start-backup.lock'), { waitMs: 10 * MINUTE });
  if (lock.busy) throw new BackupRefusal(`Копию уже снимает процесс ${lock.busy.pid}.`);
  try {
    const facts = await readCityFacts(url);
    const zone = cityZone(facts);
    const rate = readRate(process.env.OTKLIK_BACKUP_RATE);
    const { manifest, written } = await takeBackup({ place, keyring, data, zone, facts, rate });
    const dropped = await dropExpired(place, keyring, keepDays, Date.now());
    const rest = dropped > 0 ? `; отслужило и убрано ${counted(dropped, 'копия', 'копии', 'копий')}` : '';
    return { words: `${describeCounts(facts.counts)}${rest}`, bytes: written || manifest.files.bytes };
  } finally {
    lock.release?.();
  }
}

async function check({ place, keyring }: Open): Promise<{ words: string; bytes: number }> {
  const url = serverUrl(cluster);
  const describe = describeMomentIn(cityZone(url === null ? undefined : await readCityFacts(url)));
  const { counts, faults, to } = await checkBackup({ place, keyring, describe, say: () => {} });
  if (faults.length > 0) throw new BackupRefusal(faults.slice(0, 5).join('; '));
  return { words: `на ${describe(to)} — ${describeCounts(counts)}`, bytes: 0 };
}

/** When copies were last carried to their other place; null = not yet. */
let mirroredAt: number | null = null;

async function mirror({ place }: Open): Promise<void> {
  const words = readMirrorCommand(mirrorSetting);
  if (words === null) return;
  await mirrorPlace(words, place, stopping.signal);
  mirroredAt = Date.now();
}

async function run(open: Open, kind: RunKind): Promise<void> {
  const id = await beginRun(cluster, kind);
  try {
    const done = await (kind === 'take' ? take(open) : check(open));
    // What the place holds and what a copy has added are told of one moment.
    if (kind === 'take') weighed = { bytes: 0, at: 0 };
    await endRun(cluster, id, { isDone: true, ...done });
    pause.abort();
    // A new copy is not kept waiting for its turn.
    if (kind === 'take') await attempt(MIRROR, mirror);
  } catch (error) {
    const words = describeFailure(error, wantedPlace);
    console.error(`Копии: ${words}`);
    await endRun(cluster, id, { isDone: false, words, bytes: 0 });
  }
}

/** Moment of the last try of a base that the chain needs: a full disk is not filled again each second. */
let triedAt = 0;

async function serve(open: Open): Promise<void> {
  if (serverUrl(cluster) === null) return;
  if (needsBase(open) && Date.now() - triedAt > 15 * MINUTE) {
    triedAt = Date.now();
    await run(open, 'take');
  }
  for (
    let kind = await takeRequest(cluster);
    kind !== null && !isStopping();
    kind = await takeRequest(cluster)
  )
    await run(open, kind);
}

function weigh(place: string): number {
  if (Date.now() - weighed.at > 30 * MINUTE) weighed = { bytes: weighPlace(place), at: Date.now() };
  return weighed.bytes;
}

const notKnown = { isOpen: false, spans: [], bases: 0, bytes: 0, free: 0, faults: [] };

/** What lies in the place; `notKnown` until it is opened, and while it cannot be read. */
function lookAtPlace() {
  if (!opened) return notKnown;
  const { place, keyring } = opened;
  try {
    refuseLost(cluster, place);
    claimPlace(place, data, Date.now());
    const { spans, bases, faults, lost } = surveyPlace(place, keyring);
    const { bavail, bsize } = statfsSync(place);
    failures.forget('look');
    return {
      isOpen: true,
      spans,
      bases: bases.length,
      bytes: weigh(place),
      free: bavail * bsize,
      faults: [...faults, ...lost].slice(0, 10),
    };
  } catch (error) {
    noteFailure('look', error);
    return notKnown;
  }
}

/** Tells the server how things are, where the place cannot be opened too. */
async function tell(): Promise<void> {
  const found = lookAtPlace();
  const waiting = findWaiting(cluster);
  await tellState(cluster, {
    ...found,
    place: wantedPlace,
    keepDays,
    waiting: waiting.count,
    waitingSince: waiting.since,
    failure: failures.oldestBut(MIRROR),
    mirror: mirrorSetting ? { doneAt: mirroredAt, failure: failures.of(MIRROR) } : null,
  });
}

async function tellAlways(): Promise<void> {
  while (!isStopping()) {
    pause = new AbortController();
    await tell().then(
      () => failures.forget('tell'),
      (error) => noteFailure('tell', error),
    );
    const signal = AbortSignal.any([stopping.signal, pause.signal]);
    await sleep(20_000, undefined, { signal }).catch(() => {});
  }
}

/** When a segment was last put into the place. */
let archivedAt = 0;

async function archive({ place, keyring, system }: Open): Promise<void> {
  const count = await archiveReady({ place, keyring, system: system.id, cluster }, isStopping);
  if (count > 0) archivedAt = Date.now();
}

/** No more than a twentieth of the time is spent on looking at files, ms. */
const pauseAfter = (looked: { at: number; ms: number }): number => Math.max(1500, looked.ms * 20);

/** A standby takes its files out of the place: what comes is there within seconds. */
const hasStandby = (): boolean => readLink(cluster)?.role === 'primary';

/** Files follow the WAL: what a segment names is there soon after the moment is promised, and at least every two minutes. */
async function keepFilesOf(): Promise<void> {
  let keeper: ReturnType<typeof createFileKeeper> | null = null;
  let looked = { at: 0, ms: 0 };
  await repeat('files', 1000, async ({ place, keyring, system }) => {
    const now = Date.now();
    const isBehind = (hasStandby() || archivedAt > looked.at) && now - looked.at > pauseAfter(looked);
    if (!isBehind && now - looked.at < 2 * MINUTE) return;
    const known = keeper ? [] : await readKnownFiles(place, keyring);
    keeper ??= createFileKeeper({
      place,
      keyring,
      system: system.id,
      timeline: system.timeline,
      data,
      cluster: cluster.dir,
      known,
    });
    await keeper.look(now);
    looked = { at: now, ms: Date.now() - now };
  });
}

giveWay();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
mkdirSync(archivedFolder(cluster), { recursive: true, mode: 0o755 });
writeFileSync(aliveMark(cluster), '', { mode: 0o644 });
await Promise.all([
  repeat('archive', 1000, archive),
  keepFilesOf(),
  repeat('serve', 5000, serve),
  ...(mirrorSetting ? [repeat(MIRROR, 5 * MINUTE, mirror)] : []),
  tellAlways(),
]);
rmSync(aliveMark(cluster), { force: true });
