import {
  monthsOfPeriod,
  type OpenLine,
  type OpenMeasure,
  type OpenNumber,
  type OpenPeriod,
  openMeasures,
  type PublicFigures,
} from '../../../../shared/contract/heatmap/heatmap-open.ts';
import { type Line, type OpenMonth, ofEach } from './month.ts';
import { composeNetworks } from './networks.ts';

/**
 * The page of results from published months alone: whatever it says can be added up by anybody from the open set, so it tells
 * nothing that the set does not. Pure.
 */

/** What one line tells of one month: a place of its table. */
interface Told {
  month: OpenMonth;
  place: number;
}

export type Composed = Omit<PublicFigures, 'edition' | 'smallest'>;

/** Months of the trend. */
const MONTHS = monthsOfPeriod.year;
const CITY: Line = { id: 'all', title: 'Весь город' };

/** `months` are those published, the oldest first. */
export function composeFigures(months: readonly OpenMonth[], period: OpenPeriod): Composed {
  const chosen = months.slice(-monthsOfPeriod[period]);
  const total = composeLine(
    CITY,
    chosen.map((month) => tell(month, null, null)),
  );
  const blocks = linesOf(chosen, 'blocks').map((line) =>
    composeLine(
      line,
      chosen.flatMap((month) => findPlace(month, line.id, null)),
    ),
  );
  const districts = linesOf(chosen, 'districts').map((line) =>
    composeLine(
      line,
      chosen.flatMap((month) => findPlace(month, null, line.id)),
    ),
  );
  const trend = months.slice(-MONTHS).map((month) => {
    const title = month.month.split('-').toReversed().join('.');
    return composeLine({ id: month.month, title }, [tell(month, null, null)]);
  });
  const [first, last] = [chosen[0], chosen.at(-1)];
  return {
    period: first && last ? { from: `${first.month}-01`, to: lastDayOf(last.month) } : null,
    total,
    overdue: last ? (last.overdue ?? 'hidden') : null,
    blocks: sortLines(blocks.filter(isOfSomething)),
    districts: sortLines(districts.filter(isOfSomething)),
    networks: composeNetworks(chosen),
    months: trend,
    hidden: countHidden(chosen),
  };
}

function lastDayOf(month: string): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of, 0)).toISOString().slice(0, 10);
}

/** Lines of the months by id, titled as the newest of them titles them. */
function linesOf(months: readonly OpenMonth[], side: 'blocks' | 'districts'): Line[] {
  return [
    ...new Map(months.flatMap((month) => month[side].map((line) => [line.id, line] as const))).values(),
  ];
}

/** The place of a block and a district; null = all of them. */
function tell(month: OpenMonth, block: number | null, district: number | null): Told {
  const row = block ?? month.blocks.length;
  return { month, place: row * (month.districts.length + 1) + (district ?? month.districts.length) };
}

function findPlace(month: OpenMonth, blockId: string | null, districtId: string | null): Told[] {
  const find = (lines: readonly Line[], id: string | null) =>
    id === null ? null : lines.findIndex((line) => line.id === id);
  const [block, district] = [find(month.blocks, blockId), find(month.districts, districtId)];
  return block === -1 || district === -1 ? [] : [tell(month, block, district)];
}

function composeLine({ id, title }: Line, told: readonly Told[]): OpenLine {
  const counts = ofEach((measure) => addUp(told, measure));
  return {
    id,
    title,
    counts,
    onTimeShare: shareOf(told, 'due', (due, late) => due - late, 'late'),
    averageDays: averageOf(told, 'answered', ({ month, place }) => month.averageDays[place]),
    averageRating: averageOf(told, 'rated', ({ month, place }) => month.averageRating[place]),
    solvedShare: shareOf(told, 'said', (_, solved) => solved, 'saidSolved'),
    atLeast: openMeasures.filter(
      (measure) => typeof counts[measure] === 'number' && told.some((one) => readOne(one, measure) === null),
    ),
  };
}

const readOne = ({ month, place }: Told, measure: OpenMeasure): number | null =>
  month.shown[measure][place] ?? null;

/** Of the months in which it is shown; where it is in none, hidden. */
function addUp(told: readonly Told[], measure: OpenMeasure): OpenNumber {
  const known = told.flatMap((one) => readOne(one, measure) ?? []);
  if (known.length === 0) return told.length === 0 ? 0 : 'hidden';
  return known.reduce((sum, value) => sum + value, 0);
}

/** Of the months in which both numbers are shown. */
function shareOf(
  told: readonly Told[],
  whole: OpenMeasure,
  part: (whole: number, other: number) => number,
  other: OpenMeasure,
): OpenNumber {
  const known = told.flatMap((one) => {
    const [all, some] = [readOne(one, whole), readOne(one, other)];
    return all === null || some === null ? [] : [{ all, some: part(all, some) }];
  });
  return divide(known, told.length, 2);
}

/** Of the months in which the average is shown, each by its number of answers or ratings. */
function averageOf(
  told: readonly Told[],
  of: OpenMeasure,
  read: (one: Told) => number | null | undefined,
): OpenNumber {
  const known = told.flatMap((one) => {
    const [all, average] = [readOne(one, of), read(one) ?? null];
    if (all === 0) return [{ all: 0, some: 0 }];
    return all === null || average === null ? [] : [{ all, some: all * average }];
  });
  return divide(known, told.length, 1);
}

function divide(known: readonly { all: number; some: number }[], months: number, digits: number): OpenNumber {
  if (known.length === 0) return months === 0 ? null : 'hidden';
  const all = known.reduce((sum, one) => sum + one.all, 0);
  if (all === 0) return known.length < months ? 'hidden' : null;
  return Number((known.reduce((sum, one) => sum + one.some, 0) / all).toFixed(digits));
}

const isOfSomething = ({ counts }: OpenLine): boolean =>
  openMeasures.some((measure) => counts[measure] !== 0);

/** The most first; what is hidden after what is shown, what is not known last. */
function sortLines(lines: OpenLine[]): OpenLine[] {
  const rank = ({ id, counts: { received } }: OpenLine): number =>
    id === 'none' ? -2 : typeof received === 'number' ? received : -1;
  return lines.toSorted(
    (one, other) => rank(other) - rank(one) || one.title.localeCompare(other.title, 'ru'),
  );
}

/** Numbers of blocks, districts and the city in the months. */
function countHidden(months: readonly OpenMonth[]): { count: number; of: number } {
  const numbers = months.flatMap((month) => {
    const places = [
      tell(month, null, null),
      ...month.blocks.map((_, at) => tell(month, at, null)),
      ...month.districts.map((_, at) => tell(month, null, at)),
    ];
    return places.flatMap((one) => openMeasures.map((measure) => readOne(one, measure)));
  });
  return { count: numbers.filter((value) => value === null).length, of: numbers.length };
}
