import type { ReportFigures } from '../contract/group/head-report-figures.ts';
import type { IndicatorUnit, IndicatorWords } from '../contract/heatmap/indicators.ts';
import { formatIndicator, indicatorCode, sectorIndicators } from '../text/heatmap/indicators.ts';
import { formatBriefly } from '../text/numbers.ts';
import type { LineChart, Measure } from './chart.ts';
import { shareMeasure } from './measures.ts';
import { usualSpread } from './spread.ts';
import { monthCategory } from './times.ts';

const measureOf = (unit: IndicatorUnit): Measure =>
  unit === 'share' ? shareMeasure : { write: (value) => formatIndicator(value, unit), tick: formatBriefly };

/** A course of fewer months says little. */
const SHORTEST = 4;

/** Months before the first number say nothing: a centre in its first year would see them and no line. */
const firstTold = (values: readonly (number | null)[]): number =>
  Math.max(
    0,
    Math.min(
      values.findIndex((value) => value !== null),
      values.length - SHORTEST,
    ),
  );

/** An indicator by month beside its goal and what is usual for it, from the first month that has a number. */
export function indicatorChart(
  words: Pick<IndicatorWords, 'id' | 'title' | 'unit' | 'better' | 'target'>,
  months: readonly string[],
  values: readonly (number | null)[],
): LineChart {
  const { title, unit, better, target } = words;
  const from = firstTold(values);
  const told = values.slice(from);
  return {
    kind: 'line',
    title: `${title} по месяцам`,
    of: 'Месяц',
    categories: months.slice(from).map(monthCategory),
    measure: measureOf(unit),
    empty: 'данных нет',
    series: { title: 'месяц', values: told },
    goal: target === null ? null : { value: target, title: 'цель', better },
    band: usualSpread(told),
  };
}

/** Indicators of a report whose course is drawn: those its sectors are told by. None in a report made before. */
export function reportTrends({ indicators, trendMonths }: ReportFigures): LineChart[] {
  if (!indicators || !trendMonths) return [];
  return indicators.flatMap((line) => {
    if (!line.trend || !sectorIndicators.includes(line.id)) return [];
    const chart = indicatorChart(line, trendMonths, line.trend);
    return [
      {
        ...chart,
        title: `${indicatorCode(line.id)}. ${line.title}, теперь ${formatIndicator(line.value, line.unit)}`,
      },
    ];
  });
}
