import type { ReactNode } from 'react';
import type { ColumnChart } from '../../../shared/charts/chart.ts';
import { countMeasure } from '../../../shared/charts/measures.ts';
import { monthCategory } from '../../../shared/charts/times.ts';
import type { OpenLine } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { ChartFigure } from '../../ui/chart/chart.tsx';
import { LineList } from './lines-part.tsx';
import { knownNumber, showNumber, showShare } from './open-words.tsx';

/** Months: a picture for the eye, and every number under it. */
export function TrendPart({ months }: { months: readonly OpenLine[] }): ReactNode {
  return (
    <section className="stack" aria-labelledby="results-months">
      <h2 id="results-months">По месяцам</h2>
      <div className="results-chart">
        <ChartFigure chart={chartOf(months)} twin="beside" />
      </div>
      <LineList lines={months} facts={['received', 'answered', 'on-time']} className="results-months-list" />
      <table className="results-months">
        <caption className="aloud">Поступило, отвечено и ответы в срок по месяцам регистрации</caption>
        <thead>
          <tr>
            <th scope="col">Месяц</th>
            <th scope="col">Поступило</th>
            <th scope="col">С ответом</th>
            <th scope="col">В срок</th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.id}>
              <th scope="row">{month.title}</th>
              <td>{showNumber(month.received)}</td>
              <td>{showNumber(month.answered)}</td>
              <td>{showShare(month.onTimeShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A hidden number has no bar, for its length would tell it; neither has one that would tell another. */
function chartOf(months: readonly OpenLine[]): ColumnChart {
  const parts = months.map(({ received, answered }) => {
    const [all, done] = [knownNumber(received), knownNumber(answered)];
    return all === null || done === null ? null : { done, waiting: all - done };
  });
  return {
    kind: 'columns',
    title: 'Сообщения по месяцам',
    of: 'Месяц',
    categories: months.map(({ id }) => monthCategory(id)),
    measure: countMeasure,
    empty: 'скрыто',
    total: 'поступило',
    series: [
      { title: 'с ответом', values: parts.map((part) => part?.done ?? null) },
      { title: 'ответа ещё нет', values: parts.map((part) => part?.waiting ?? null) },
    ],
  };
}
