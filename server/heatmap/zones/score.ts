import type {
  HeatScore,
  HeatTerm,
  HeatTermId,
  HeatTrigger,
  HeatZone,
} from '../../../shared/contract/heatmap/zones.ts';
import { medianOf } from '../../lib/chance.ts';
import type { ZoneRule } from './pack.ts';

/** What is known of a cell at a moment. Plain counts: whoever has them may score. */
export interface CellFacts {
  /** Messages of the window that ends now, then of each former one, as many as are known. */
  weeks: readonly number[];
  open: number;
  overdue: number;
  /** Cases of the last weeks, and of them those that came back or repeat another. */
  recent: number;
  repeated: number;
  ratings: number;
  lowRatings: number;
  /** Of the window. */
  important: number;
  /** People reached by posts, as a share of what is much; null = not collected. */
  reach: number | null;
  /** Most messages at one place within hours. */
  onObject: number;
  /** Open messages of danger. */
  danger: number;
  /** Open cases beyond so many of their terms. */
  beyond: number;
}

/** A share of too few says nothing: one late case of one open is chance. */
const shareOf = (part: number, whole: number, { sample }: ZoneRule): number | null =>
  whole < sample ? null : part / whole;

/** The smallest of the values that nine in ten do not exceed. */
function ninth(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(0.9 * sorted.length) - 1] ?? 0;
}

/** What each term measures; null where nothing is known. */
function measure(facts: CellFacts, rule: ZoneRule): Record<HeatTermId, number | null> {
  const [count = 0, ...former] = facts.weeks;
  const history = former.slice(0, rule.historyWeeks);
  const near = former.slice(0, rule.growthWeeks);
  const usual = ninth(history);
  const median = medianOf(near.toSorted((a, b) => a - b));
  return {
    volume: history.length < rule.leastHistoryWeeks ? null : usual === 0 ? Number(count > 0) : count / usual,
    // Of a cell that is usually silent the first message is no growth by itself.
    growth: near.length < rule.growthWeeks ? null : count / Math.max(1, median) - 1,
    overdue: shareOf(facts.overdue, facts.open, rule),
    repeat: shareOf(facts.repeated, facts.recent, rule),
    low: shareOf(facts.lowRatings, facts.ratings, rule),
    important: shareOf(facts.important, count, rule),
    reach: facts.reach,
  };
}

/**
 * H = 100 × Σ w·n ÷ Σ w over the terms with data, n from 0 to 1. A hard trigger is red whatever the score; too few messages are
 * no colour.
 */
export function scoreCell(facts: CellFacts, rule: ZoneRule): HeatScore {
  const measured = measure(facts, rule);
  const known = rule.terms.filter(({ id }) => measured[id] !== null);
  const weights = known.reduce((sum, { weight }) => sum + weight, 0);
  const terms = rule.terms.map(({ id, title, weight, full }): HeatTerm => {
    const value = measured[id];
    const share = value === null ? null : Math.min(1, Math.max(0, value / full));
    const points = share === null || weights === 0 ? 0 : (100 * weight * share) / weights;
    return { id, title, weight, measured: value, share, points };
  });
  const count = facts.weeks[0] ?? 0;
  const triggers = findTriggers(facts, rule);
  const score = count < rule.minimum ? null : terms.reduce((sum, { points }) => sum + points, 0);
  const band = heatBand(score, rule);
  return { score, band, zone: triggers.length > 0 ? 'red' : band, count, terms, triggers };
}

function findTriggers(facts: CellFacts, { triggers }: ZoneRule): HeatTrigger[] {
  const found: HeatTrigger[] = [
    { kind: 'on-object', count: facts.onObject },
    { kind: 'danger', count: facts.danger },
    { kind: 'beyond-term', count: facts.beyond },
  ];
  const bars = { 'on-object': triggers.onObject, danger: triggers.danger, 'beyond-term': triggers.beyond };
  return found.filter(({ kind, count }) => count >= bars[kind]);
}

/** The colour of a score by itself, whatever makes the cell red beside it. */
export function heatBand(score: number | null, { zones }: ZoneRule): HeatZone {
  if (score === null) return 'few';
  // A score is shown in whole points; what reads as 80 is 80.
  const shown = Math.round(score);
  if (shown >= zones.red) return 'red';
  if (shown >= zones.orange) return 'orange';
  return shown >= zones.yellow ? 'yellow' : 'green';
}

/** A day of a cell as it was counted. */
export interface DayPoint {
  day: string;
  score: number | null;
  zone: HeatZone;
}

/** The day counts towards the way out: below the bar, no trigger; too few messages are below any bar. */
export const isCool = ({ score, zone }: DayPoint, rule: ZoneRule): boolean =>
  zone !== 'red' && (score === null || score < rule.exit.below);

/**
 * Days in a row up to `today` that count towards the way out. A day that was not counted breaks the row: nothing is known of it.
 */
export function coolDays(points: readonly DayPoint[], today: string, rule: ZoneRule): number {
  const byDay = new Map(points.map((point) => [point.day, point]));
  let days = 0;
  for (let at = Date.parse(`${today}T00:00Z`); ; at -= 86_400_000) {
    const point = byDay.get(new Date(at).toISOString().slice(0, 10));
    if (!point || !isCool(point, rule)) return days;
    days += 1;
  }
}
