import type { ReactNode } from 'react';
import type { SliceFilter, TopObject } from '../../../../shared/contract/heatmap/objects.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { type Topics, useDistrictTitles } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { casesHref, objectHref, sliceInList } from '../../base/parts/object-words.ts';

/** Objects by their number of cases; the name leads to the passport, each number to its list. */
export function TopTable(props: {
  rows: readonly TopObject[];
  filter: SliceFilter;
  topics: Topics | undefined;
  isOld: boolean;
  current?: string | null;
}): ReactNode {
  const { rows, filter, topics } = props;
  const district = useDistrictTitles();
  const list = (key: string, more: Record<string, string> = {}) =>
    casesHref({ ...sliceInList(filter), object: key, ...more });
  const number = (row: TopObject, count: number, words: string, more?: Record<string, string>) => (
    <PageLink
      to={list(row.object.key, more)}
      className="count-link"
      aria-label={`${words} ${formatNumber(count)}: ${row.object.label}`}
    >
      {formatNumber(count)}
    </PageLink>
  );
  return (
    <DeskTable<TopObject>
      caption="Объекты с наибольшим числом дел"
      rows={rows}
      rowKey={({ object }) => object.key}
      current={props.current ?? null}
      isOld={props.isOld}
      columns={[
        {
          id: 'object',
          head: 'Объект',
          isName: true,
          cell: ({ object }) => (
            <PageLink to={objectHref(object.key)} className="top-object">
              {object.label}
            </PageLink>
          ),
        },
        { id: 'district', head: 'Территория', cell: ({ object }) => district(object.districtId) || '—' },
        { id: 'count', head: 'Дел', align: 'right', cell: (row) => number(row, row.count, 'Дел') },
        {
          id: 'open',
          head: 'Открыто',
          align: 'right',
          cell: (row) => (row.open === 0 ? '·' : number(row, row.open, 'Открыто', { stage: 'open' })),
        },
        {
          id: 'overdue',
          head: 'Просрочено',
          align: 'right',
          cell: (row) =>
            row.overdue === 0 ? (
              '·'
            ) : (
              <Mark tone="danger">{number(row, row.overdue, 'Просрочено', { overdue: 'yes' })}</Mark>
            ),
        },
        {
          id: 'topic',
          head: 'Чаще всего',
          cell: (row) =>
            row.factId === null || row.factCount < 2 ? (
              <span className="muted">темы не повторяются</span>
            ) : (
              <PageLink to={list(row.object.key, { factId: row.factId })} className="top-topic">
                {topics?.fact(row.factId)?.shortTitle ?? row.factId} — {formatNumber(row.factCount)}
              </PageLink>
            ),
        },
      ]}
      empty={
        <EmptyState title="По этому отбору дел с адресом нет">
          Расширьте период или сбросьте отбор. Дела без адреса — в списке «Дела».
        </EmptyState>
      }
    />
  );
}
