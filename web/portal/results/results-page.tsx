import type { ReactNode } from 'react';
import { hiddenSentence, mostSentence, openPeriodTitles } from '../../../shared/charts/open-charts.ts';
import { periodTitle } from '../../../shared/charts/times.ts';
import {
  getPublicFigures,
  type OpenNetworks,
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
import { showCount, showDays, showNumber, showRating, showShare } from './open-words.tsx';
import { TrendPart } from './trend-part.tsx';
import './results.css';

const usual = 'month';

/** «Как город отвечает»: for everybody, without signing in; small numbers are hidden. */
export function ResultsPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const period = openPeriods.find((one) => one === query.period) ?? usual;
  const figures = useRoute(getPublicFigures, { query: { period } });
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
          form={bindValue<string>(period, (value) => change({ period: value === usual ? '' : value }))}
          name="value"
          label="Период"
          choices={openPeriods.map((value) => ({ value, label: openPeriodTitles[value] }))}
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
  const { total, smallest, period, hidden } = figures;
  if (!period)
    return (
      <div className="results__parts">
        <EmptyState title="Первый месяц ещё не опубликован">
          Цифры появятся в понедельник после его конца.
        </EmptyState>
        <HowCounted smallest={smallest} />
      </div>
    );
  const sentence = hiddenSentence(hidden, smallest);
  return (
    <div className="results__parts">
      <section className="stack" aria-labelledby="results-total">
        <div className="heading">
          <h2 id="results-total">Весь город</h2>
          <p className="small">
            {periodTitle(period)}; выпуск {formats.date(`${figures.edition}T12:00:00Z`)}
          </p>
        </div>
        <Total figures={figures} />
        {sentence && <p className="small">{sentence}</p>}
      </section>
      <LinesPart
        id="results-blocks"
        title="По темам"
        sentence={mostSentence(figures.blocks, total, 'тема')}
        head="Тема"
        lines={figures.blocks}
      />
      <LinesPart
        id="results-districts"
        title="По районам"
        sentence={mostSentence(figures.districts, total, 'район')}
        head="Район"
        lines={figures.districts}
      />
      {figures.networks && <NetworksPart networks={figures.networks} from={period.from} />}
      <TrendPart months={figures.months} />
      <HowCounted smallest={smallest} />
    </div>
  );
}

function Total({ figures: { total, overdue } }: { figures: PublicFigures }): ReactNode {
  const tiles = [
    ['поступило сообщений', showCount(total, 'received')],
    ['дано ответов', showCount(total, 'answered')],
    ['сроков сдержано', showShare(total.onTimeShare)],
    ['просрочено на конец месяца', showNumber(overdue)],
    ['дней до ответа в среднем', showDays(total.averageDays)],
    ['из 5 — средняя оценка', showRating(total.averageRating)],
    ['жителей сказали: «решено»', showShare(total.solvedShare)],
  ] as const;
  return <Tiles tiles={tiles} />;
}

/** How pages of the city answer in networks; told of the whole city alone. */
function NetworksPart({ networks, from }: { networks: OpenNetworks; from: string }): ReactNode {
  const { since, answers, averageHours, comments, answeredShare } = networks;
  return (
    <section className="stack" aria-labelledby="results-networks">
      <div className="heading">
        <h2 id="results-networks">В социальных сетях</h2>
        {since > from.slice(0, 7) && <p className="small">Считаем с месяца {monthTitle(since)}</p>}
      </div>
      <Tiles
        tiles={[
          ['первых ответов дали страницы города', showNumber(answers)],
          ['часов до первого ответа в среднем', showDays(averageHours)],
          ['комментариев под страницами города ждали ответа', showNumber(comments)],
          ['из них с ответом к концу месяца', showShare(answeredShare)],
        ]}
      />
    </section>
  );
}

const monthTitle = (month: string): string => month.split('-').toReversed().join('.');

function Tiles({ tiles }: { tiles: readonly (readonly [string, ReactNode])[] }): ReactNode {
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
