import type { ReactNode } from 'react';
import { type Column, DataTable, type DataTableProps } from '../../../ui/data-table.tsx';
import { SkeletonLines } from '../../../ui/states.tsx';
import { useIsNarrow } from './use-is-narrow.ts';
import './row-cards.css';

/** Below this, in rem, a table of several columns would scroll sideways. */
const columnsFrom = 45;

/** A table that reads as cards where there is no room for its columns: nothing is hidden beyond the edge of a phone. */
export function DeskTable<R>(props: DataTableProps<R> & { foldsBelow?: number }): ReactNode {
  const isNarrow = useIsNarrow(props.foldsBelow ?? columnsFrom);
  if (!isNarrow) return <DataTable<R> {...props} />;
  if (!props.rows) return <SkeletonLines lines={8} />;
  if (props.rows.length === 0) return props.empty;
  return (
    <ul className={props.isOld ? 'row-cards is-old' : 'row-cards'} aria-label={props.caption}>
      {props.rows.map((row) => (
        <li key={props.rowKey(row)} className="row-card">
          <Card row={row} columns={props.columns} />
        </li>
      ))}
    </ul>
  );
}

function Card<R>(props: { row: R; columns: readonly Column<R>[] }): ReactNode {
  const { row, columns } = props;
  const name = columns.find((column) => column.isName);
  const facts = columns
    .filter((column) => column !== name)
    .map((column) => ({ ...column, words: column.cell(row) }))
    .filter(({ words }) => words !== '' && words !== null && words !== undefined);
  return (
    <>
      {name && <div className="row-card__name">{name.cell(row)}</div>}
      <dl className="row-card__facts">
        {facts.map(({ id, head, words }) => (
          <div key={id}>
            <dt>{head}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
