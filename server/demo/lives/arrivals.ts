import { DAY, HOUR } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { PackFact } from '../../base/taxonomy/pack.ts';
import { chooseChannel, chooseDigital, type DemoChannel, pickHour, sharePassed } from '../world/channels.ts';
import { choosePlace } from '../world/place-choice.ts';
import { nowhere, scatter } from '../world/places.ts';
import { createSampler, openRandom, type Random, type Sampler, sampleKeys } from '../world/random.ts';
import type { World } from '../world/world.ts';
import type { Arrival, Draft, PlanOptions, Schedule, Stray } from './arrival.ts';
import { listDayStarts, type Office } from './office.ts';
import { planStories, startStory } from './story-run.ts';

/** Longest time after its original at which a repeated message comes, ms. */
export const LONGEST_DELAY = 17 * DAY;

/** Monday first: residents write most at the beginning of the week. */
const weekdays = [1.2, 1.13, 1.07, 1.03, 0.97, 0.76, 0.66];

const straySampler = sampleKeys<Stray>({
  vague: 40,
  no_question: 22,
  not_our_territory: 14,
  ad: 9,
  spam: 6,
  insult: 7,
  provocation: 4,
  third_party_data: 3,
  already_answered: 5,
});
/** Part of messages with no matter in them. */
const STRAY = 0.034;
/** Part of messages somebody else repeats within days. */
const REPEATED = 0.035;

/** Messages in the order of their arrival, exactly `count` of them, the last one shortly before `now`. */
export function* listArrivals(world: World, office: Office, options: PlanOptions): Generator<Arrival> {
  const { seed, count, now, days } = options;
  const stream = openStream(world, office, options);
  const quotas = shareOut(stream.dayStarts, options, stream.seasons);
  const residents = Math.max(20, Math.round(count * 0.62));
  const last = new Map(Object.entries(options.lastNumbers ?? {}));
  let index = 0;
  for (let day = 0; day < days; day += 1) {
    const drafts = stream.fillDay(day, quotas[day]!);
    for (const draft of drafts) {
      const month = localDate(new Date(draft.at)).slice(0, 7);
      const serial = (last.get(month) ?? 0) + 1;
      last.set(month, serial);
      const random = openRandom(`${seed}:author:${index}`);
      const arrival = Object.assign(draft, {
        index,
        number: `${month}-${String(serial).padStart(4, '0')}`,
        resident: Math.floor(residents * random.next() ** 1.4),
      });
      // An original may have found no room in its day.
      if (arrival.parent && arrival.parent.index === undefined) arrival.parent = null;
      arrival.parent?.children.push(arrival);
      index += 1;
      yield arrival;
    }
  }
  if (index !== count)
    throw new Error(`Planned ${index} of ${count} messages before ${new Date(now).toISOString()}`);
}

