import { type ReactNode, useMemo, useState } from 'react';
import { getMatrix, type HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { useRoute } from '../../../lib/query.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import type { Sort } from '../../../ui/table-choice.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import type { HeatChoice } from './heat-filter.ts';
import { layOutMatrix, type MatrixView } from './matrix-view.ts';
import { PlacesTable } from './places-table.tsx';

interface PartProps {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
}

const tabs = [
  { value: 'numbers', label: 'Числа матрицы' },
  { value: 'places', label: 'Места на карте' },
] as const;

/** The twin of the matrix and of the map in plain rows. */
export function TablePart(props: PartProps): ReactNode {
  const [tab, setTab] = useState<(typeof tabs)[number]['value']>('numbers');
  return (
    <div className="stack">
      <Tabs form={bindValue(tab, setTab)} name="value" label="Что показать таблицей" tabs={tabs}>
        {tab === 'numbers' ? <Numbers {...props} /> : <PlacesTable {...props} />}
      </Tabs>
    </div>
  );
}

interface NumberRow {
  key: string;
  territory: string;
  block: string;
  count: number;
  /** null = no data. */
  before: number | null;
  href: string;
}

const columns: readonly Column<NumberRow>[] = [
  { id: 'territory', head: 'Территория', canSort: true, isName: true, cell: ({ territory }) => territory },
  { id: 'block', head: 'Блок', canSort: true, cell: ({ block }) => block },
  {
    id: 'count',
    head: 'Сообщений',
    canSort: true,
    align: 'right',
    cell: ({ count, href, territory, block }) => (
      <PageLink to={href} aria-label={`${formatNumber(count)}: ${territory}, ${block}`}>
        {formatNumber(count)}
      </PageLink>
    ),
  },
  {
    id: 'before',
    head: 'Было раньше',
    canSort: true,
    align: 'right',
    cell: ({ before }) => (before === null ? 'нет данных' : formatNumber(before)),
  },
  {
    id: 'change',
    head: 'Изменение',
    canSort: true,
    align: 'right',
    cell: ({ count, before }) => (before === null ? '—' : formatChange(count - before)),
  },
];

function Numbers({ choice, filter, topics }: PartProps): ReactNode {
  const matrix = useRoute(getMatrix, { query: filter });
  const [sort, setSort] = useState<Sort>({ column: 'count', descending: true });
  const view = useMemo(
    () => matrix.data && topics && layOutMatrix(matrix.data, topics.blocks, choice),
    [matrix.data, topics, choice],
  );
  const rows = useMemo(() => view && sortRows(listRows(view), sort), [view, sort]);
  return (
    <Loadable query={{ ...matrix, data: rows }} failed="Таблица не загрузилась">
      {(shown) => (
        <DeskTable
          caption="Сообщения по территориям и блокам"
          columns={columns}
          rows={shown}
          rowKey={({ key }) => key}
          sort={sort}
          onSort={setSort}
          isOld={matrix.isPlaceholderData}
          empty={
            <EmptyState title="По этому отбору сообщений нет">
              Расширьте период или сбросьте отбор.
            </EmptyState>
          }
        />
      )}
    </Loadable>
  );
}

/** One row for each cell that holds anything; sums are left to the matrix. */
function listRows(view: MatrixView): NumberRow[] {
  return view.lines
    .filter(({ kind }) => kind === 'part' || kind === 'lost')
    .flatMap((line) =>
      line.cells.flatMap((cell, at) => {
        const column = view.columns[at];
        if (!column || (cell.count === 0 && !cell.before)) return [];
        const { count, before, href } = cell;
        return [
          {
            key: `${line.key}:${column.code}`,
            territory: line.title,
            block: column.fullTitle,
            count,
            before,
            href,
          },
        ];
      }),
    );
}

const changeOf = ({ count, before }: NumberRow): number => (before === null ? 0 : count - before);

function sortRows(rows: readonly NumberRow[], { column, descending }: Sort): NumberRow[] {
  const compare = (a: NumberRow, b: NumberRow): number => {
    if (column === 'territory' || column === 'block') return a[column].localeCompare(b[column], 'ru');
    if (column === 'change') return changeOf(a) - changeOf(b);
    return column === 'before' ? (a.before ?? 0) - (b.before ?? 0) : a.count - b.count;
  };
  return rows.toSorted((a, b) => (descending ? compare(b, a) : compare(a, b)));
}
