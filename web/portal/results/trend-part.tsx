import type { ReactNode } from 'react';
import { openTrend } from '../../../shared/charts/open-charts.ts';
import type { OpenLine } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { ChartFigure } from '../../ui/chart/chart.tsx';
import { LineList } from './lines-part.tsx';
import { showCount, showShare } from './open-words.tsx';

/** Months: a picture for the eye, and every number under it. */
export function TrendPart({ months }: { months: readonly OpenLine[] }): ReactNode {
  return (
    <section className="stack" aria-labelledby="results-months">
      <h2 id="results-months">По месяцам</h2>
      <div className="results-chart">
        <ChartFigure chart={openTrend(months)} twin="beside" />
      </div>
      <LineList lines={months} facts={['received', 'answered', 'on-time']} className="results-months-list" />
      <table className="results-months">
        <caption className="aloud">Поступило сообщений, дано ответов и сдержано сроков по месяцам</caption>
        <thead>
          <tr>
            <th scope="col">Месяц</th>
            <th scope="col">Поступило</th>
            <th scope="col">Дано ответов</th>
            <th scope="col">В срок</th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => (
            <tr key={month.id}>
              <th scope="row">{month.title}</th>
              <td>{showCount(month, 'received')}</td>
              <td>{showCount(month, 'answered')}</td>
              <td>{showShare(month.onTimeShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
