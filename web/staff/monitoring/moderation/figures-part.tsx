import type { ReactNode } from 'react';
import {
  type ModerationFigures,
  readModerationFigures,
} from '../../../../shared/contract/monitoring/moderation-open.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { commentsWords, shareWords } from './moderation-words.ts';

const periods = [
  { value: '1', label: 'этот месяц' },
  { value: '3', label: 'три месяца' },
  { value: '12', label: 'двенадцать месяцев' },
] as const;

/** How much of what was written our pages took off, by rule and by page, and what became of objections. */
export function FiguresPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const months = periods.find(({ value }) => value === query.months)?.value ?? '12';
  const figures = useRoute(readModerationFigures, { query: { months: Number(months) } });
  return (
    <>
      <div className="desk__filters">
        <FilterSelect
          form={bindFields({ months: months as string }, (patch) => change(patch))}
          name="months"
          label="За сколько"
          choices={periods}
        />
      </div>
      <Loadable query={figures} failed="Числа не загрузились">
        {(data) => <Figures data={data} />}
      </Loadable>
    </>
  );
}

function Figures({ data }: { data: ModerationFigures }): ReactNode {
  const { total, appeals } = data;
  return (
    <>
      <p className="muted">
        {formatDay(data.from)} — {formatDay(data.to)}. Те же числа за двенадцать целых месяцев видят все на
        странице правил.
      </p>
      <dl className="moderation__tiles">
        <StatTile
          figure={shareWords(total.hidden, total.comments)}
          label="комментариев убрано"
          note={`${formatNumber(total.hidden)} из ${formatNumber(total.comments)}`}
        />
        <StatTile
          figure={formatNumber(appeals.received)}
          label="возражений"
          note={`ждут решения: ${appeals.open}`}
        />
        <StatTile
          figure={formatNumber(appeals.granted)}
          label="принято"
          note={`возвращено: ${appeals.restored}, вернуть нельзя: ${appeals.lost}`}
        />
        <StatTile figure={formatNumber(appeals.upheld)} label="оставлено в силе" />
      </dl>
      <Section title="По правилам" className="stack stack--tight">
        <DeskTable
          caption="Сколько убрано по каждому правилу"
          rows={data.rules}
          rowKey={({ number }) => String(number)}
          columns={[
            { id: 'rule', head: 'Правило', isName: true, cell: ({ number, title }) => `${number}. ${title}` },
            { id: 'hidden', head: 'Убрано', cell: ({ hidden }) => formatNumber(hidden) },
            {
              id: 'share',
              head: 'Доля убранных',
              cell: ({ hidden }) => (total.hidden === 0 ? '—' : shareWords(hidden, total.hidden)),
            },
          ]}
          empty={null}
        />
      </Section>
      <Section title="По страницам" className="stack stack--tight">
        <DeskTable
          caption="Сколько убрано на каждой странице"
          rows={data.pages}
          rowKey={({ id }) => id}
          columns={[
            { id: 'page', head: 'Страница', isName: true, cell: ({ title }) => title },
            { id: 'comments', head: 'Написано', cell: ({ comments }) => commentsWords(comments) },
            { id: 'hidden', head: 'Убрано', cell: ({ hidden }) => formatNumber(hidden) },
            { id: 'share', head: 'Доля', cell: ({ hidden, comments }) => shareWords(hidden, comments) },
          ]}
          empty={<p className="muted">Своих страниц ещё не подключили.</p>}
        />
      </Section>
    </>
  );
}
