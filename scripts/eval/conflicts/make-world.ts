import { openRandom, type Random } from '../../../server/demo/world/random.ts';
import { itemAt } from '../../../shared/lists.ts';
import { formatDate, formatDayMonth } from '../../../shared/text/dates.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/time.ts';
import * as words from './conflict-words.ts';

/** A talk or a matter that either has a conflict planted in it or is as most are. */
export type Matter = { isPlanted: boolean } & (
  | { kind: 'talk'; comments: { id: string; author: string; at: Date; text: string }[] }
  | { kind: 'official'; category: [string, string]; texts: [OfficialWords, OfficialWords] }
  | { kind: 'gone'; by: 'author' | 'page' | 'network' | 'unknown'; isUnderOurs: boolean; minutes: number }
  | { kind: 'promise'; text: OfficialWords; later: OfficialWords[]; promisedOn: string }
  | { kind: 'late'; took: number; term: number; isAnswered: boolean }
);

export interface OfficialWords {
  text: string;
  at: Date;
  by: string;
}

const START = Date.parse('2026-11-02T05:00:00Z');

interface Maker extends Random {
  places: readonly string[];
}

const fill = (text: string, given: Record<string, string>): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_, name: string) => given[name] ?? '');

/** «3 января», «03.01.2027». */
const plainDay = (day: Date): string => formatDayMonth(day, 'UTC', day);
const numericDay = (day: Date): string => formatDate(day, 'UTC');

/** A day as offices write it. */
function writeDay({ pick, chance }: Maker, day: Date): string {
  const plain = pick([plainDay(day), numericDay(day).slice(0, 5), numericDay(day)]);
  return chance(0.5) ? `до ${plain}` : plain;
}

const dayText = (day: Date): string => day.toISOString().slice(0, 10);

function makeTalk(maker: Maker, isPlanted: boolean): Matter {
  const { pick, int, chance, places } = maker;
  const place = pick(places);
  const thing = pick(words.things).words;
  const begin = START + int(0, 20) * DAY + int(0, 12 * 60) * MINUTE;
  const say = (list: readonly string[]) => fill(pick(list), { place, thing });
  const comments = Array.from({ length: int(3, 14) }, (_, at) => ({
    id: `calm-${at}`,
    author: `calm-${int(1, 9)}`,
    at: new Date(begin + int(0, 8 * 60) * MINUTE),
    text: say(words.calmWords),
  }));
  const anger = isPlanted
    ? Array.from({ length: int(3, 6) }, (_, at) => ({ author: `angry-${at}`, minute: int(0, 119) }))
    : pick([
        [],
        [{ author: 'angry-1', minute: int(0, 480) }],
        [
          { author: 'angry-1', minute: 0 },
          { author: 'angry-2', minute: int(1, 100) },
        ],
        // One who writes again and again.
        [0, 20, 40, 60].map((minute) => ({ author: 'angry-1', minute })),
        // Three, over half a day.
        [0, 150, 300].map((minute, at) => ({ author: `angry-${at}`, minute: minute + int(0, 20) })),
      ]);
  const shift = int(0, 3 * 60);
  for (const [at, { author, minute }] of anger.entries())
    comments.push({
      id: `angry-${at}`,
      author,
      at: new Date(begin + (shift + minute) * MINUTE),
      text: say(words.angryWords),
    });
  return { kind: 'talk', isPlanted, comments: chance(0.5) ? comments : comments.toReversed() };
}

/** Two official texts of one place, and the words they are made of. */
interface Pair {
  say: (text: string, given?: Record<string, string>) => string;
  pair: (first: string, second: string, category?: [string, string]) => Matter;
  day: Date;
  otherDay: Date;
}

function beginPair(
  maker: Maker,
  isPlanted: boolean,
): Pair & { category: string; thing: string; place: string } {
  const { pick, int, places } = maker;
  const place = pick(places);
  const { category, words: thing } = pick(words.things);
  const at = new Date(START + int(0, 20) * DAY + int(0, 9 * 60) * MINUTE);
  const later = new Date(at.getTime() + int(20, 40 * 60) * MINUTE);
  const day = new Date(at.getTime() + int(3, 8) * DAY);
  const written = writeDay(maker, day);
  return {
    category,
    thing,
    place,
    day,
    otherDay: new Date(day.getTime() + pick([-1, 1, 2, 5]) * DAY),
    say: (text, given = {}) => fill(text, { place, thing, day: written, ...given }),
    pair: (first, second, spheres = [category, category]) => ({
      kind: 'official',
      isPlanted,
      category: spheres,
      texts: [
        { text: first, at, by: 'city' },
        { text: second, at: later, by: 'service' },
      ],
    }),
  };
}

/** They contradict each other. */
function makeClash(maker: Maker): Matter {
  const { pick } = maker;
  const { say, pair, day, otherDay } = beginPair(maker, true);
  const [one, two] = [pick(words.bodyWords), pick(words.bodyWords)];
  const other =
    two.body === one.body
      ? itemAt(
          words.bodyWords.filter(({ body }) => body !== one.body),
          0,
        )
      : two;
  // «до 5» and «4» agree: a contradiction of days names both to the same end.
  const [exact, exactOther] = [plainDay(day), plainDay(otherDay)];
  const promise = (on: string) => say(pick(words.promiseWords), { day: on });
  return pick([
    () => pair(promise(exact), promise(exactOther)),
    () => pair(promise(`до ${exact}`), promise(`до ${exactOther}`)),
    () => pair(say(pick(words.doneWords)), say(pick(words.goingWords))),
    () => pair(say(pick(words.plannedWords)), say(pick(words.notPlannedWords))),
    () => pair(say(one.words), say(other.words)),
    () => pair(say(pick(words.notOursWords)), say(pick(words.notOursWords))),
  ])();
}

