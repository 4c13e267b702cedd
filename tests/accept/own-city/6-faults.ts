import type { AcceptLine, AcceptOptions, AcceptOutcome } from '../line.ts';
import { askDoctor, judgeSaid } from './faults/doctor.ts';
import { type FaultName, listedFaults } from './faults/list.ts';
import type { ListedFault } from './faults/listed-fault.ts';
import type { Scene } from './faults/scene.ts';
import { cityScenes } from './faults/scenes-city.ts';
import { databaseScenes } from './faults/scenes-database.ts';
import { machineScenes } from './faults/scenes-machine.ts';
import { serviceScenes } from './faults/scenes-service.ts';
import { forgetTransaction } from './faults/scenes-upkeep.ts';
import { makeWorld, type World } from './faults/towns.ts';

/** Share of what befalls a server that has to be named with its cure. */
const LEAST = 0.95;
/** No answer of the command is waited for longer, ms: what it asks may itself hang. */
const LONGEST_MS = 30_000;

/** In this order: the forgotten transaction is waited for while the others are played. */
const LAST: FaultName = 'transaction-left';
const scenes: Readonly<Record<FaultName, Scene>> = {
  ...databaseScenes,
  ...machineScenes,
  ...serviceScenes,
  ...cityScenes,
};

interface Tally {
  named: FaultName[];
  missed: string[];
  strange: string[];
  unplayed: string[];
  slowest: number;
}

async function playFault(name: FaultName, world: World, tally: Tally): Promise<void> {
  const fault: ListedFault = listedFaults[name];
  try {
    const said = await scenes[name](world);
    if (!said) return void tally.unplayed.push(`${name}: ${fault.done}`);
    const { isNamed, strange } = judgeSaid(fault, said);
    tally.slowest = Math.max(tally.slowest, said.ms);
    tally.strange.push(...strange.map((words) => `${name} → ${words}`));
    if (isNamed && strange.length === 0) tally.named.push(name);
    else tally.missed.push(`${name}: ${fault.done}`);
    const words = said.troubles.map(({ id }) => id).join(', ') || said.text.trim().slice(0, 200);
    for (const more of strange) world.tell(`  лишнее: ${more}`);
    world.tell(`${isNamed ? (strange.length > 0 ? 'лишнее' : 'назван') : 'НЕТ'} ${name} — ${words}`);
  } catch (error) {
    tally.unplayed.push(`${name}: ${error instanceof Error ? error.message : error}`);
    world.tell(`НЕ СЫГРАН ${name}: ${error instanceof Error ? error.stack : error}`);
  }
}

/** What is said of an installation where all is well. */
async function listAlarms(world: World, isOwnPlayed: boolean): Promise<string[]> {
  const sites = isOwnPlayed ? [world.town, (await world.own()).site] : [world.town];
  const said = await Promise.all(sites.map((site) => askDoctor(site)));
  return said.flatMap(({ troubles, text }) =>
    troubles.length > 0 || !text ? troubles.map(({ title, words }) => `${title}. ${words}`) : [text],
  );
}

/** ACCEPT_FAULTS names some alone, by commas: to look at one closely. */
const wanted = (process.env.ACCEPT_FAULTS ?? '').split(',').filter(Boolean);
const isWanted = (name: FaultName): boolean => wanted.length === 0 || wanted.includes(name);

async function run({ tell }: AcceptOptions): Promise<AcceptOutcome> {
  const world = await makeWorld(tell);
  const tally: Tally = { named: [], missed: [], strange: [], unplayed: [], slowest: 0 };
  try {
    const names = (Object.keys(scenes) as FaultName[]).filter(isWanted);
    const isOwn = (name: FaultName): boolean => name in databaseScenes;
    const alarms = await listAlarms(world, names.some(isOwn));
    for (const name of names.filter((one) => isOwn(one) && one !== LAST)) await playFault(name, world, tally);
    alarms.push(...(await listAlarms(world, names.some(isOwn))));
    if (names.includes(LAST)) await forgetTransaction(world);
    for (const name of names.filter((one) => !isOwn(one))) await playFault(name, world, tally);
    if (names.includes(LAST)) await playFault(LAST, world, tally);
    alarms.push(...(await listAlarms(world, names.some(isOwn))));
    const { named, missed, strange, unplayed, slowest } = tally;
    const all = named.length + missed.length;
    return {
      isHeld:
        all > 0 &&
        named.length / all >= LEAST &&
        alarms.length === 0 &&
        unplayed.length === 0 &&
        slowest <= LONGEST_MS,
      figures: [
        `названо с лечением ${named.length} из ${all} (${((100 * named.length) / Math.max(all, 1)).toFixed(1).replace('.', ',')} %, порог ${LEAST * 100} %); ложных тревог на исправной установке ${alarms.length} (нужно 0), рядом с неполадкой ${strange.length}; дольше всего ${(slowest / 1000).toFixed(1).replace('.', ',')} с`,
        ...missed.map((words) => `не назван: ${words}`),
        ...strange.map((words) => `лишнее: ${words}`),
        ...alarms.map((words) => `ложная тревога: ${words}`),
        ...unplayed.map((words) => `не сыгран: ${words}`),
      ],
    };
  } finally {
    await world.close();
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: `Всё, что бывает с сервером города, называет doctor с лечением: ≥ ${LEAST * 100} %, ложных тревог 0`,
  run,
};
