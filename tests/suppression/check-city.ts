import { composeFigures } from '../../server/heatmap/figures/open/compose.ts';
import {
  countShown,
  type MonthCounts,
  type OpenMonth,
  publishMonth,
} from '../../server/heatmap/figures/open/month.ts';
import { setColumns, writeRows } from '../../server/heatmap/figures/open/open-set.ts';
import { type OpenMeasure, openPeriods } from '../../shared/contract/heatmap/heatmap-open.ts';
import { attack, type Found, type Published, type Secret } from './attack.ts';
import { countMonth } from './count-city.ts';
import { makeCity, makeDice } from './random-city.ts';

export interface Rules {
  smallest: number;
  perPair: number;
}

export interface CityResult {
  title: string;
  tables: number;
  /** Numbers the attacker knows exactly, and those of fewer possible values than promised. */
  solved: Found[];
  narrow: Found[];
  /** The least range of a number hidden in a table. */
  leastWidth: number;
  now: { hidden: number; shown: number };
}

/** Months that the open set has. */
const MONTHS = 13;

/** What is published of a city in so many months, edition after edition, and what an attacker who kept all of it finds. */
export async function checkCity(seed: number, rules: Rules, length = MONTHS): Promise<CityResult> {
  const city = makeCity(seed);
  const counted = Array.from({ length }, (_, at) => countMonth(city, at + 1));
  const months = counted.map((counts) => publishMonth(counts, { ...rules, width: rules.smallest }));
  const more = counted.flatMap((counts, at) => listSmall(counts, months[at]!, rules.smallest));
  const { found, tables } = await attack(publishAll(months), {
    width: rules.smallest,
    more,
    dice: makeDice(seed),
  });
  const told = months.map(countShown);
  const wide = found.filter(({ width }) => width > 1);
  return {
    title: `${city.blocks.length} тем × ${city.districts.length} районов, ${Math.round(city.cases.length / city.months.length)} сообщений в месяц`,
    tables,
    solved: found.filter(({ low, high }) => low === high),
    narrow: wide.filter(({ low, high, width }) => high - low < width),
    leastWidth: Math.min(...wide.map(({ low, high }) => high - low)),
    now: {
      hidden: told.reduce((sum, { hidden }) => sum + hidden, 0),
      shown: told.reduce((sum, { shown }) => sum + shown, 0),
    },
  };
}

/** The set and the page of each edition, as whoever keeps them has them. */
export function publishAll(months: readonly OpenMonth[]): Published {
  const names = setColumns.map(([name]) => name);
  return {
    rows: months
      .flatMap(writeRows)
      .map((row) => Object.fromEntries(row.map((value, at) => [names[at]!, value]))),
    figures: months.flatMap((_, at) =>
      openPeriods.map((period) => ({ period, reply: composeFigures(months.slice(0, at + 1), period) })),
    ),
  };
}

const rests = [
  ['answered', 'solved'],
  ['due', 'late'],
  ['rated', 'ratedWell'],
  ['said', 'saidSolved'],
] as const satisfies readonly (readonly [OpenMeasure, OpenMeasure])[];

/** Small numbers that no table has and subtraction may give: the rest of a whole, and pairs of which totals alone are told. */
function listSmall(
  { month, blocks, districts, counts }: MonthCounts,
  { paired }: OpenMonth,
  smallest: number,
): (Secret & { width: number })[] {
  const secrets: (Secret & { width: number })[] = [];
  const isSmall = (value: number): boolean => value > 0 && value < smallest;
  const valuesOf = (measure: Secret['measure']): number[] => {
    const rest = rests.find(([whole]) => measure === `rest of ${whole}`);
    if (!rest) return [...counts[measure as OpenMeasure]];
    return counts[rest[0]].map((value, at) => value - counts[rest[1]][at]!);
  };
  const measures = [
    ...Object.keys(counts),
    ...rests.map(([whole]) => `rest of ${whole}`),
  ] as Secret['measure'][];
  for (const measure of measures) {
    const values = valuesOf(measure);
    const isRest = measure.startsWith('rest of ');
    const isPaired = paired.includes(measure.replace('rest of ', '') as OpenMeasure);
    const add = (value: number, block: string, district: string, width: number): void => {
      if (isSmall(value)) secrets.push({ month, measure, block, district, width });
    };
    const at = (row: number, column: number): number => values[row * districts.length + column]!;
    const sum = (list: readonly number[]): number => list.reduce((all, value) => all + value, 0);
    for (const [row, block] of blocks.entries())
      for (const [column, district] of districts.entries())
        if (!isPaired || isRest) add(at(row, column), block.id, district.id, isPaired ? smallest : 1);
    if (!isRest) continue;
    for (const [row, block] of blocks.entries())
      add(sum(districts.map((_, column) => at(row, column))), block.id, 'all', smallest);
    for (const [column, district] of districts.entries())
      add(sum(blocks.map((_, row) => at(row, column))), 'all', district.id, smallest);
    add(sum(values), 'all', 'all', smallest);
  }
  return secrets;
}