/** They agree, go on from one another, or are about different things. */
function makeAgreement(maker: Maker): Matter {
  const { pick, places } = maker;
  const { say, pair, day, otherDay, category, thing, place } = beginPair(maker, false);
  const elsewhere = itemAt(places, (places.indexOf(place) + 1) % places.length);
  const promise = (on: string) => say(pick(words.promiseWords), { day: on });
  const foreign = () => fill(pick(words.promiseWords), { place: elsewhere, thing, day: plainDay(otherDay) });
  const { words: body, body: id } = pick(words.bodyWords);
  const sameBody = words.bodyWords.filter((one) => one.body === id);
  return pick([
    // The same day in other words, or one that agrees with it.
    () => pair(promise(plainDay(day)), promise(numericDay(day))),
    () => pair(promise(`до ${plainDay(day)}`), promise(plainDay(new Date(day.getTime() - DAY)))),
    () => pair(say(pick(words.promiseWords)), say(pick(words.movedWords), { day: plainDay(otherDay) })),
    () => pair(say(pick(words.goingWords)), say(pick(words.doneWords))),
    () => pair(say(pick(words.promiseWords)), say(pick(words.doneWords))),
    () => pair(say(pick(words.doneWords)), say(pick(words.anewWords))),
    () => pair(say(pick(words.emptyWords)), say(pick([...words.promiseWords, ...words.goingWords]))),
    () => pair(say(pick(words.emptyWords)), say(pick(words.emptyWords))),
    // Another house, another sphere.
    () => pair(promise(plainDay(day)), foreign()),
    () => pair(say(pick(words.doneWords)), say(pick(words.goingWords)), [category, `other than ${category}`]),
    () => pair(say(body), say(pick(sameBody).words)),
    () => pair(say(pick(words.notOursWords)), say(pick(words.bodyWords).words)),
    () => pair(say(pick(words.promiseWords)), say(pick(words.goingWords))),
  ])();
}

const makeOfficial = (maker: Maker, isPlanted: boolean): Matter =>
  isPlanted ? makeClash(maker) : makeAgreement(maker);

function makePromise(maker: Maker, isPlanted: boolean): Matter {
  const { pick, int, places } = maker;
  const place = pick(places);
  const thing = pick(words.things).words;
  const at = new Date(START + int(0, 20) * DAY);
  const day = new Date(at.getTime() + int(1, 6) * DAY);
  const say = (text: string, on: Date) => fill(text, { place, thing, day: plainDay(on) });
  const after = new Date(at.getTime() + int(1, 20) * HOUR);
  const later = isPlanted
    ? pick([[], [say(pick(words.goingWords), day)], [say(pick(words.emptyWords), day)]])
    : pick([
        [say(pick(words.doneWords), day)],
        [say(pick(words.movedWords), new Date(day.getTime() + 2 * DAY))],
      ]);
  return {
    kind: 'promise',
    isPlanted,
    promisedOn: dayText(day),
    text: { text: say(pick(words.promiseWords), day), at, by: 'city' },
    later: later.map((text) => ({ text, at: after, by: 'city' })),
  };
}

function makeGone(maker: Maker, isPlanted: boolean): Matter {
  const { pick, int } = maker;
  const minutes = int(1, 3000);
  if (isPlanted)
    return {
      kind: 'gone',
      isPlanted,
      by: pick(['page', 'network', 'unknown'] as const),
      isUnderOurs: true,
      minutes,
    };
  return pick([
    { kind: 'gone', isPlanted, by: 'author', isUnderOurs: true, minutes } as const,
    { kind: 'gone', isPlanted, by: 'page', isUnderOurs: false, minutes } as const,
  ]);
}

function makeLate(maker: Maker, isPlanted: boolean): Matter {
  const { pick, int, chance } = maker;
  const term = pick([240, 480, 1440]);
  const isAnswered = chance(0.6);
  const took = isPlanted
    ? isAnswered
      ? term + int(30, 2000)
      : term * 2 + int(0, 2000)
    : isAnswered
      ? term - int(-29, term - 1)
      : int(1, term * 2 - 1);
  return { kind: 'late', isPlanted, took, term, isAnswered };
}

const makers = [makeTalk, makeOfficial, makePromise, makeGone, makeLate] as const;

/** So many ordinary matters and so many with a conflict planted, in an order of the seed's own. */
export function makeWorld(given: {
  seed: number;
  planted: number;
  ordinary: number;
  places: readonly string[];
}): Matter[] {
  const maker = { ...openRandom(`conflicts ${given.seed}`), places: given.places };
  const all = [
    ...Array.from({ length: given.planted }, (_, at) => itemAt(makers, at % makers.length)(maker, true)),
    ...Array.from({ length: given.ordinary }, (_, at) => itemAt(makers, at % makers.length)(maker, false)),
  ];
  return all
    .map((matter) => ({ matter, place: maker.next() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ matter }) => matter);
}
