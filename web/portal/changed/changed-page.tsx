import type { ReactNode } from 'react';
import { changedByKind, changedByMonth } from '../../../shared/charts/changed-charts.ts';
import {
  type ChangedLine,
  type ChangedYear,
  readChangedYear,
} from '../../../shared/contract/group/counted-open.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { changedSentence, groundKindTitles } from '../../../shared/text/group/counted.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { acted, plural } from '../../../shared/text/plural.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { useFormats, useNow } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { useZone } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { ChartFigure } from '../../ui/chart/chart.tsx';
import { StatTile } from '../../ui/figures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { GroundWords } from '../parts/ground-words.tsx';
import './changed.css';

/** «Что изменилось благодаря жителям» in the year that runs. */
export function ChangedNowPage(): ReactNode {
  const now = useNow(3_600_000);
  return <Changed year={localDay(new Date(now), useZone()).slice(0, 4)} />;
}

/** The same of a year by its address. */
export function ChangedYearPage(): ReactNode {
  return <Changed year={useParam('year')} />;
}

function Changed({ year }: { year: string }): ReactNode {
  const data = useRoute(readChangedYear, { params: { year } });
  const isHydrated = useHydrated();
  const isUnknown = data.error?.status === 400;
  return (
    <div className="page changed">
      <div className="question">
        <PageTitle text={isUnknown ? 'Такого года нет' : `Что изменилось благодаря жителям: ${year}`} />
        <p className="changed__lead">
          Решения, документы и строки бюджета, в которых город учёл сообщения, опросы и предложения жителей.
        </p>
        {isHydrated && (
          <div className="changed__acts">
            <Button onClick={() => print()}>Печать</Button>
          </div>
        )}
      </div>
      {isUnknown ? (
        <EmptyState title="Такого года нет">
          <PageLink to="/changed">Открыть этот год</PageLink>
        </EmptyState>
      ) : (
        <Loadable query={data} failed="Страница не загрузилась">
          {(found) => <Year found={found} />}
        </Loadable>
      )}
    </div>
  );
}

function Year({ found }: { found: ChangedYear }): ReactNode {
  const formats = useFormats();
  const { year, decisions, done, lines, years, smallest, asOf } = found;
  return (
    <>
      <Section title={changedSentence(year, decisions, done)} className="stack">
        {decisions > 0 && <Totals found={found} />}
      </Section>
      {decisions > 0 && (
        <div className="changed__pictures">
          <ChartFigure chart={changedByMonth(found)} />
          <ChartFigure chart={changedByKind(found)} />
        </div>
      )}
      <Section title="Что именно изменилось" className="stack">
        {lines.length === 0 ? (
          <EmptyState title="Рассказов пока нет">
            Они появятся здесь, когда город запишет, что изменилось. Автору учтённого сообщения об этом
            говорит страница его сообщения.
          </EmptyState>
        ) : (
          <ul className="changed__lines">
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </ul>
        )}
      </Section>
      <p className="small">
        Считаем решения года, при которых учли хотя бы одно сообщение, опрос или предложение. Число жителей
        меньше {smallest} не называем, общее — округляем до десятков. Примеры — только то, что уже открыто для
        всех. Собрано {formats.dateTime(asOf)}.
      </p>
      <Years year={year} years={years} />
    </>
  );
}

function Totals({ found }: { found: ChangedYear }): ReactNode {
  const { decisions, done, messages, polls, proposals } = found;
  return (
    <dl className="changed__tiles">
      <StatTile figure={formatNumber(decisions)} label={plural(decisions, 'решение', 'решения', 'решений')} />
      <StatTile figure={formatNumber(done)} label="исполнено" />
      <StatTile
        figure={messages === null ? 'менее 10' : `от ${formatNumber(messages)}`}
        label="сообщений и присоединений об этом"
      />
      {polls > 0 && (
        <StatTile figure={formatNumber(polls)} label={plural(polls, 'опрос', 'опроса', 'опросов')} />
      )}
      {proposals !== null && (
        <StatTile
          figure={formatNumber(proposals)}
          label={plural(proposals, 'предложение', 'предложения', 'предложений')}
        />
      )}
    </dl>
  );
}

function Line({ line }: { line: ChangedLine }): ReactNode {
  const { words, kind, messages, examples, result, label, url } = line;
  return (
    <li className="changed__line">
      <h3>{words}</h3>
      <p className="small">
        {groundKindTitles[kind].replace(/^./u, (letter) => letter.toLocaleUpperCase('ru'))}.{' '}
        <GroundWords ground={{ id: line.id, kind, label, url, words: '', result }} />
      </p>
      {messages !== null && (
        <p className="small">
          Об этом {acted(messages, ['написал', 'написали'], 'житель', 'жителя', 'жителей')}.
        </p>
      )}
      {examples.length > 0 && (
        <ul className="changed__examples">
          {examples.map(({ title, href }) => (
            <li key={href}>
              <PageLink to={href}>{title}</PageLink>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Years({ year, years }: { year: number; years: readonly number[] }): ReactNode {
  const others = years.filter((one) => one !== year);
  if (others.length === 0) return null;
  return (
    <nav aria-label="Другие годы" className="changed__years">
      {others.map((one) => (
        <PageLink key={one} to={`/changed/${one}`}>
          {one} год
        </PageLink>
      ))}
    </nav>
  );
}
