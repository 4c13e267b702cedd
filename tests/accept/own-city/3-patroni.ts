import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { middle } from '../../../bench/support/load-rounds.ts';
import { type Site, startServer } from '../../../bench/support/site.ts';
import { createRandom } from '../../law/random.ts';
import type { AcceptLine } from '../line.ts';
import { endChild, layTown, makePlace } from './machines/machine.ts';
import { awaitFirst, countLost, startResidents } from './machines/residents.ts';
import { findLack, startThree, type Three } from './machines/three.ts';

/** A database on three machines by docs/patroni.md: that of the primary is killed whole under messages, nobody does anything, again and again. */

const KILLS = Number(process.env.KILLS ?? 5);
const BUDGET_MS = Number(process.env.BUDGET_MINUTES ?? 12) * 60_000;
const MOST_SECONDS = 30;

interface Killed {
  /** From the kill to the first message acknowledged after it, s. */
  seconds: number;
  acknowledged: number;
  lost: number;
  /** The city's own process lived through it. */
  isUp: boolean;
}

async function playKill(three: Three, site: Site, seed: number, round: number): Promise<Killed> {
  const load = { seed: seed * 1000 + round, clients: 8, pauseMs: 40, pictureOf: 0 };
  const residents = startResidents({ ...load, port: () => site.port });
  try {
    await sleep(1500 + createRandom(seed, round).int(0, 2500));
    await three.killPrimary();
    // Whoever is answered from now on is answered by another machine.
    const killedAt = Date.now();
    const openedAt = await awaitFirst(residents.sent, killedAt);
    await residents.stop();
    return {
      seconds: (openedAt - killedAt) / 1000,
      acknowledged: residents.sent.filter(({ doneAt }) => doneAt !== null).length,
      lost: await countLost(three.ownerUrl, residents.sent),
      isUp: site.process.exitCode === null,
    };
  } finally {
    await residents.stop();
  }
}

async function playAll(
  three: Three,
  data: string,
  { seed, tell }: { seed: number; tell: (text: string) => void },
): Promise<Killed[]> {
  await layTown(data, three);
  const env = { DATABASE_OWNER_URL: three.ownerUrl, OTKLIK_DATA: data, OTKLIK_DEMO: '1', LOG_LEVEL: 'fatal' };
  const site = await startServer(three.url, env);
  const end = Date.now() + BUDGET_MS;
  const all: Killed[] = [];
  try {
    while (all.length < KILLS && Date.now() < end) {
      const killed = await playKill(three, site, seed, all.length);
      all.push(killed);
      tell(
        `№ ${all.length}: ${killed.seconds.toFixed(1)} с, подтверждено ${killed.acknowledged}, потеряно ${killed.lost}`,
      );
      await three.startAgain();
    }
    await three.replaceOne();
    tell('машина заменена пустой');
    return all;
  } finally {
    await endChild(site.process);
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: `База на трёх машинах (Patroni): ${KILLS} гибелей основной — ни одного подтверждённого не потеряно, само через ≤ ${MOST_SECONDS} с`,
  async run({ seed, tell }) {
    const lack = findLack();
    if (lack !== null) return { isHeld: false, figures: [`не сыграно: ${lack}`] };
    const outer = makePlace('app');
    const three = await startThree();
    try {
      const all = await playAll(three, join(outer, 'data'), { seed, tell });
      const seconds = all.map((one) => one.seconds);
      const sum = (of: (one: Killed) => number): number => all.reduce((total, one) => total + of(one), 0);
      return {
        isHeld:
          all.length >= KILLS / 2 &&
          all.every(
            (one) => one.lost === 0 && one.acknowledged > 0 && one.seconds <= MOST_SECONDS && one.isUp,
          ),
        figures: [
          `гибелей основной ${all.length} из ${KILLS}; подтверждено ${sum((one) => one.acknowledged)}, потеряно ${sum((one) => one.lost)} (нужно 0)`,
          `город снова принимает сам через ${middle(seconds).toFixed(1)} с (середина), дольше всего ${Math.max(0, ...seconds).toFixed(1)} с (порог ${MOST_SECONDS}); программа пережила ${all.filter(({ isUp }) => isUp).length}`,
        ],
      };
    } finally {
      await three.drop();
      rmSync(outer, { recursive: true, force: true });
    }
  },
};
