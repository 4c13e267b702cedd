import type { ReactNode } from 'react';
import {
  downloadReview,
  getReview,
  type QuarterReview,
} from '../../../../shared/contract/messages/office-documents.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { PaperButtons } from './paper-buttons.tsx';

const roman = ['I', 'II', 'III', 'IV'];

/** The last quarter that began, and eight before it. */
export function listQuarters(today: string): { year: number; quarter: number }[] {
  const index = Number(today.slice(0, 4)) * 4 + Math.ceil(Number(today.slice(5, 7)) / 3) - 1;
  return Array.from({ length: 9 }, (_, back) => ({
    year: Math.floor((index - back) / 4),
    quarter: ((index - back) % 4) + 1,
  }));
}

const title = ({ year, quarter }: { year: number; quarter: number }) =>
  `${roman[quarter - 1]} квартал ${year}`;

/** The quarterly review by the official classifier, on the screen and as a paper. */
export function ReviewPart(): ReactNode {
  const quarters = listQuarters(localDay(Date.now(), useZone()));
  const [query, change] = useUrlQuery();
  const chosen =
    quarters.find(({ year, quarter }) => `${year}-${quarter}` === query.quarter) ?? firstOf(quarters);
  const review = useRoute(getReview, { query: chosen });
  return (
    <div className="desk">
      <div className="desk__filters">
        <FilterSelect
          form={bindValue(`${chosen.year}-${chosen.quarter}`, (quarter) =>
            change({ quarter }, { replace: true }),
          )}
          name="value"
          label="Квартал"
          choices={quarters.map((one) => ({ value: `${one.year}-${one.quarter}`, label: title(one) }))}
        />
        <span className="push" />
        <PaperButtons
          route={downloadReview}
          name={`обзор, ${title(chosen)}`}
          input={(format) => ({ query: { ...chosen, format } })}
        />
      </div>
      <Loadable query={review} failed="Обзор не посчитался">
        {(data) =>
          data.total.now + data.total.quarterAgo + data.total.yearAgo === 0 ? (
            <EmptyState title="В этом квартале обращений нет">
              Нет их и в прошлом квартале, и год назад. Выберите другой квартал.
            </EmptyState>
          ) : (
            <Review review={data} />
          )
        }
      </Loadable>
    </div>
  );
}

type Row = { name: string; now: number; quarterAgo: number; yearAgo: number };

const percent = (share: number) =>
  `${share.toLocaleString('ru', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })}`;

function change(now: number, former: number): string {
  if (former === 0) return '—';
  const share = now / former - 1;
  return `${share > 0 ? '+' : share < 0 ? '−' : ''}${percent(Math.abs(share))}`;
}

function Counts(props: { caption: string; first: string; rows: readonly Row[]; total?: number }): ReactNode {
  const { caption, first, rows, total } = props;
  return (
    <section className="stack">
      <h2 className="section__title">{caption}</h2>
      <DeskTable<Row>
        caption={caption}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<p className="muted">Нет данных</p>}
        columns={[
          { id: 'name', head: first, isName: true, cell: ({ name }) => name },
          { id: 'now', head: 'Квартал', align: 'right', cell: ({ now }) => String(now) },
          ...(total
            ? [
                {
                  id: 'share',
                  head: 'Доля',
                  align: 'right' as const,
                  cell: ({ now }: Row) => percent(now / total),
                },
              ]
            : []),
          {
            id: 'last',
            head: 'Прошлый квартал',
            align: 'right',
            cell: (row) => `${row.quarterAgo} (${change(row.now, row.quarterAgo)})`,
          },
          {
            id: 'year',
            head: 'Год назад',
            align: 'right',
            cell: (row) => `${row.yearAgo} (${change(row.now, row.yearAgo)})`,
          },
        ]}
      />
    </section>
  );
}

function Review({ review }: { review: QuarterReview }): ReactNode {
  const { terms, total } = review;
  const questions = review.sections.reduce((sum, { now }) => sum + now, 0);
  return (
    <>
      <p>
        Зарегистрировано {counted(total.now, 'обращение', 'обращения', 'обращений')}; в прошлом квартале{' '}
        {total.quarterAgo} ({change(total.now, total.quarterAgo)}), год назад {total.yearAgo} (
        {change(total.now, total.yearAgo)}). Коллективных {review.collective}, повторных {review.repeated}.
      </p>
      <p>
        Ответ дан на {terms.answered}, в срок {terms.inTime}
        {terms.answered > 0 && ` (${percent(terms.inTime / terms.answered)})`}, срок продлён по{' '}
        {terms.extended}. Окончено без ответа (передано, прекращено, оставлено по статье 11){' '}
        {terms.withoutAnswer}. На рассмотрении {terms.open}, из них просрочено {terms.openOverdue}. Вместе —{' '}
        {total.now}; столько же и результатов, считая тех, у кого его ещё нет.
      </p>
      <Counts caption="Тематические разделы" first="Раздел" rows={review.sections} total={questions} />
      <Counts caption="Виды" first="Вид" rows={review.kinds} total={total.now} />
      <Counts caption="Результаты рассмотрения" first="Результат" rows={review.results} />
    </>
  );
}
