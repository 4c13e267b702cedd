import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SuggestedFact } from '../../server/base/taxonomy/index.ts';
import type { Told } from '../../server/base/understanding/duplicates/duplicate-trial.ts';
import { readMatter } from '../../server/base/understanding/duplicates/matter-words.ts';
import { shippedTaxonomy } from '../../server/base/understanding/topics/evidence.ts';
import { isPersonalReading } from '../../server/messages/cases/reading/personal.ts';
import { findLikely, type TypedMessage } from '../../server/messages/cases/strangers/likely.ts';
import { DAY } from '../../shared/time.ts';

/** What offers of likenesses are worth: of what is offered, how much is right; of what is true, how much is offered. */
export interface Offers {
  offered: number;
  right: number;
  true: number;
}

export type ReadFacts = (text: string) => SuggestedFact[];

/** Metres around the place within which an offer is looked for, and how many are shown. */
const RADIUS = 300;
const SHOWN = 5;
const DAYS = 60;
const METRES = 111_320;

const metres = (a: { lat: number; lon: number }, b: { lat: number; lon: number }): number =>
  Math.hypot((a.lat - b.lat) * METRES, (a.lon - b.lon) * METRES * Math.cos((a.lat * Math.PI) / 180));

const typedOf = (
  read: ReadFacts,
  told: { text: string; at: number; lat: number | null; lon: number | null },
): TypedMessage => {
  const facts = read(told.text);
  return { ...told, block: facts[0]?.block ?? null, facts: facts.map(({ factId }) => factId) };
};

/** The retold city: every message that has a place is offered the like of those before it, as the form offers them. */
export function offerRetold(told: readonly Told[], read: ReadFacts): Offers {
  const placed = told.flatMap(({ id, text, at, lat, lon, happening }) =>
    lat === null || lon === null
      ? []
      : [{ id, happening, ...typedOf(read, { text, at, lat, lon }), lat, lon }],
  );
  const offers: Offers = { offered: 0, right: 0, true: 0 };
  placed.forEach((typed, at) => {
    const near = placed
      .slice(0, at)
      .filter((other) => typed.at - other.at < DAYS * DAY && metres(typed, other) <= RADIUS);
    const shown = [...findLikely(typed, near)].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
    const same = new Set(near.filter(({ happening }) => happening === typed.happening).map(({ id }) => id));
    offers.offered += shown.length;
    offers.right += shown.filter(([id]) => same.has(id)).length;
    // Of more than are shown the rest is counted by its own messages.
    offers.true += Math.min(same.size, SHOWN);
  });
  return offers;
}

const judged = z.object({
  pairs: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
});

/** Pairs of real messages judged twice, by the numbers of their rows alone. */
export const readJudged = () =>
  judged
    .parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/likeness-judged.json'), 'utf8')))
    .pairs.map(([first, second, once, twice, personal]) => ({
      first,
      second,
      isTrue: once === 1 && twice === 1,
      agrees: once === twice,
      isPersonal: personal === 1,
    }));

/** Metres from a house to the next number of its street; the widest gate is passed by half a dozen. */
const HOUSE_STEP = 22;

/** The first number of a house in a text; «7к1» is 7. */
const houseOf = (text: string): number | null => {
  const found = /(?:д(?:ом)?\.?\s*№?\s*|,\s*)(\d{1,3})(?!\d)/u.exec(text);
  return found ? Number(found[1]) : null;
};

/** Metres between two who write of one spot. */
const SPOT = 40;

/**
 * How far apart the places of two texts are taken to be: real messages came without points. Houses of one street stand apart
 * by their numbers; where no house is named, what one calls the place and the other tells closer is one spot; else the point
 * is not known, and null is told.
 */
export function placeApart(first: string, second: string): number | null {
  const [a, b] = [readMatter(first).place.names, readMatter(second).place.names];
  const shared = a.filter((name) => b.includes(name)).length;
  if (shared === 0) return null;
  const [one, other] = [houseOf(first), houseOf(second)];
  if (one !== null && other !== null) return 10 + HOUSE_STEP * Math.abs(one - other);
  const isSpot = one === null && other === null && (shared === a.length || shared === b.length);
  return isSpot ? SPOT : null;
}

/** Whether the words are about somebody's own life by the shipped topics: as the form judges it. */
const isPersonalText = (text: string, read: ReadFacts): boolean =>
  isPersonalReading({ facts: read(text) }, null, (factId) => personal.has(factId));
const personal = new Set(shippedTaxonomy().facts.flatMap(({ id, isPersonal }) => (isPersonal ? [id] : [])));

/** Whether the second message is offered the first, written a day before at its place. */
export function isOffered(first: string, second: string, read: ReadFacts): boolean {
  if (isPersonalText(first, read) || isPersonalText(second, read)) return false;
  const apart = placeApart(first, second);
  if (apart !== null && apart > RADIUS) return false;
  const spot = { lat: 56.41, lon: 61.92 };
  const at = Date.UTC(2026, 10, 24);
  const place = apart === null ? { lat: null, lon: null } : { ...spot, lat: spot.lat + apart / METRES };
  const former = typedOf(read, { text: first, at: at - DAY, ...place });
  return findLikely(typedOf(read, { text: second, at, ...spot }), [{ ...former, id: 'former' }]).size > 0;
}
