import { openRandom, type Random } from '../../../server/demo/world/random.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import { retell, type ToldPlace, withoutAddress } from './retell.ts';

/** A post whose happening is known. */
export interface ToldPost {
  id: string;
  /** Posts of one happening share it. */
  happening: string;
  text: string;
  at: number;
  hasPlace: boolean;
}

export interface WorldSource {
  /** Texts of appeals by their ids, no two of one happening. */
  appeals: readonly { id: string; text: string; topic: string }[];
  /** Posts of a city's channel, each of a happening of its own. */
  channel: readonly { id: string; text: string }[];
  houses: readonly ToldPlace[];
  seed: number;
  happenings: number;
}

const START = Date.parse('2026-09-01T03:00:00Z');
const SPAN = 60;

interface Teller extends Random {
  put: (happening: string, text: string, at: number, hasPlace: boolean) => void;
}

const neighbour = ({ street, house }: ToldPlace): ToldPlace => ({ street, house: String(Number(house) + 2) });

type Appeal = WorldSource['appeals'][number];

/** One happening with its tellers, and beside it what only looks the same. */
function tellHappening(teller: Teller, appeal: Appeal, { appeals, houses }: WorldSource): void {
  const { chance, int, next, pick, put } = teller;
  const text = withoutAddress(appeal.text);
  const at = START + next() * SPAN * DAY;
  const place = chance(0.75) ? pick(houses) : null;
  const first = retell(text, place, teller);
  put(appeal.id, first, at, place !== null);
  for (let count = int(1, 4); count > 0; count -= 1) {
    const isCopied = chance(0.15);
    // Somebody of the same house does not say where: everybody there knows.
    const told = place !== null && chance(0.15) ? null : place;
    const words = isCopied ? first : retell(text, told, teller);
    put(appeal.id, words, at + next() * 72 * HOUR, isCopied ? place !== null : told !== null);
  }
  if (place === null) return;
  const apart = (name: string, words: string, when: number): void =>
    put(`${appeal.id}:${name}`, words, when, true);
  if (chance(0.4)) apart('elsewhere', retell(text, pick(houses), teller), at + next() * 48 * HOUR);
  if (chance(0.4)) apart('next-house', retell(text, neighbour(place), teller), at + next() * 48 * HOUR);
  if (chance(0.3)) apart('anew', retell(text, place, teller), at + int(30, 60) * DAY);
  const other = pick(appeals.filter(({ topic }) => topic !== appeal.topic));
  if (chance(0.6))
    apart('same-house', retell(withoutAddress(other.text), place, teller), at + next() * 48 * HOUR);
}

function shuffled<T>(items: readonly T[], { next }: Random): T[] {
  return items
    .map((item) => ({ item, key: next() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Sixty days of posts by a seeded function, in the order they were written. */
export function makePosts(source: WorldSource): ToldPost[] {
  const random = openRandom(`merging ${source.seed}`);
  const posts: ToldPost[] = [];
  const put: Teller['put'] = (happening, text, at, hasPlace) => {
    posts.push({ id: `p${posts.length}`, happening, text, at, hasPlace });
  };
  const teller: Teller = { ...random, put };
  for (const appeal of shuffled(source.appeals, random).slice(0, source.happenings))
    tellHappening(teller, appeal, source);
  source.channel.forEach(({ id, text }, nth) => {
    put(`channel:${id}`, text, START + (nth / source.channel.length) * SPAN * DAY, false);
  });
  return posts.toSorted((a, b) => a.at - b.at);
}
