import type { ReactNode } from 'react';
import { tellRatio, writeRatioChange } from '../../../../shared/charts/ratio-heat.ts';
import { type Ratio, tellParts } from '../../../../shared/text/heatmap/ratios.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import type { Column } from '../../../ui/data-table.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import type { Sort } from '../../../ui/table-choice.ts';
import type { NumberList } from './heat-filter.ts';
import { type Figure, figureOf, valuesOf } from './matrix-figure.ts';
import type { MatrixCell } from './matrix-view.ts';

/** Numbers of the matrix as rows of a plain table: the twin of what is told by colour. */
export interface NumberRow {
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

const numberCell = ({ cell, figure, territory, block }: NumberRow): ReactNode => {
  const text = figure.gap ?? figure.text;
  const name = [territory, block].filter(Boolean).join(', ');
  if (figure.href === null && cell.lists.length > 1)
    return <TwoLists text={text} name={name} lists={cell.lists} />;
  return figure.href === null ? (
    text
  ) : (
    <PageLink to={figure.href} aria-label={`${text}: ${name}${figure.aloud}`}>
      {text}
    </PageLink>
  );
};

/** A number of two sources with a list of each. */
function TwoLists(props: { text: string; name: string; lists: readonly NumberList[] }): ReactNode {
  return (
    <>
      {props.text}
      {props.lists.map(({ words, count, href }) => (
        <span key={words} className="small">
          {' '}
          <PageLink to={href}>
            {words === 'Список дел' ? 'дел' : 'инцидентов'} {formatNumber(count)}
            <span className="aloud">: {props.name}</span>
          </PageLink>
        </span>
      ))}
    </>
  );
}

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
    { id: 'count', head: capitalise(ratio.title), canSort: true, align: 'right', cell: numberCell },
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

/** Columns of a count or of a ratio; `hasBlock` where a row is of one block and not of all. */
export function numberColumns(ratio: Ratio | null, hasBlock: boolean): readonly Column<NumberRow>[] {
  const columns = ratio ? ratioColumns(ratio) : countColumns;
  return hasBlock ? columns : columns.filter(({ id }) => id !== 'block');
}

type Name = Pick<NumberRow, 'key' | 'territory' | 'block'>;

export function numberRow(cell: MatrixCell, ratio: Ratio | null, name: Name): NumberRow {
  const { now, former } = ratio
    ? valuesOf(cell, ratio)
    : { now: { value: cell.count }, former: { value: cell.before } };
  return { ...name, cell, figure: figureOf(cell, ratio, []), value: now.value, before: former.value };
}

const changeOf = ({ value, before }: NumberRow): number | null =>
  value === null || before === null ? null : value - before;

/** What has no number comes last, whichever way the rest is sorted. */
export function sortRows(rows: readonly NumberRow[], { column, descending }: Sort): NumberRow[] {
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
