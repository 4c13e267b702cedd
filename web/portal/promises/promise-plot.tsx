import type { ReactNode } from 'react';
import {
  getPromiseFigures,
  type PromisesLedger,
  type WordOutcome,
} from '../../../shared/contract/base/promises.ts';
import { outcomeTitles, promisesSentence, signsOf, signWorth } from '../../../shared/text/city-promises.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { uncapitalise } from '../../../shared/text/words.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFormats } from '../../lib/format.ts';
import { WordGlyph } from './word-glyph.tsx';

/** From the ground up. */
const stacked: readonly WordOutcome[] = ['kept', 'unproven', 'broken', 'ahead'];
const TALLEST = 12;

type Week = PromisesLedger['weeks'][number];

/** A sign for each promise by the week of its term, under a sentence made of the figures. */
export function PromisePlot({ ledger }: { ledger: PromisesLedger }): ReactNode {
  const { weeks, counts, weeksBack, aheadLater } = ledger;
  const worth = signWorth(weeks, TALLEST);
  const shown = stacked.filter((outcome) => outcome !== 'unproven' || counts.unproven > 0);
  const told = shown.map(
    (outcome) => `${uncapitalise(outcomeTitles[outcome])} ${formatNumber(counts[outcome])}`,
  );
  return (
    <section className="sheet promises__across" aria-labelledby="promises-picture">
      <h2 id="promises-picture">{promisesSentence(counts, weeksBack)}</h2>
      <div
        className="promise-plot"
        role="img"
        aria-label={`По неделям с ${formatDay(ledger.from)}: ${told.join(', ')}`}
      >
        {weeks.map((week, at) => (
          <WeekColumn key={week.monday} week={week} worth={worth} isNamed={at % 4 === 0} />
        ))}
      </div>
      {worth > 1 && (
        <p className="small">Один знак — до {counted(worth, 'обещания', 'обещаний', 'обещаний')}.</p>
      )}
      <div className="promise-legend">
        {shown.map((outcome) => (
          <span key={outcome}>
            <WordGlyph outcome={outcome} /> {uncapitalise(outcomeTitles[outcome])}{' '}
            <b>{formatNumber(counts[outcome])}</b>
          </span>
        ))}
        <a className="promise-legend__file" href={buildUrl(getPromiseFigures)} download>
          Цифры файлом
        </a>
      </div>
      {aheadLater > 0 && (
        <p className="small">
          Из тех, что впереди, дальше этих недель — {formatNumber(aheadLater)}; они есть в списке.
        </p>
      )}
    </section>
  );
}

function WeekColumn({ week, worth, isNamed }: { week: Week; worth: number; isNamed: boolean }): ReactNode {
  const formats = useFormats();
  const signs = stacked.flatMap((outcome) =>
    Array.from({ length: signsOf(week[outcome], worth) }, (_, at) => ({ key: `${outcome} ${at}`, outcome })),
  );
  return (
    <div className={week.isNow ? 'promise-plot__week is-now' : 'promise-plot__week'}>
      <span>
        {signs.map(({ key, outcome }) => (
          <WordGlyph key={key} outcome={outcome} />
        ))}
      </span>
      <em>{week.isNow ? 'сейчас' : isNamed && shortDay(formats.dayMonth(week.monday))}</em>
    </div>
  );
}

/** «7 сен», as a narrow column takes it. */
const shortDay = (words: string): string => {
  const [day = '', month = ''] = words.split(/\s/u);
  return `${day} ${month.slice(0, 3)}`;
};
