import { type ReactNode, useMemo } from 'react';
import { listAgeing } from '../../../../shared/contract/heatmap/analysis.ts';
import { useRoute } from '../../../lib/query.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Slice } from '../../base/parts/slice.ts';
import { FigureGrid } from '../figures/figure-grid.tsx';
import { HeatLegend } from '../figures/heat-legend.tsx';
import { layOutAgeing, leftKind } from './ageing-view.ts';

/** How cases grow old: what is still open of each week that came, and how old what was open at each week's end was. */
export function AgeingPart({ slice }: { slice: Slice }): ReactNode {
  const reply = useRoute(listAgeing, { query: slice.filter });
  const view = useMemo(
    () => reply.data && layOutAgeing(reply.data.weeks, slice.filter),
    [reply.data, slice.filter],
  );
  return (
    <Loadable query={{ ...reply, data: view }} failed="Возраст дел не посчитался">
      {({ cohorts, stock, chart }) =>
        cohorts.lines.length === 0 ? (
          <EmptyState title="По этому отбору дел нет">
            Считаются недели с понедельника по воскресенье, которые закончились. Выберите другой период или
            сбросьте отбор.
          </EmptyState>
        ) : (
          <div className="stack">
            <section className="stack" aria-labelledby="ageing-cohorts">
              <h2 id="ageing-cohorts">Сколько поступивших за неделю ещё открыто</h2>
              <FigureGrid
                caption="Недели поступления и сколько их дел открыто через 1–13 недель"
                corner="Неделя"
                columns={cohorts.columns}
                lines={cohorts.lines}
              />
              <HeatLegend words="Доля дел недели, ещё открытых" scale={cohorts.scale} ratio={leftKind} />
              <p className="small muted">
                Недели периода, не меньше четырнадцати. «Через 4 недели» — на конец воскресенья через 28 дней
                после воскресенья этой недели; пустая клетка — этот день ещё не прошёл. Дела, объединённые с
                другими, были открыты до объединения.
              </p>
            </section>
            <section className="stack" aria-labelledby="ageing-stock">
              <h2 id="ageing-stock">Сколько недель открытым делам</h2>
              <ChartFigure chart={chart} isTitleAbove twin="beside" />
              <FigureGrid
                caption="Открытые дела на конец недели по возрасту"
                corner="На конец"
                columns={stock.columns}
                lines={stock.lines}
              />
              <HeatLegend words="Открытых дел этого возраста" scale={stock.scale} />
              <p className="small muted">
                Число открывает свои дела. Считаются дела, открытые вам; возраст — от недели поступления,
                возврат в работу его не обнуляет.
              </p>
            </section>
          </div>
        )
      }
    </Loadable>
  );
}
