import type { ReactNode } from 'react';
import type { LineChart } from '../../../../shared/charts/chart.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import { dayCategory } from '../../../../shared/charts/times.ts';
import type { ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { firstOf, lastOf } from '../../../../shared/lists.ts';
import { daysBetween, formatDay } from '../../../../shared/text/dates.ts';
import { heatZoneTitles } from '../../../../shared/text/heatmap/zones.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';

/** Score by day with the bar of the way out. */
export function SeriesChart({ card }: { card: ZoneCard }): ReactNode {
  if (card.series.length === 0) return <p className="muted">Ещё не считали.</p>;
  return (
    <>
      <ChartFigure chart={chartOf(card)} isTitleAbove />
      {card.methods.map(({ from, version }) => (
        <p key={version} className="muted small">
          С {formatDay(from)} балл считается по редакции {version} метода: числа до этого дня не пересчитаны.
        </p>
      ))}
    </>
  );
}

function chartOf({ series, exit }: ZoneCard): LineChart {
  const [first, last] = [firstOf(series).day, lastOf(series).day];
  return {
    kind: 'line',
    title: 'Балл по дням',
    of: 'День',
    categories: series.map(({ day, zone }) => {
      const { title, short } = dayCategory(day);
      return { title: `${title}, ${heatZoneTitles[zone].toLocaleLowerCase('ru')}`, short };
    }),
    // Before a zone was opened it was counted once a week.
    positions: series.map(({ day }) => daysBetween(first, day) / Math.max(1, daysBetween(first, last))),
    measure: countMeasure,
    empty: 'не считали',
    series: { title: 'балл', values: series.map(({ score }) => score) },
    goal: { value: exit.below, title: 'порог выхода', better: 'down' },
  };
}
