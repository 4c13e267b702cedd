import type { ReactNode } from 'react';
import {
  getPublicFigures,
  openPeriods,
  type PublicFigures,
} from '../../../shared/contract/heatmap/heatmap-open.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindValue } from '../../ui/forms/fields.ts';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { HowCounted } from './how-counted.tsx';
import { LinesPart } from './lines-part.tsx';
import { showDays, showNumber, showRating, showShare } from './open-words.tsx';
import { TrendPart } from './trend-part.tsx';
import './results.css';

const usual = 30;
const titles = { 30: 'За 30 дней', 90: 'За 90 дней', 365: 'За год' } as const;

/** «Как город отвечает»: for everybody, without signing in; small numbers are hidden. */
export function ResultsPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const days = openPeriods.find((period) => String(period) === query.days) ?? usual;
  const figures = useRoute(getPublicFigures, { query: { days } });
  return (
    <div className="page results">
      <div className="question">
        <PageTitle text="Как город отвечает" />
        <p className="home-lead">
          Сколько сообщений приходит, на сколько город отвечает и что об ответах говорят жители.
        </p>
      </div>
      <div className="results__period">
        <SelectField
          form={bindValue(String(days), (value) => change({ days: value === String(usual) ? '' : value }))}
          name="value"
          label="Период"
          choices={openPeriods.map((period) => ({ value: String(period), label: titles[period] }))}
        />
      </div>
      <Loadable query={figures} failed="Цифры не загрузились">
        {(data) => <Results figures={data} />}
      </Loadable>
    </div>
  );
}

function Results({ figures }: { figures: PublicFigures }): ReactNode {
  const formats = useFormats();
  const { total, smallest } = figures;
  return (
    <div className="results__parts">
      <section className="stack" aria-labelledby="results-total">
        <div className="heading">
          <h2 id="results-total">Весь город</h2>
          <p className="small">
            Сообщения, поступившие с {formats.date(`${figures.from}T12:00:00Z`)} по{' '}
            {formats.date(`${figures.to}T12:00:00Z`)}
          </p>
        </div>
        {total.received === 0 ? (
          <EmptyState title="За этот период сообщений не было">Выберите период длиннее.</EmptyState>
        ) : (
          <Total figures={figures} />
        )}
      </section>
      {total.received !== 0 && (
        <>
          <LinesPart id="results-blocks" title="По темам" head="Тема" lines={figures.blocks} />
          <LinesPart id="results-districts" title="По районам" head="Район" lines={figures.districts} />
        </>
      )}
      {figures.months.length > 0 && <TrendPart months={figures.months} />}
      <HowCounted smallest={smallest} />
    </div>
  );
}

function Total({ figures: { total } }: { figures: PublicFigures }): ReactNode {
  const tiles = [
    ['поступило сообщений', showNumber(total.received)],
    ['из них уже с ответом', showNumber(total.answered)],
    ['ответов в срок', showShare(total.onTimeShare)],
    ['дней до ответа в среднем', showDays(total.averageDays)],
    ['из 5 — средняя оценка', showRating(total.averageRating)],
    ['жителей сказали: «решено»', showShare(total.solvedShare)],
  ] as const;
  return (
    <dl className="results-tiles">
      {tiles.map(([label, figure]) => (
        <div key={label}>
          <dt>{figure}</dt>
          <dd>{label}</dd>
        </div>
      ))}
    </dl>
  );
}
