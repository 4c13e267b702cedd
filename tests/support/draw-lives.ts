import { officeMinutesBetween } from '../../server/base/deadlines/index.ts';
import type { CaseRecord, FinalTerm } from '../../server/heatmap/indicators/definitions/records.ts';
import { DAY, HOUR } from '../../shared/time.ts';
import { untouched } from './case-records.ts';

/** Cases of a few months drawn at random but always the same, as records and as rows: what counts them is held against them. */

export const LIVES_NOW = Date.parse('2027-02-10T09:00:00Z');

function makeRandom(seed: number) {
  let state = seed;
  const draw = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  return { draw, pick: <T>(list: readonly T[]): T => list[Math.floor(draw() * list.length)]! };
}
type Random = ReturnType<typeof makeRandom>;

export const NOW_ISO = new Date(LIVES_NOW).toISOString();
export const iso = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

export type Life = CaseRecord & {
  block: string | null;
  districtId: string | null;
  channel: string;
  unitId: string | null;
  prolongedAt: number | null;
};
/** Organisations are only told apart. */
export const lifeUnits = [
  '0198c0de-0000-7000-8000-000000000001',
  '0198c0de-0000-7000-8000-000000000002',
] as const;

/** Lives as they were drawn, and what is drawn while they are written. */
export interface DrawnLives {
  lives: Life[];
  /** The case the merged ones were merged into. */
  joined: Life;
  /** By the serial of a repeat, the serial of the one it repeats. */
  repeated: ReadonlyMap<string, number>;
  pick: Random['pick'];
}

/** So many lives, the same at each call: what one file of tests has drawn is nothing to the next. */
export function drawLives(count: number): DrawnLives {
  const random = makeRandom(398);
  const lives = Array.from({ length: count }, (_, at) => drawEnd(drawLife(at, random), random));
  const repeated = new Map<string, number>();
  for (const [place, life] of lives.entries()) {
    const earlier = drawRepeat(life, lives.slice(Math.max(0, place - 80), place + 80), random);
    if (!earlier) continue;
    life.repeatsFrom = earlier.registeredAt;
    repeated.set(life.id, Number(earlier.id));
  }
  return { lives, joined: joinedInto(lives, random), repeated, pick: random.pick };
}

/** One life of a case, from October to February. */
function drawLife(serial: number, { draw, pick }: Random): Life {
  const registeredAt = LIVES_NOW - Math.floor(draw() * 130 * 86_400) * 1000;
  const life: Life = {
    id: `${serial}`,
    registeredAt,
    ...untouched(),
    isMerged: draw() < 0.05,
    isOpen: true,
    canRepeat: draw() < 0.4,
    block: pick(['roads', 'waste', null]),
    districtId: pick(['sinarsky.trubny', 'villages', null]),
    channel: pick(['site_form', 'pos']),
    unitId: pick([...lifeUnits, null]),
    prolongedAt: draw() < 0.2 ? registeredAt + DAY : null,
  };
  let at = registeredAt;
  const step = (most: number): number => {
    at = Math.floor((at + draw() * most) / 1000) * 1000;
    return at;
  };
  for (let round = 0; round < 3; round += 1) {
    const started = at;
    // Some terms were prolonged: the clock and the case hold the last of them.
    const term = { dueAt: started + pick([8, 12, 30, 45]) * DAY, fulfilledAt: null as number | null };
    life.terms.push(term);
    if (step(6 * HOUR) > LIVES_NOW) return life;
    life.assignedAt.push(at);
    if (draw() < 0.2 && step(2 * DAY) < LIVES_NOW) life.refusedAt.push(at);
    if (draw() < 0.1 && step(2 * DAY) < LIVES_NOW) life.forwardedAt.push(at);
    if (step(25 * DAY) > LIVES_NOW) return life;
    life.reviewedAt.push(at);
    if (draw() < 0.3 && step(DAY) < LIVES_NOW) life.reworkedAt.push(at);
    if (step(10 * DAY) > LIVES_NOW) return life;
    if (draw() < 0.1) life.deferredAt.push(at);
    term.fulfilledAt = at;
    Object.assign(life, { isOpen: false, answeredAt: at, outcome: pick(['solved', 'explained']) });
    life.workedMinutes = officeMinutesBetween(new Date(registeredAt), new Date(at));
    life.answers.push({ at, isBrushOff: pick([null, true, false]) });
    life.isRated = false;
    if (draw() < 0.5 && step(5 * DAY) < LIVES_NOW) {
      life.ratings.push({ at, score: pick([1, 2, 3, 4, 5]) });
      life.isRated = true;
    }
    if (draw() < 0.3 && step(3 * DAY) < LIVES_NOW) {
      life.reopenedAt.push(at);
      Object.assign(life, { isOpen: true, answeredAt: null, outcome: null, isRated: false });
      continue;
    }
    if (step(9 * DAY) < LIVES_NOW) {
      life.closedAt = at;
      life.isConfirmed = draw() < 0.4;
    }
    return life;
  }
  return life;
}

/** Some appeals repeat an earlier one, a few of them one that is too old to count. */
function drawRepeat(life: Life, near: readonly Life[], { draw, pick }: Random): Life | null {
  if (!life.canRepeat || draw() < 0.5) return null;
  const earlier = pick(near);
  return earlier.registeredAt < life.registeredAt ? earlier : null;
}

/** Some end without an answer: they kept no term, and some of them had broken it before. */
function drawEnd(life: Life, { draw, pick }: Random): Life {
  const [term] = life.terms;
  if (!term || life.terms.length > 1 || life.answeredAt !== null || draw() > 0.3) return life;
  const closedAt = Math.min(LIVES_NOW, life.registeredAt + pick([5, 20, 40]) * DAY);
  return { ...life, isOpen: false, closedAt, terms: [{ ...term, fulfilledAt: closedAt }] };
}

/** The case the merged ones were merged into: what they broke is counted with it. */
function joinedInto(lives: readonly Life[], random: Random): Life {
  const isBroken = ({ dueAt, fulfilledAt }: FinalTerm): boolean =>
    fulfilledAt !== null && fulfilledAt > dueAt;
  const merged = lives.filter(({ isMerged }) => isMerged);
  return {
    ...drawLife(lives.length, random),
    isMerged: false,
    isOpen: false,
    answeredAt: null,
    closedAt: JOINED.closedAt,
    isConfirmed: false,
    canRepeat: false,
    ratings: [],
    answers: [],
    promises: [],
    deferredAt: [],
    prolongedAt: null,
    assignedAt: [],
    refusedAt: [],
    forwardedAt: [],
    reviewedAt: [],
    reworkedAt: [],
    reopenedAt: [],
    registeredAt: JOINED.registeredAt,
    block: null,
    districtId: null,
    channel: 'pos',
    unitId: null,
    terms: merged.flatMap(({ terms }) => terms.filter(isBroken)),
  };
}
export const JOINED = {
  registeredAt: Date.parse('2026-01-01T09:00:00Z'),
  closedAt: Date.parse('2026-01-02T09:00:00Z'),
};
