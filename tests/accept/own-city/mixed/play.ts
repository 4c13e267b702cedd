import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '../../../law/random.ts';
import type { MailServer } from '../../../support/letters/letter-servers.ts';
import { openDoors } from './doors.ts';
import { type Files, startFiles } from './files.ts';
import { type Installation, makeInstallation, type Part } from './installation.ts';
import * as judge from './judge.ts';
import { addUp, type Sample, type Weight, weigh } from './memory.ts';
import { makePage, type Network, startNetwork } from './network.ts';
import { type Residents, startResidents } from './residents.ts';
import { type Staff, startStaff } from './staff.ts';
import { findUnit, layTown, openMail } from './town.ts';
import { startTroubles, type Troubles } from './trouble.ts';

/** A town under its usual load while all that may befall its machine does. */

export interface PlayOptions {
  minutes: number;
  seed: number;
  tell: (text: string) => void;
}

export interface Played {
  minutes: number;
  idle: Weight;
  samples: readonly Sample[];
  doors: ReturnType<typeof openDoors>['tally'];
  residents: Residents;
  staff: Staff;
  network: Network;
  files: Files;
  troubles: Troubles;
  drained: judge.Drained;
  messages: judge.Messages;
  commands: string[];
  comments: string[];
  letters: judge.Letters;
  record: string[];
}

/** After a start its garbage is collected by itself within that. */
const SETTLE_MS = Number(process.env.MIXED_SETTLE_MS ?? 60_000);
const SAMPLE_MS = Number(process.env.MIXED_SAMPLE_MS ?? 30_000);

interface Life {
  residents: Residents;
  staff: Staff;
  network: Network;
  files: Files;
  troubles: Troubles;
  samples: Sample[];
}

/** Until the time is over; whoever has begun something ends it. */
async function live(
  city: Installation,
  parts: readonly Part[],
  doors: ReturnType<typeof openDoors>,
  { minutes, seed, tell }: PlayOptions,
): Promise<Life> {
  const [unitId, page] = [await findUnit(city), await makePage(city)];
  // A door of a page is believed for seconds.
  await sleep(5000);
  const begun = performance.now();
  const lasts = minutes * 60_000;
  const residents = startResidents(doors, { seed, clients: 4, pauseMs: 1200 });
  const staff = startStaff(doors, { seed, desks: 2, pauseMs: 800, unitId });
  const network = startNetwork(doors, page, seed);
  const files = startFiles(doors, 1000);
  const troubles = startTroubles({
    city,
    parts,
    seed,
    killEvery: 25_000,
    restartEvery: Math.min(150_000, lasts / 4),
    moveEvery: 30_000,
    steadySince: begun + lasts / 2,
    tell,
  });
  const samples: Sample[] = [];
  while (performance.now() - begun < lasts) {
    await sleep(Math.min(SAMPLE_MS, Math.max(0, lasts - (performance.now() - begun))));
    const weights = parts.map((part) => ({ name: part.name, weight: weigh(part) }));
    samples.push({ at: performance.now() - begun, parts: weights });
    tell(
      `память, МБ: ${weights.map(({ name, weight }) => `${name} ${Math.round(weight.servers)}+${Math.round(weight.children)}`).join(', ')}`,
    );
    // The database may be away just now.
    await judge.hasten(city).catch(() => {});
  }
  tell('нагрузка окончена');
  await troubles.stop();
  await Promise.all([residents.stop(), staff.stop(), network.stop(), files.stop()]);
  return { residents, staff, network, files, troubles, samples };
}

async function judgeAll(city: Installation, mail: MailServer, life: Life) {
  const drained = await judge.drain(city);
  return {
    drained,
    messages: await judge.judgeMessages(city, life.residents.sent),
    commands: await judge.judgeStaff(city, life.staff.done),
    comments: await judge.judgeNetwork(city, life.network),
    letters: await judge.judgeLetters(city, mail),
    record: await judge.verifyAll(city),
  };
}

export async function playMixed(options: PlayOptions): Promise<Played> {
  const { minutes, seed, tell } = options;
  const folder = mkdtempSync(join(tmpdir(), 'otklik-mixed-'));
  // Open to the account of the server: as root it is run by another.
  chmodSync(folder, 0o711);
  const city = await makeInstallation(folder);
  let mail: MailServer | undefined;
  let isWell = false;
  try {
    tell(`завожу город: ${folder}`);
    await layTown(city);
    const first = [await city.startPart('first', 'web'), await city.startPart('first', 'worker')];
    await sleep(SETTLE_MS);
    const idle = addUp(first.map(weigh));
    tell(`в покое: ${JSON.stringify(idle)}`);
    const second = [await city.startPart('second', 'web'), await city.startPart('second', 'worker')];
    const parts = [...first, ...second];
    const ports = parts.filter(({ role }) => role === 'web').map(({ port }) => port);
    const doors = openDoors(ports, createRandom(seed, 1));
    mail = await openMail(doors);
    const life = await live(city, parts, doors, options);
    const judged = await judgeAll(city, mail, life);
    isWell = true;
    return Object.assign({ minutes, idle, doors: doors.tally }, life, judged);
  } finally {
    await city.close();
    await mail?.close();
    if (isWell && process.env.MIXED_KEEP !== '1') rmSync(folder, { recursive: true, force: true });
  }
}
