import type { ReactNode } from 'react';
import type { ZoneCard } from '../../../../shared/contract/heatmap/zones.ts';
import { heatZoneTitles, scoreWords } from '../../../../shared/text/zones.ts';
import { useFormats } from '../../../lib/format.ts';

const WIDTH = 600;
const HEIGHT = 120;

/** Score by day with the bar of the way out, and the same as a table. */
export function SeriesChart({ card }: { card: ZoneCard }): ReactNode {
  const formats = useFormats();
  const { series, exit } = card;
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last) return <p className="muted">Ещё не считали.</p>;
  const span = Math.max(1, Date.parse(last.day) - Date.parse(first.day));
  const x = (day: string): number => ((Date.parse(day) - Date.parse(first.day)) / span) * WIDTH;
  const y = (score: number): number => HEIGHT - (score / 100) * HEIGHT;
  const known = series.filter(({ score }) => score !== null);
  return (
    <figure className="zones__series">
      <svg
        viewBox={`-6 -6 ${WIDTH + 12} ${HEIGHT + 12}`}
        role="img"
        aria-label={`Балл с ${formats.date(first.day)} по ${formats.date(last.day)}: теперь ${scoreWords(last.score)}, порог выхода ${exit.below}`}
      >
        <line x1="0" x2={WIDTH} y1={y(exit.below)} y2={y(exit.below)} className="zones__bar" />
        <polyline
          points={known.map(({ day, score }) => `${x(day)},${y(score!)}`).join(' ')}
          className="zones__line"
        />
        {known.map(({ day, score }) => (
          <circle key={day} cx={x(day)} cy={y(score!)} r="4" className="zones__dot" />
        ))}
      </svg>
      <figcaption className="small muted">Пунктир — порог выхода, {exit.below}</figcaption>
      <details>
        <summary>Таблицей</summary>
        <table className="zones__terms">
          <caption className="aloud">Балл по дням</caption>
          <thead>
            <tr>
              <th scope="col">День</th>
              <th scope="col" className="is-right">
                Балл
              </th>
              <th scope="col">Зона</th>
            </tr>
          </thead>
          <tbody>
            {series.map(({ day, score, zone }) => (
              <tr key={day}>
                <th scope="row">{formats.date(day)}</th>
                <td className="is-right">{scoreWords(score)}</td>
                <td>{heatZoneTitles[zone]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
