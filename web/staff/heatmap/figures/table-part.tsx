import { type ReactNode, useMemo, useState } from 'react';
import { tellRatio, writeRatioChange } from '../../../../shared/charts/ratio-heat.ts';
import { getMatrix, type HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { type Ratio, tellParts } from '../../../../shared/text/heatmap/ratios.ts';
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
import { type Figure, figureOf, valuesOf } from './matrix-figure.ts';
import { layOutMatrix, type MatrixCell, type MatrixView } from './matrix-view.ts';
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
  cell: MatrixCell;
  figure: Figure;
  /** What the row is sorted by; null = there is no number. */
  value: number | null;
  /** null = no data. */
  before: number | null;
}

const names: readonly Column<NumberRow>[] = [
  { id: 'territory', head: 'Территория', canSort: true, isName: true, cell: ({ territory }) => territory },
  { id: 'block', head: 'Блок', canSort: true, cell: ({ block }) => block },
];

const numberCell = ({ figure, territory, block }: NumberRow): ReactNode => {
  const text = figure.gap ?? figure.text;
  return figure.href === null ? (
    text
  ) : (
    <PageLink to={figure.href} aria-label={`${text}: ${territory}, ${block}${figure.aloud}`}>
      {text}
    </PageLink>
  );
};

const countColumns: readonly Column<NumberRow>[] = [
  ...names,
  { id: 'count', head: 'Сообщений', canSort: true, align: 'right', cell: numberCell },
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
    cell: ({ cell, before }) => (before === null ? '—' : formatChange(cell.count - before)),
  },
];

/** Of a ratio: the number, what it is made of, what it was. */
function ratioColumns(ratio: Ratio): readonly Column<NumberRow>[] {
  return [
    ...names,
    { id: 'count', head: 'Значение', canSort: true, align: 'right', cell: numberCell },
    {
      id: 'parts',
      head: 'Из чего',
      align: 'right',
      cell: ({ cell }) => tellParts(ratio, { part: cell.count, whole: cell.whole ?? null }),
    },
    {
      id: 'before',
      head: 'Было раньше',
      canSort: true,
      align: 'right',
      cell: ({ cell }) => tellRatio(ratio, valuesOf(cell, ratio).former),
    },
    {
      id: 'change',
      head: 'Изменение',
      canSort: true,
      align: 'right',
      cell: ({ value, before }) =>
        value === null || before === null ? '—' : writeRatioChange(ratio, value - before),
    },
  ];
}

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
          columns={view?.ratio ? ratioColumns(view.ratio) : countColumns}
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
function listRows({ lines, columns, ratio }: MatrixView): NumberRow[] {
  return lines
    .filter(({ kind }) => kind === 'part' || kind === 'lost')
    .flatMap((line) =>
      line.cells.flatMap((cell, at) => {
        const column = columns[at];
        const { count, before, whole } = cell;
        const isEmpty = count === 0 && !before && (!ratio || ratio.whole === 'residents' || !whole);
        if (!column || isEmpty) return [];
        const { now, former } = ratio
          ? valuesOf(cell, ratio)
          : { now: { value: count }, former: { value: before } };
        return [
          {
            key: `${line.key}:${column.code}`,
            territory: line.title,
            block: column.fullTitle,
            cell,
            figure: figureOf(cell, ratio, []),
            value: now.value,
            before: former.value,
          },
        ];
      }),
    );
}

const changeOf = ({ value, before }: NumberRow): number | null =>
  value === null || before === null ? null : value - before;

/** What has no number comes last, whichever way the rest is sorted. */
function sortRows(rows: readonly NumberRow[], { column, descending }: Sort): NumberRow[] {
  if (column === 'territory' || column === 'block')
    return rows.toSorted((a, b) => a[column].localeCompare(b[column], 'ru') * (descending ? -1 : 1));
  const of = (row: NumberRow): number | null => {
    if (column === 'change') return changeOf(row);
    return column === 'before' ? row.before : row.value;
  };
  return rows.toSorted((a, b) => {
    const [one, other] = [of(a), of(b)];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return (one - other) * (descending ? -1 : 1);
  });
}
