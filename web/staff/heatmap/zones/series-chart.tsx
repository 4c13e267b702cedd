import type { ReactNode } from 'react';
import type { LineChart } from '../../../../shared/charts/chart.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import { dayCategory } from '../../../../shared/charts/times.ts';
import type { ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { dayAfter } from '../../../../shared/text/dates.ts';
import { heatZoneTitles } from '../../../../shared/text/zones.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';

/** Score by day with the bar of the way out. */
export function SeriesChart({ card }: { card: ZoneCard }): ReactNode {
  if (card.series.length === 0) return <p className="muted">Ещё не считали.</p>;
  return <ChartFigure chart={chartOf(card)} isTitleAbove />;
}

function chartOf({ series, exit }: ZoneCard): LineChart {
  const days = eachDay(series);
  return {
    kind: 'line',
    title: 'Балл по дням',
    of: 'День',
    categories: days.map(({ day, zone }) => {
      const category = dayCategory(day);
      return zone
        ? { ...category, title: `${category.title}, ${heatZoneTitles[zone].toLocaleLowerCase('ru')}` }
        : category;
    }),
    measure: countMeasure,
    empty: 'не считали',
    series: { title: 'балл', values: days.map(({ score }) => score) },
    goal: { value: exit.below, title: 'порог выхода', better: 'down' },
  };
}

type Point = ZoneCard['series'][number];

/** Every day from the first to the last: one on which nothing was counted is a gap. */
function eachDay(
  series: readonly Point[],
): { day: string; score: number | null; zone: Point['zone'] | null }[] {
  const known = new Map(series.map((point) => [point.day, point]));
  const last = series.at(-1)!.day;
  const days: { day: string; score: number | null; zone: Point['zone'] | null }[] = [];
  for (let day = series[0]!.day; day <= last; day = dayAfter(day))
    days.push(known.get(day) ?? { day, score: null, zone: null });
  return days;
}
