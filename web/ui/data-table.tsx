import { type ReactNode, useId } from 'react';
import { Icon } from './icons.tsx';
import { Skeleton } from './states.tsx';
import { nextSort, type Picked, type Sort, toggleAll, togglePicked } from './table-choice.ts';

export interface Column<R> {
  id: string;
  head: ReactNode;
  cell: (row: R) => ReactNode;
  /** The order can be asked for by this column. */
  canSort?: boolean;
  align?: 'right';
  /** CSS width, for columns that should not move. */
  width?: string;
  /** The cell names the row for screen readers; one column should. */
  isName?: boolean;
}

export interface RowGroup<R> {
  key: string;
  title: ReactNode;
  rows: readonly R[];
}

export interface DataTableProps<R> {
  /** What the table holds, for screen readers: «Дела: просроченные». */
  caption: string;
  columns: readonly Column<R>[];
  /** undefined while they load the first time. */
  rows: readonly R[] | undefined;
  /** The same rows under headings; the order of the page is then that of the groups. */
  groups?: readonly RowGroup<R>[] | undefined;
  rowKey: (row: R) => string;
  /** Name of a row in its checkbox: «№ 2026-11-0412». */
  rowName?: (row: R) => string;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  picked?: Picked;
  onPick?: (picked: Picked) => void;
  /** The row under J/K. */
  current?: string | null;
  density?: 'usual' | 'dense';
  /** Old rows shown while new ones come. */
  isOld?: boolean;
  /** Shown in place of rows when there are none. */
  empty: ReactNode;
}

/** Eight grey rows while the first page comes. */
const loadingRows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** Sticky head, order, marks, density, loading and emptiness. Paging is `Pager` below it. */
export function DataTable<R>(props: DataTableProps<R>): ReactNode {
  const { rows, columns, density, isOld } = props;
  const captionId = useId();
  if (rows?.length === 0) return props.empty;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="table-frame" aria-labelledby={captionId} tabIndex={0} data-density={density}>
      <table
        className={isOld ? 'table is-old' : 'table'}
        aria-busy={isOld || rows === undefined || undefined}
      >
        <caption className="aloud" id={captionId}>
          {props.caption}
        </caption>
        <thead>
          <tr>
            {props.onPick && <PickAll {...props} />}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort ?? null} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        {rows && props.groups ? (
          props.groups.map((group) => <GroupBody key={group.key} group={group} table={props} />)
        ) : (
          <tbody>
            {rows
              ? rows.map((row) => <Row key={props.rowKey(row)} row={row} table={props} />)
              : loadingRows.map((key) => <LoadingRow key={key} table={props} />)}
          </tbody>
        )}
      </table>
    </section>
  );
}

function GroupBody<R>(props: { group: RowGroup<R>; table: DataTableProps<R> }): ReactNode {
  const { group, table } = props;
  return (
    <tbody>
      <tr className="table__group">
        <th scope="rowgroup" colSpan={table.columns.length + (table.onPick ? 1 : 0)}>
          {group.title}
        </th>
      </tr>
      {group.rows.map((row) => (
        <Row key={table.rowKey(row)} row={row} table={table} />
      ))}
    </tbody>
  );
}

function Head<R>(props: {
  column: Column<R>;
  sort: Sort | null;
  onSort: ((sort: Sort) => void) | undefined;
}): ReactNode {
  const { column, sort, onSort } = props;
  const isSorted = sort?.column === column.id;
  const order = !isSorted ? undefined : sort.descending ? 'descending' : 'ascending';
  return (
    <th
      scope="col"
      className={column.align && 'is-right'}
      style={column.width ? { width: column.width } : undefined}
      aria-sort={order}
    >
      {column.canSort && onSort ? (
        <button type="button" className="table__sort" onClick={() => onSort(nextSort(sort, column.id))}>
          {column.head}
          {isSorted && <Icon name={sort.descending ? 'down' : 'up'} size="small" />}
        </button>
      ) : (
        column.head
      )}
    </th>
  );
}

function Row<R>(props: { row: R; table: DataTableProps<R> }): ReactNode {
  const { row, table } = props;
  const key = table.rowKey(row);
  const isPicked = table.picked?.has(key) ?? false;
  return (
    <tr
      data-key={key}
      data-current={table.current === key || undefined}
      aria-selected={table.onPick ? isPicked : undefined}
    >
      {table.onPick && (
        <td className="table__pick">
          <PickBox
            label={`Отметить: ${table.rowName?.(row) ?? key}`}
            checked={isPicked}
            onToggle={() => table.onPick?.(togglePicked(table.picked ?? new Set(), key))}
          />
        </td>
      )}
      {table.columns.map((column) =>
        column.isName ? (
          <th key={column.id} scope="row" className={column.align && 'is-right'}>
            {column.cell(row)}
          </th>
        ) : (
          <td key={column.id} className={column.align && 'is-right'}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

function PickAll<R>(table: DataTableProps<R>): ReactNode {
  const keys = (table.rows ?? []).map(table.rowKey);
  const picked = table.picked ?? new Set<string>();
  return (
    <td className="table__pick">
      <PickBox
        label="Отметить все на странице"
        checked={keys.length > 0 && keys.every((key) => picked.has(key))}
        onToggle={() => table.onPick?.(toggleAll(picked, keys))}
      />
    </td>
  );
}

/** A tick that puts a row into the selection; its name is for who does not see the row. */
export function PickBox(props: { label: string; checked: boolean; onToggle: () => void }): ReactNode {
  return (
    <label className="check">
      <input type="checkbox" checked={props.checked} onChange={props.onToggle} />
      <span className="aloud">{props.label}</span>
    </label>
  );
}

function LoadingRow<R>(props: { table: DataTableProps<R> }): ReactNode {
  return (
    <tr>
      {props.table.onPick && <td className="table__pick" />}
      {props.table.columns.map((column) => (
        <td key={column.id}>
          <Skeleton width="70%" />
        </td>
      ))}
    </tr>
  );
}
