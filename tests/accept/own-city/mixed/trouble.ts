import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../../law/random.ts';
import type { Installation, Part } from './installation.ts';

/** What befalls a machine: processes killed, the database restarted, the clock moved. Each thing is looked at until the city has come back. */

export interface Troubles {
  kills: { name: string; ms: number }[];
  restarts: { way: string; ms: number }[];
  moves: number;
  /** What did not come back by itself. */
  gone: string[];
  stop: () => Promise<void>;
}

const MINUTE = 60_000;
/** Longer than the longest pause of the start script with the start of a server on a busy machine. */
const MOST_MS = 90_000;
/** How far a clock jumps, minutes. */
const jumps = [-180, -45, -3, 2, 30, 120, 26 * 60];

async function awaitBack(isBack: () => Promise<boolean> | boolean): Promise<number | null> {
  const begun = performance.now();
  while (performance.now() - begun < MOST_MS) {
    if (await isBack()) return performance.now() - begun;
    await sleep(100);
  }
  return null;
}

interface Plan {
  city: Installation;
  parts: readonly Part[];
  seed: number;
  /** Kills follow each other so many ms, about. */
  killEvery: number;
  restartEvery: number;
  moveEvery: number;
  /** The pair whose memory is looked at is left alone since this moment of performance.now(). */
  steadySince: number;
  tell: (text: string) => void;
}

async function kill({ parts, steadySince, tell }: Plan, random: Random, troubles: Troubles): Promise<void> {
  const open =
    performance.now() < steadySince ? parts : parts.filter(({ name }) => name.startsWith('second'));
  const part = random.pick(open);
  const pid = part.server();
  if (pid === null) return;
  process.kill(pid, 'SIGKILL');
  const ms = await awaitBack(async () => {
    const now = part.server();
    return now !== null && now !== pid && (await part.isReady());
  });
  if (ms === null) troubles.gone.push(`${part.name}: не поднялся за ${MOST_MS / 1000} с`);
  else troubles.kills.push({ name: part.name, ms });
  tell(`kill -9 ${part.name}: ${ms === null ? 'НЕ ПОДНЯЛСЯ' : `${(ms / 1000).toFixed(1)} с`}`);
}

/** As `pg_ctl stop -m immediate` and `-m fast` do; the start script begins it again. */
async function restart(
  { city, parts, tell }: Plan,
  way: 'immediate' | 'fast',
  troubles: Troubles,
): Promise<void> {
  const pid = city.postmaster();
  process.kill(pid, way === 'immediate' ? 'SIGQUIT' : 'SIGINT');
  const ms = await awaitBack(async () => {
    try {
      if (city.postmaster() === pid) return false;
    } catch {
      return false;
    }
    return (await Promise.all(parts.map((part) => part.isReady()))).every(Boolean);
  });
  if (ms === null) troubles.gone.push(`после остановки базы (${way}) город не готов за ${MOST_MS / 1000} с`);
  else troubles.restarts.push({ way, ms });
  tell(`база, ${way}: ${ms === null ? 'НЕ ПОДНЯЛАСЬ' : `${(ms / 1000).toFixed(1)} с`}`);
}

async function moveClock(plan: Plan, random: Random, isOver: () => boolean): Promise<void> {
  const { parts, tell } = plan;
  const whose = random.chance(0.4) ? parts : [random.pick(parts)];
  const minutes = random.pick(jumps);
  for (const part of whose) part.moveClock(minutes * MINUTE);
  tell(`часы ${whose.length > 1 ? 'у всех' : (whose[0]?.name ?? '')}: ${minutes} мин`);
  const end = performance.now() + plan.moveEvery / 2;
  while (performance.now() < end && !isOver()) await sleep(250);
  for (const part of whose) part.moveClock(0);
}

export function startTroubles(plan: Plan): Troubles {
  let isOver = false;
  const ended = () => isOver;
  const troubles: Troubles = { kills: [], restarts: [], moves: 0, gone: [], stop: async () => {} };
  const pause = async (random: Random, about: number): Promise<boolean> => {
    const end = performance.now() + about / 2 + random.next() * about;
    while (performance.now() < end && !isOver) await sleep(250);
    return !isOver;
  };
  const kills = async (): Promise<void> => {
    const random = createRandom(plan.seed, 401);
    while (await pause(random, plan.killEvery)) await kill(plan, random, troubles);
  };
  const restarts = async (): Promise<void> => {
    const random = createRandom(plan.seed, 402);
    for (let turn = 0; await pause(random, plan.restartEvery); turn += 1)
      await restart(plan, turn % 2 === 0 ? 'immediate' : 'fast', troubles);
  };
  const moves = async (): Promise<void> => {
    const random = createRandom(plan.seed, 403);
    while (await pause(random, plan.moveEvery)) {
      troubles.moves += 1;
      await moveClock(plan, random, ended);
    }
  };
  const courses = [kills(), restarts(), moves()];
  troubles.stop = async () => {
    isOver = true;
    await Promise.all(courses);
  };
  return troubles;
}
