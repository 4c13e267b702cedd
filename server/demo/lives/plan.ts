import { DAY } from '../../../shared/time.ts';
import { localDate, localDayStart, startTerm } from '../../base/deadlines/index.ts';
import { openRandom } from '../world/random.ts';
import type { World } from '../world/world.ts';
import type { Arrival, PlanOptions } from './arrival.ts';
import { LONGEST_DELAY, listArrivals } from './arrivals.ts';
import { runCourse } from './course.ts';
import type { DemoCase } from './demo-case.ts';
import { type Life, staffDoer, startLife } from './life.ts';
import { type Office, openOffice } from './office.ts';
import { addAuthor, addJoiner, addNobody, openMatter } from './opening.ts';
import { choosePace } from './pace.ts';
import { addPhotos } from './photo-plan.ts';
import { breakPromises } from './promise.ts';
import { chooseParts } from './split.ts';
import type { Course, GivenAnswer } from './steps.ts';

/** Newest messages that wait in the inbox of a full demo, and those put aside beside them. */
const BACKLOG = 45;
const SNOOZED = 8;
/** Smaller demos are samples: nothing is put aside or overlooked in them. */
const FULL = 500;
/** Messages after one's own among which its parts are looked for. */
const LOOKED_AHEAD = 150;
/** Days past now that terms and promises may reach. */
const AHEAD = 60;

interface Planner {
  world: World;
  office: Office;
  options: PlanOptions;
  lastAnswered: Map<string, GivenAnswer>;
  /** When the operator sat down today; null when nobody did. */
  morning: number | null;
}

/**
 * The demo city, case by case in the order of registration: what `count` residents wrote in `days` days up to `now`, and
 * what became of it. Nothing but the packs and the seed decides; the same options give the same cases. Holds the
 * messages of about two weeks, whatever the count.
 */
export function* planCases(world: World, options: PlanOptions): Generator<DemoCase> {
  const { now, days } = options;
  const office = openOffice(now - (days + 10) * DAY, now + AHEAD * DAY);
  const morning = openMorning(office, now);
  const planner: Planner = { world, office, options, lastAnswered: new Map(), morning };
  // A case is lived when everything that may repeat it has arrived: the original must know what was joined to it.
  let waiting: Arrival[] = [];
  let ready = 0;
  for (const arrival of listArrivals(world, office, options)) {
    waiting.push(arrival);
    while (waiting[ready] && waiting[ready]!.at < arrival.at - LONGEST_DELAY) {
      yield liveCase(planner, waiting[ready]!, waiting.slice(ready + 1, ready + 1 + LOOKED_AHEAD));
      ready += 1;
    }
    if (ready > 5000) {
      waiting = waiting.slice(ready);
      ready = 0;
    }
  }
  for (; ready < waiting.length; ready += 1)
    yield liveCase(planner, waiting[ready]!, waiting.slice(ready + 1, ready + 1 + LOOKED_AHEAD));
}

/** The first minutes of today's office, when it has been open for half an hour. */
function openMorning(office: Office, now: number): number | null {
  const opened = localDayStart(localDate(new Date(now))).getTime() + 9.1 * 3_600_000;
  return office.isWorkingDay(now) && now > opened + 30 * 60_000 ? opened : null;
}

