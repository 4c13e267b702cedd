import type { ReactNode } from 'react';
import type { HeatScore, HeatZone } from '../../../../shared/contract/heatmap/zones.ts';
import {
  heatZoneTitles,
  measuredWords,
  scoreWords,
  triggerWords,
} from '../../../../shared/text/heatmap/zones.ts';
import { formatDecimal, formatNumber } from '../../../../shared/text/numbers.ts';
import { Mark, type Tone } from '../../../ui/mark.tsx';

const tones: Readonly<Record<HeatZone, Tone>> = {
  few: 'quiet',
  green: 'ok',
  yellow: 'warning',
  orange: 'warning',
  red: 'danger',
};

/** «◆ 84, красная»; «26, зелёная» and «красная по правилу» where a trigger makes it red. Colour never stands alone. */
export function ScoreMark(props: Pick<HeatScore, 'score' | 'band' | 'zone'>): ReactNode {
  const { score, band, zone } = props;
  return (
    <>
      <Mark tone={tones[band]}>
        {score === null ? heatZoneTitles[band] : `${scoreWords(score)}, ${heatZoneTitles[band]}`}
      </Mark>
      {zone === 'red' && band !== 'red' && (
        <>
          {' '}
          <Mark tone={tones[zone]}>{heatZoneTitles[zone]} по правилу</Mark>
        </>
      )}
    </>
  );
}

/** What the score is made of: each term, what it measures, how much it gives; then what is red by itself. */
export function ScoreTerms({ heat }: { heat: HeatScore }): ReactNode {
  return (
    <>
      {heat.triggers.length > 0 && (
        <ul className="zones__triggers">
          {heat.triggers.map((trigger) => (
            <li key={trigger.kind}>
              <Mark tone="danger">{triggerWords(trigger)}</Mark>
            </li>
          ))}
        </ul>
      )}
      <table className="zones__terms">
        <caption className="aloud">Слагаемые балла</caption>
        <thead>
          <tr>
            <th scope="col">Слагаемое</th>
            <th scope="col">Измерено</th>
            <th scope="col" className="is-right">
              Вес
            </th>
            <th scope="col" className="is-right">
              Даёт
            </th>
          </tr>
        </thead>
        <tbody>
          {heat.terms.map((term) => (
            <tr key={term.id}>
              <th scope="row">{term.title}</th>
              <td>{measuredWords(term)}</td>
              <td className="is-right">{formatNumber(Math.round(term.weight * 100))}</td>
              <td className="is-right">{term.share === null ? '—' : formatDecimal(term.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