/** How many messages each day gets: by weekday, season and chance; whole numbers that add up to the count. */
function shareOut(starts: number[], { seed, count, now }: PlanOptions, seasons: number[]): number[] {
  const random = openRandom(`${seed}:days`);
  const weights = starts.map((start) => {
    const noise = 0.86 + 0.28 * random.next();
    const local = new Date(`${localDate(new Date(start + 12 * HOUR))}T00:00:00Z`);
    const part = Math.max(0.01, sharePassed((now - start) / HOUR));
    return weekdays[(local.getUTCDay() + 6) % 7]! * seasons[local.getUTCMonth()]! * noise * part;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let [passed, given] = [0, 0];
  return weights.map((weight) => {
    passed += weight;
    const upTo = Math.round((count * passed) / total);
    const quota = upTo - given;
    given = upTo;
    return quota;
  });
}

interface Stream {
  dayStarts: number[];
  /** Messages of a month against the mean of the year. */
  seasons: number[];
  fillDay: (day: number, quota: number) => Draft[];
}

function openStream(world: World, office: Office, options: PlanOptions): Stream {
  const { seed, now, days } = options;
  const dayStarts = listDayStarts(now - (days - 1) * DAY, now).slice(-days);
  const months = Array.from({ length: 12 }, (_, month) =>
    createSampler(world.facts, (fact) => fact.weight * (fact.months?.[month] ?? 1)),
  );
  const waiting = new Map<number, Draft[]>();
  const schedule: Schedule = (random, draft) => {
    if (draft.at > now - 60_000) return;
    const day = findDay(dayStarts, draft.at);
    const hour = (draft.at - dayStarts[day]!) / HOUR;
    const isManned = hour > 9 && hour < 18 && office.isWorkingDay(draft.at);
    draft.channel = isManned ? chooseChannel(random, true) : chooseDigital(random);
    waiting.set(day, [...(waiting.get(day) ?? []), draft]);
  };
  const planned = planStories(options, dayStarts);
  const fillDay = (day: number, quota: number): Draft[] => {
    const random = openRandom(`${seed}:day:${day}`);
    const start = dayStarts[day]!;
    const month = new Date(start + 12 * HOUR).getUTCMonth();
    const isWorking = office.isWorkingDay(start + 12 * HOUR);
    for (const story of planned.get(day) ?? []) {
      const at = momentOf(random, start, now, 7 + 6 * random.next());
      startStory(world, random, { ...story, at }, schedule);
    }
    const drafts = (waiting.get(day) ?? []).slice(0, quota);
    waiting.delete(day);
    while (drafts.length < quota) {
      const draft = makeDraft(world, random, { start, now, isWorking, facts: months[month]! });
      drafts.push(draft);
      if (random.chance(REPEATED) && draft.place.lat !== null) repeat(random, draft, schedule);
    }
    // What was scheduled for this very day while it was being filled comes tomorrow.
    for (const late of waiting.get(day) ?? []) schedule(random, { ...late, at: late.at + DAY });
    waiting.delete(day);
    return drafts.sort((a, b) => a.at - b.at);
  };
  return { dayStarts, seasons: weighSeasons(world.facts), fillDay };
}

/** Index of the last day that has begun by a moment. */
function findDay(starts: number[], at: number): number {
  let day = Math.min(starts.length - 1, Math.max(0, Math.floor((at - starts[0]!) / DAY)));
  while (day + 1 < starts.length && starts[day + 1]! <= at) day += 1;
  while (day > 0 && starts[day]! > at) day -= 1;
  return day;
}

function weighSeasons(facts: readonly PackFact[]): number[] {
  const sums = Array.from({ length: 12 }, (_, month) =>
    facts.reduce((sum, fact) => sum + fact.weight * (fact.months?.[month] ?? 1), 0),
  );
  const mean = sums.reduce((sum, value) => sum + value, 0) / 12;
  return sums.map((sum) => sum / mean);
}

/** A moment of a local day, never past the minute before now. */
function momentOf(random: Random, start: number, now: number, hour: number): number {
  const at = start + hour * HOUR;
  if (at <= now - 120_000) return Math.floor(at);
  return Math.floor(start + (now - 120_000 - start) * random.next());
}

interface DayFrame {
  start: number;
  now: number;
  isWorking: boolean;
  facts: Sampler<PackFact>;
}

function makeDraft(world: World, random: Random, { start, now, isWorking, facts }: DayFrame): Draft {
  const stray = random.chance(STRAY) ? straySampler(random) : null;
  const channel = stray ? chooseDigital(random) : chooseChannel(random, isWorking);
  const fact = stray ? generalFact(world) : chooseFact(world, random, channel, facts);
  const at = momentOf(random, start, now, pickHour(random, channel));
  const place = stray ? nowhere : choosePlace(world.places, random, fact, channel);
  const alone = { parent: null, children: [], merge: null, isStory: false, partOf: null, lived: null };
  return { at, channel, fact, stray, text: null, place, ...alone };
}

/** The topic of a message that names no matter. */
const generalFact = (world: World): PackFact => world.findFact('other.general.other') ?? world.facts[0]!;

/** What 112 is called for is mostly a matter of the season that cannot wait. */
function chooseFact(world: World, random: Random, channel: DemoChannel, facts: Sampler<PackFact>): PackFact {
  if (channel !== 'edds_112' || random.chance(0.3)) return facts(random);
  for (let i = 0; i < 12; i += 1) {
    const fact = facts(random);
    if (fact.importance === 'high' && fact.block !== 'health') return fact;
  }
  return world.findFact('housing.water.burst') ?? facts(random);
}

/** Somebody else writes about the same within three days. */
function repeat(random: Random, original: Draft, schedule: Schedule): void {
  for (let i = random.chance(0.25) ? 2 : 1; i > 0; i -= 1) {
    schedule(random, {
      ...original,
      at: Math.floor(original.at + (0.02 + 2.8 * random.next()) * DAY),
      place: scatter(random, original.place, 35),
      // The draft becomes the arrival itself when its turn comes, so the link holds.
      parent: original as Arrival,
      children: [],
    });
  }
}
