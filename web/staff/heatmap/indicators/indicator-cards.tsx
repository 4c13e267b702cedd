import type { ReactNode } from 'react';
import { indicatorChart } from '../../../../shared/charts/indicator-charts.ts';
import {
  type IndicatorSlice,
  type IndicatorTrend,
  listIndicatorTrend,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { useRoute } from '../../../lib/query.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Loadable } from '../../../ui/states.tsx';
import {
  FormerNumber,
  IndicatorCases,
  IndicatorGoal,
  IndicatorName,
  IndicatorNumber,
  type IndicatorRow,
} from './indicator-cells.tsx';

/** K1–K20 as cards: the number, whether it meets its goal, and how it went by month. */
export function IndicatorCards(props: { filter: IndicatorSlice; rows: readonly IndicatorRow[] }): ReactNode {
  const { filter, rows } = props;
  const trend = useRoute(listIndicatorTrend, { query: filter });
  return (
    <>
      <ul className="indicator-cards" aria-label="Показатели К1–К20">
        {rows.map((row) => (
          <li key={row.words.id} className="indicator-card">
            <IndicatorName words={row.words} />
            <div>
              <IndicatorNumber row={row} />
            </div>
            <p className="indicator-card__goal">
              <IndicatorGoal row={row} />
              <span>
                период раньше: <FormerNumber row={row} former={row.before} />
              </span>
            </p>
            {row.now.lacks === null && (
              <Loadable query={trend} failed="Ход по месяцам не посчитался">
                {(data) => <Course row={row} trend={data} />}
              </Loadable>
            )}
            {row.now.cases ? <IndicatorCases row={row} filter={filter} /> : null}
          </li>
        ))}
      </ul>
      <p className="muted small">
        Линия — месяцы за год до конца периода, с первого, за который есть данные (не меньше четырёх)
        {trend.data?.isLastWhole === false && ', последний ещё не кончился'}; пунктир — цель; полоса — обычный
        разброс: между четвертями шести месяцев до этого. Ромб на конце — хуже цели.
      </p>
    </>
  );
}

function Course({ row, trend }: { row: IndicatorRow; trend: IndicatorTrend }): ReactNode {
  const values = trend.trends.find(({ id }) => id === row.words.id)?.values ?? [];
  return <ChartFigure chart={indicatorChart(row.words, trend.months, values)} size="small" isTitleAbove />;
}