function liveCase(planner: Planner, arrival: Arrival, later: readonly Arrival[]): DemoCase {
  if (arrival.lived) return arrival.lived;
  const { world, office, options, lastAnswered, morning } = planner;
  const { count, now } = options;
  const seed = String(options.seed);
  const random = openRandom(`${seed}:case:${arrival.number}`);
  const side = openRandom(`${seed}:side:${arrival.number}`);
  const life = startLife(openMatter(world, arrival, random), random, side);
  const author = (arrival.partOf ? addNobody : addAuthor)(world, life, arrival, seed);
  const newer = count - 1 - arrival.index;
  const backlog = Math.max(Math.min(BACKLOG, Math.round(count * 0.12)), 0);
  const isAppeal = life.file.regime === 'appeal_59fz';
  const term = startTerm(isAppeal ? 'fz59-answer' : arrival.fact.deadlineRule, new Date(arrival.at));
  const isSnoozed = count >= FULL && newer >= backlog && newer < backlog + SNOOZED;
  const pace = choosePace(office, random, {
    fact: arrival.fact,
    at: arrival.at,
    dueAt: term.dueAt.getTime(),
    now,
    newer,
    backlog,
    morning,
    isForgotten: isSnoozed || isOverlooked(life, newer - backlog - SNOOZED, count),
  });
  if (arrival.partOf) pace.triagedAt = arrival.at;
  const split = isSnoozed ? null : splitMatter(planner, life, { arrival, later, triagedAt: pace.triagedAt });
  const course: Course = { world, life, arrival, author, pace, now, isSnoozed, split, lastAnswered };
  runCourse(course);
  if (!arrival.partOf && !split) {
    joinChildren(course, options, backlog);
    joinPeople(course, options);
    addPhotos(life, arrival, now);
  }
  breakPromises(life, now);
  return finishLife(life);
}

/** Lives the parts of a message about two matters at once, each yielded in its own turn. */
function splitMatter(
  planner: Planner,
  life: Life,
  { arrival, later, triagedAt }: { arrival: Arrival; later: readonly Arrival[]; triagedAt: number },
): Course['split'] {
  const text = (second: string) => {
    life.file.body += ` И ещё: ${second}`;
  };
  const parts = chooseParts(arrival, later, { side: life.side, triagedAt, text });
  if (!parts) return null;
  for (const part of parts) part.lived = liveCase(planner, part, []);
  return { at: parts[0].at, parts: parts.map((part) => part.lived!) };
}

/** A few with short terms have slipped down the inbox: some of them are overdue there. */
function isOverlooked({ clocks, random }: Life, place: number, count: number): boolean {
  const isShort = /^duty|^answer-1wd/.test(clocks[0]?.rule_id ?? '');
  return count >= FULL && place >= 0 && place < 90 && isShort && random.chance(0.3);
}

/** Whether somebody may still be joined to the case at a moment. */
function isOpenAt(life: Life, at: number): boolean {
  let status = 'moderation';
  for (const event of life.events)
    if (event.kind === 'status' && event.at <= at) status = String(event.data.to);
  return !status.startsWith('closed') && status !== 'merged' && status !== 'rejected';
}

/** Decides which of the repeated messages the operator joined to this one; each tells so in both timelines. */
function joinChildren(
  { world, life, arrival, pace, now }: Course,
  options: PlanOptions,
  backlog: number,
): void {
  const { random, file } = life;
  for (const child of arrival.children) {
    const at = pace.after(child.at, random.around(70, 0.6));
    const waits = options.count - 1 - child.index < backlog + SNOOZED;
    const isLikely = random.chance(arrival.isStory ? 0.4 : 0.62);
    if (!isLikely || waits || at > now || arrival.merge || !isOpenAt(life, at)) continue;
    child.merge = { at, into: life };
    file.joined_count += 1;
    life.tell(
      {
        at,
        kind: 'merged',
        visibility: 'staff',
        text: `Присоединено дело № ${child.number}`,
        data: { number: child.number, people: 1 },
      },
      staffDoer(world.crew.operator),
    );
  }
}

/** Residents who joined instead of writing anew. */
function joinPeople({ life, arrival, now }: Course, { seed, count }: PlanOptions): void {
  const { random, file } = life;
  if (file.lat === null || arrival.stray !== null || file.is_home) return;
  const isFirst = arrival.isStory && arrival.parent === null;
  const people = isFirst ? random.int(3, 12) : random.chance(0.085) ? random.int(1, 3) : 0;
  for (let i = 0; i < people; i += 1) {
    const at = Math.floor(arrival.at + (0.03 + 4 * random.next() ** 1.5) * DAY);
    if (at <= now && isOpenAt(life, at))
      addJoiner(life, at, String(seed), Math.max(20, Math.round(count * 0.62)));
  }
}

const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at;

/** The case as data alone, its lines in the order of time. */
function finishLife(life: Life): DemoCase {
  const { random, side, move, tell, write, startClock, stopClocks, ...data } = life;
  data.events.sort(byTime);
  data.journal.sort(byTime);
  return data;
}
