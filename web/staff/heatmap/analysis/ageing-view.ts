import type { ColumnChart } from '../../../../shared/charts/chart.ts';
import { classOf, type HeatScale, makeScale, smallest } from '../../../../shared/charts/heat-scale.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import {
  badness,
  gapWords,
  lookOfRatio,
  type RatioKind,
  ratioScale,
  readRatio,
  writeRatio,
} from '../../../../shared/charts/ratio-heat.ts';
import { dayCategory } from '../../../../shared/charts/times.ts';
import { type AgeingWeek, cohortAges } from '../../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../../shared/contract/heatmap/objects.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { ageTitle, bandDays, bandTitle, weekTitle } from '../../../../shared/text/heatmap/ageing.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { casesHref } from '../../base/parts/object-words.ts';
import type { GridCell, GridColumn, GridLine } from '../figures/figure-grid.tsx';

export const leftKind: RatioKind = { unit: 'share', better: 'down' };

interface Table {
  columns: GridColumn[];
  lines: GridLine[];
  scale: HeatScale;
}

export interface AgeingView {
  cohorts: Table;
  stock: Table;
  chart: ColumnChart;
}

/** Bands a picture can tell apart, by the ages they begin with: up to four weeks, up to thirteen, older. */
const drawn = [
  { title: 'меньше 4 недель', from: 0, until: 4 },
  { title: '4–13 недель', from: 4, until: 13 },
  { title: '13 недель и больше', from: 13, until: Number.POSITIVE_INFINITY },
] as const;

/** Both tables and the picture of the weeks of a slice; each number opens the list of as many cases. Pure. */
export function layOutAgeing(weeks: readonly AgeingWeek[], { block, districtId }: SliceFilter): AgeingView {
  const narrow = { block, districtId };
  return {
    cohorts: layOutCohorts(weeks, narrow),
    stock: layOutStock(weeks, narrow),
    chart: drawStock(weeks),
  };
}

type Narrow = Pick<SliceFilter, 'block' | 'districtId'>;

/** Weeks down, ages across; coloured by the share of the week that is still open. */
function layOutCohorts(weeks: readonly AgeingWeek[], narrow: Narrow): Table {
  const readAt = ({ open, received }: AgeingWeek, at: number) =>
    readRatio(leftKind, { part: open[at] ?? null, whole: received }, smallest);
  const scale = ratioScale(
    Math.max(
      0,
      ...weeks.flatMap((week) =>
        cohortAges.flatMap((_, at) => {
          const { value } = readAt(week, at);
          return value === null ? [] : [badness(leftKind, value)];
        }),
      ),
    ),
  );
  const cellOf = (week: AgeingWeek, at: number): GridCell => {
    const age = cohortAges[at] ?? 0;
    const count = week.open[at] ?? null;
    const what = `${ageTitle(age).toLocaleLowerCase('ru')} открыто`;
    const title = `неделя ${weekTitle(week)}, ${what}`;
    if (count === null) return { text: '', look: 'plain', href: null, aloud: `Ещё не прошло — ${title}` };
    const told = readAt(week, at);
    const share = told.gap === null ? writeRatio(leftKind, told.value) : null;
    return {
      // None of a week in which nothing came is no number at all.
      text: week.received === 0 ? '·' : formatNumber(count),
      look: lookOfRatio(leftKind, told, scale),
      href:
        count === 0
          ? null
          : casesHref({ from: week.from, to: week.to, openOn: addDays(week.to, age * 7), ...narrow }),
      ...(count > 0 && share && { under: share }),
      aloud: ` — ${title}, ${formatNumber(count)} из ${formatNumber(week.received)}${told.gap === 'few' ? `, ${gapWords.few}` : share ? `, ${share}` : ''}`,
    };
  };
  return {
    columns: [
      { id: 'received', title: 'Поступило', isTotal: true },
      ...cohortAges.map((age) => ({ id: `after-${age}`, title: ageTitle(age) })),
    ],
    lines: weeks.map((week) => ({
      id: week.from,
      title: weekTitle(week),
      kind: 'part',
      cells: [
        wholeCell(
          week.received,
          { from: week.from, to: week.to, merged: 'with', ...narrow },
          `неделя ${weekTitle(week)}, поступило`,
        ),
        ...cohortAges.map((_, at) => cellOf(week, at)),
      ],
    })),
    scale,
  };
}

/** Sundays down, ages across; coloured by how many. */
function layOutStock(weeks: readonly AgeingWeek[], narrow: Narrow): Table {
  const scale = makeScale(Math.max(smallest, ...weeks.flatMap(({ byAge }) => byAge)));
  return {
    columns: [
      { id: 'stock', title: 'Открыто', isTotal: true },
      ...cohortAges.map((age, band) => ({ id: `band-${age}`, title: bandTitle(band) })),
    ],
    lines: weeks.map(({ to, stock, byAge }) => ({
      id: to,
      title: formatDay(to),
      kind: 'part',
      cells: [
        wholeCell(stock, { openOn: to, ...narrow }, `на конец ${formatDay(to)}, открыто`),
        ...byAge.map((count, band): GridCell => {
          const { from, to: until } = bandDays(band, to);
          return {
            text: count === 0 ? '·' : formatNumber(count),
            look: classOf(count, scale),
            href:
              count === 0
                ? null
                : casesHref({ ...(from !== null && { from }), to: until, openOn: to, ...narrow }),
            aloud: ` — открыто на конец ${formatDay(to)}, ${bandTitle(band).toLocaleLowerCase('ru')}`,
          };
        }),
      ],
    })),
    scale,
  };
}

function wholeCell(count: number, filter: Record<string, string | undefined>, words: string): GridCell {
  return {
    text: count === 0 ? '·' : formatNumber(count),
    look: 'plain',
    href: count === 0 ? null : casesHref(filter),
    aloud: ` — ${words}`,
  };
}

function drawStock(weeks: readonly AgeingWeek[]): ColumnChart {
  return {
    kind: 'columns',
    title: 'Открытые дела на конец недели по возрасту',
    of: 'На конец',
    categories: weeks.map(({ to }) => dayCategory(to)),
    measure: countMeasure,
    empty: 'открытых дел не было',
    total: 'Открыто',
    series: drawn.map(({ title, from, until }) => ({
      title,
      values: weeks.map(({ byAge }) =>
        byAge.reduce((sum, count, band) => {
          const age = cohortAges[band] ?? 0;
          return age >= from && age < until ? sum + count : sum;
        }, 0),
      ),
    })),
  };
}
