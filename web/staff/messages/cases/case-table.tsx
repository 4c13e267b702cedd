import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Pager } from '../../../ui/pager.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import type { Sort } from '../../../ui/table-choice.ts';
import { useIsNarrow } from '../../base/parts/use-is-narrow.ts';
import { CaseCards } from './case-cards.tsx';
import { type ColumnTools, makeColumns } from './case-columns.tsx';
import type { RowGroup } from './group-rows.ts';
import { countConditions, type ListSort, noConditions } from './list-filter.ts';
import type { CaseList } from './use-case-list.ts';
import type { PickedCases } from './use-picked.ts';

interface TableProps {
  list: CaseList;
  /** undefined until the rows have come; one group without a title when there is no grouping. */
  groups: readonly RowGroup[] | undefined;
  tools: ColumnTools;
  columns: readonly string[];
  density: 'usual' | 'dense';
  picked: PickedCases;
  current: string | null;
  canPick: boolean;
}

/** The page as a table, on a phone as cards; its failure, its emptiness, and what is marked in it. */
export function CaseTable(props: TableProps): ReactNode {
  const { list } = props;
  const isNarrow = useIsNarrow();
  if (list.error)
    return <ErrorState title="Список не загрузился" problem={list.error} onRetry={list.retry} />;
  if (list.rows?.length === 0) return <NothingFound list={list} />;
  const Shown = isNarrow ? Cards : Table;
  return <Shown {...props} />;
}

function Table(props: TableProps): ReactNode {
  const { list, tools, columns, density, picked, current, canPick } = props;
  const { rows } = list;
  const groups = props.groups?.some(({ title }) => title) ? props.groups : undefined;
  return (
    <DataTable
      caption="Дела по отбору"
      columns={makeColumns(columns, tools)}
      rows={rows}
      groups={groups?.map(({ title, ...group }) => ({
        ...group,
        title: `${title} — ${counted(group.rows.length, 'дело', 'дела', 'дел')}`,
      }))}
      rowKey={({ id }) => id}
      rowName={({ number }) => formatCaseNumber(number)}
      sort={toSort(list.asked.sort ?? '-registered')}
      onSort={(sort) => list.change({ sort: fromSort(sort) })}
      {...(canPick && { picked: picked.keys, onPick: (keys) => picked.set(keys, rows ?? []) })}
      current={current}
      density={density}
      isOld={list.isOld}
      empty={null}
    />
  );
}

function Cards(props: TableProps): ReactNode {
  const { list, groups, tools, picked, current, canPick } = props;
  if (!list.rows || !groups) return <SkeletonLines lines={8} />;
  const shown = list.rows;
  const pick = canPick ? (row: CaseRow) => picked.toggle(row, shown) : undefined;
  return (
    <div className={list.isOld ? 'is-old' : undefined} aria-busy={list.isOld || undefined}>
      {groups.map(({ key, title, rows }) => (
        <CaseCards
          key={key}
          title={title}
          rows={rows}
          tools={tools}
          current={current}
          picked={picked.keys}
          onPick={pick}
        />
      ))}
    </div>
  );
}

function NothingFound({ list }: { list: CaseList }): ReactNode {
  if (countConditions(list.query) === 0) {
    return (
      <EmptyState title="Дел пока нет">
        Они появятся здесь, как только придёт первое сообщение или будет загружен файл.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="По этому отбору ничего нет"
      action={<Button onClick={() => list.change(noConditions)}>Сбросить отбор</Button>}
    >
      Уберите одно из условий или расширьте период.
    </EmptyState>
  );
}

/** The table speaks of columns, the server of its four orders; by term and by state it knows one direction only. */
function toSort(sort: ListSort): Sort {
  return { column: sort.replace(/^-/u, ''), descending: sort.startsWith('-') };
}

function fromSort(sort: Sort): ListSort {
  if (sort.column !== 'registered') return sort.column as ListSort;
  return sort.descending ? '-registered' : 'registered';
}

/** «1–50 из 2 889» with both directions; nothing while there are no rows. */
export function CasePages({ list }: { list: CaseList }): ReactNode {
  const { rows = [], from, total, isApproximate, onBack, onNext } = list;
  if (rows.length === 0) return null;
  const to = from + rows.length - 1;
  return (
    <Pager
      from={from}
      to={to}
      total={Math.max(total, to)}
      hasMore={isApproximate}
      onBack={onBack}
      onNext={onNext}
    />
  );
}
