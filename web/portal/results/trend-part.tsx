import type { ReactNode } from 'react';
import type { OpenLine, OpenNumber } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { LineList } from './lines-part.tsx';
import { showNumber, showShare } from './open-words.tsx';

/** Months one under another: a bar for the eye, and the numbers it is drawn from in the same row. */
export function TrendPart({ months }: { months: readonly OpenLine[] }): ReactNode {
  const most = Math.max(1, ...months.map(({ received }) => known(received)));
  return (
    <section className="stack" aria-labelledby="results-months">
      <h2 id="results-months">По месяцам</h2>
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
              <td>
                <div className="results-bar">
                  <svg className="results-bar__track" aria-hidden="true" focusable="false">
                    <rect
                      className="results-bar__fill"
                      width={`${(known(month.received) / most) * 100}%`}
                      height="100%"
                    />
                  </svg>
                  <span className="results-bar__number">{showNumber(month.received)}</span>
                </div>
              </td>
              <td>{showNumber(month.answered)}</td>
              <td>{showShare(month.onTimeShare)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** A hidden number has no bar: its length would tell it. */
const known = (value: OpenNumber): number => (typeof value === 'number' ? value : 0);
