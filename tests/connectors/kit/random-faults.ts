import type { NetworkReading } from '../../../server/base/networks/index.ts';
import type { FakeFault } from '../../fakes/kit/fake-server.ts';
import { type Dice, makeDice } from '../../suppression/random-city.ts';
import { attempt, pullAll, sayOnce } from './drive.ts';
import type { ConnectorWorld, Delivery, Place, StartWorld } from './world.ts';

export interface FaultReport {
  faults: number;
  /** Answers that were said. */
  said: number;
  /** Readings with keys nobody had seen before. */
  read: number;
  /** What went wrong, in words; none where all is well. */
  problems: string[];
}

/** A life ends after so many steps, and another begins. */
const STEPS = 40;

/** Lives of a page with a fault at every step: what is said stands there once, what people wrote is read, keys keep their meaning. */
export async function walkThroughFaults(
  start: StartWorld,
  seed: number,
  count: number,
): Promise<FaultReport> {
  const report: FaultReport = { faults: 0, said: 0, read: 0, problems: [] };
  const dice = makeDice(seed);
  for (let life = 0; report.faults < count && report.problems.length === 0; life += 1) {
    const world = await start();
    await liveThroughFaults(world, dice, Math.min(STEPS, count - report.faults), report, life);
    report.problems.push(...world.server.schemaFaults);
    await world.server.close();
  }
  return report;
}

const pick = <T>(dice: Dice, list: readonly T[]): T => list[Math.floor(dice() * list.length)]!;

/** Any fault, at any moment of a request. */
export function drawFault(dice: Dice): FakeFault {
  const isAfter = dice() < 0.5;
  return pick<FakeFault>(dice, [
    { kind: 'status', status: pick(dice, [500, 502, 504]), isAfter },
    { kind: 'status', status: pick(dice, [429, 503]), retryAfter: 1 },
    { kind: 'cut', isAfter },
    { kind: 'broken' },
    { kind: 'html' },
    { kind: 'redirect', to: 'http://127.0.0.1:9/' },
    ...(dice() < 0.05 ? [{ kind: 'huge', bytes: 2_100_000 } as const] : []),
  ]);
}

/** What a consumer of readings keeps: by its key each once, of each post how it looks. */
function createReader(report: FaultReport) {
  const meanings = new Map<string, string>();
  const looks = new Map<string, string>();
  const gone = new Set<string>();
  const take = ({ key, facts }: NetworkReading): void => {
    const meaning = JSON.stringify(facts, (name, value) =>
      name === 'reach' || name === 'authorName' || name === 'isBirth' || name === 'pictures'
        ? undefined
        : value,
    );
    const known = meanings.get(key);
    if (known !== undefined) {
      if (known !== meaning) report.problems.push(`${key} means two things: ${known} and ${meaning}`);
      return;
    }
    meanings.set(key, meaning);
    report.read += 1;
    for (const fact of facts) {
      if (fact.fact === 'gone') gone.add(fact.id);
      if (fact.fact !== 'seen') continue;
      const { id, text } = fact.post;
      if (!(fact.isBirth && looks.has(id))) looks.set(id, text);
    }
  };
  return { take, looks, gone };
}

async function liveThroughFaults(
  world: ConnectorWorld,
  dice: Dice,
  steps: number,
  report: FaultReport,
  life: number,
): Promise<void> {
  const reader = createReader(report);
  const places: Place[] = [world.post(`Запись ${life}`)];
  const wanted: string[] = [];
  let cursor = '';
  const put = (): void => {
    world.server.faults.length = 0;
    world.server.faults.push(drawFault(dice));
    report.faults += 1;
  };
  const end = report.faults + steps;
  for (let step = 0; report.faults < end; step += 1) {
    liveOn(world, dice, places, `${life}.${step}`);
    takeDeliveries(world, dice, reader.take);
    put();
    if (dice() < 0.5) {
      const pulled = await attempt(world, () => world.connector.pull!(world.access, cursor));
      if ('done' in pulled) {
        for (const reading of pulled.done.readings) reader.take(reading);
        if (pulled.done.cursor.length > 4000) report.problems.push('The cursor is too long');
        cursor = pulled.done.cursor;
      }
    } else {
      const text = `Ответ ${life}.${step}`;
      wanted.push(text);
      const utterance = { id: `${life}-${step}-${dice()}`, to: pick(dice, places), text };
      let tries = 0;
      await sayOnce(world, utterance, () => {
        // The first fault is there already; nobody is unlucky for ever.
        if (tries > 0 && tries < 5 && report.faults < end && dice() < 0.5) put();
        tries += 1;
      });
      report.said += 1;
    }
    world.server.faults.length = 0;
  }
  takeDeliveries(world, dice, reader.take);
  const rest = await pullAll(world, cursor);
  for (const reading of rest.readings) reader.take(reading);
  for (const reading of (await pullAll(world, rest.cursor)).readings) reader.take(reading);
  judge(world, wanted, reader, report);
}

function judge(
  world: ConnectorWorld,
  wanted: readonly string[],
  { looks, gone }: Pick<ReturnType<typeof createReader>, 'looks' | 'gone'>,
  report: FaultReport,
): void {
  const said = world.said();
  if (said.toSorted().join('\n') !== wanted.toSorted().join('\n'))
    report.problems.push(`Wanted ${wanted.length}, said ${said.length}: ${said.join(', ')}`);
  // What a fault kept from being seen is not gone: it stands there.
  for (const id of world.standing().keys())
    if (gone.has(id)) report.problems.push(`${id} stands there and was said to be gone`);
  for (const [id, text] of world.standing())
    if (looks.get(id) !== text) report.problems.push(`${id} is «${text}» and was read as «${looks.get(id)}»`);
}

/** People go on writing, changing and deleting. */
function liveOn(world: ConnectorWorld, dice: Dice, places: Place[], word: string): void {
  const act = dice();
  const comments = places.filter(({ kind }) => kind === 'comment');
  if (act < 0.1) places.push(world.post(`Запись ${word}`));
  else if (act < 0.5) places.push(world.comment(pick(dice, places.filter(isPublic)), `Комментарий ${word}`));
  else if (act < 0.65 && world.message) places.push(world.message(`Сообщение ${word}`));
  else if (act < 0.8 && comments.length > 0) world.edit(pick(dice, comments), `Правка ${word}`);
  else if (act < 0.85 && comments.length > 0) {
    const gone = pick(dice, comments);
    world.remove(gone);
    places.splice(places.indexOf(gone), 1);
  }
}

const isPublic = ({ kind }: Place): boolean => kind !== 'message';

/** Deliveries come in any order, and some of them twice. */
function takeDeliveries(world: ConnectorWorld, dice: Dice, take: (reading: NetworkReading) => void): void {
  const door = world.connector.door;
  const deliveries: Delivery[] = world.deliver();
  const told = [...deliveries, ...deliveries.filter(() => dice() < 0.3)];
  for (let at = told.length - 1; at > 0; at -= 1) {
    const other = Math.floor(dice() * (at + 1));
    [told[at], told[other]] = [told[other]!, told[at]!];
  }
  for (const delivery of told)
    if (door?.verify(delivery, world.access)) take(door.read(delivery.body, world.access));
}
