import type { ReactNode } from 'react';
import {
  getRating,
  type RatedPage,
  type RatingTerm,
} from '../../../../shared/contract/pages/gospubliki-rating.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { monthName } from '../../../../shared/text/dates.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

type Rating = RouteReply<typeof getRating>;

const tellMonth = (month: string): string => `${monthName(month)} ${month.slice(0, 4)}`;

/** «75 %, 3 из 4»; what is not known says so. */
function TermCell({ term }: { term: RatingTerm }): ReactNode {
  if (term.value === null) return <span className="muted">не известно</span>;
  return (
    <>
      {formatPercent(term.value)}
      {term.part !== null && term.whole !== null && (
        <span className="muted small line-below">
          {formatNumber(term.part)} из {formatNumber(term.whole)}
        </span>
      )}
    </>
  );
}

const columnsOf = ({ formula }: Rating): readonly Column<RatedPage>[] => [
  {
    id: 'title',
    head: 'Страница',
    isName: true,
    cell: ({ pageId, title, grade }) => (
      <>
        <PageLink to="/staff/pages" search={{ id: pageId }}>
          {title}
        </PageLink>
        <span className="muted small line-below">{grade}</span>
      </>
    ),
  },
  {
    id: 'score',
    head: 'Оценка',
    cell: ({ score }) => (score === null ? 'не известна' : <b>{formatDecimal(score)}</b>),
  },
  ...formula.map(({ id, title, weight }) => ({
    id,
    head: `${capitalise(title)}, вес ${formatPercent(weight)}`,
    cell: ({ terms }: RatedPage) => {
      const term = terms.find((one) => one.id === id);
      return term ? <TermCell term={term} /> : '—';
    },
  })),
];

/** The monthly mark of every page: by an open formula, each number beside what it is made of. */
export function RatingPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const rating = useRoute(getRating, { query: query.month ? { month: query.month } : {} });
  const filters = bindFields({ month: query.month ?? '' }, change);
  return (
    <Loadable query={rating} failed="Оценка не загрузилась">
      {(data) => (
        <>
          <div className="desk__filters">
            <FilterSelect
              form={filters}
              name="month"
              label="Месяц"
              none="этот"
              choices={data.months.slice(1).map((value) => ({ value, label: tellMonth(value) }))}
            />
            <Closing rating={data} />
          </div>
          <DeskTable<RatedPage>
            caption={`Оценка страниц, ${tellMonth(data.month)}`}
            rows={data.pages}
            rowKey={({ pageId }) => pageId}
            columns={columnsOf(data)}
            foldsBelow={60}
            empty={
              <EmptyState title="Оценивать нечего">
                В этом месяце в реестре не было ни одной страницы.
              </EmptyState>
            }
          />
          <Formula rating={data} />
        </>
      )}
    </Loadable>
  );
}

function Closing({ rating: { frozenAt, snapshot, month } }: { rating: Rating }): ReactNode {
  const formats = useFormats();
  if (!frozenAt)
    return <span className="muted">{tellMonth(month)} ещё не закрыт: посчитано на эту минуту</span>;
  return (
    <span className="muted">
      <span>
        Закрыт {formats.date(frozenAt)}, снимок{' '}
        <PageLink to={`/staff/snapshots/${snapshot}`}>{snapshot}</PageLink>
      </span>
    </span>
  );
}

function Formula({ rating: { formula, fullReach } }: { rating: Rating }): ReactNode {
  return (
    <div className="muted small stack stack--tight">
      <p>
        Оценка от 0 до 100 — взвешенное среднее долей. Доля, о которой не известно, отдаёт свой вес остальным.
        Месяц закрывается третьего числа и больше не меняется.
      </p>
      <ul>
        {formula.map(({ id, title, about, weight }) => (
          <li key={id}>
            {capitalise(title)}, вес {formatPercent(weight)}:{' '}
            {about.replace('fullReach', formatPercent(fullReach))}
          </li>
        ))}
      </ul>
    </div>
  );
}
