import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { HeatClass } from '../../../../shared/charts/heat-scale.ts';
import { hyphenate } from '../../../../shared/text/hyphens.ts';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import './heatmap.css';
import './figure-grid.css';

export interface GridColumn {
  id: string;
  title: string;
  /** Bold and uncoloured. */
  isTotal?: boolean;
}

export interface GridCell {
  /** «·» of nothing is drawn by the grid. */
  text: string;
  look: HeatClass | 'plain';
  /** A list of the cases behind it; null = nothing to open. */
  href: string | null;
  /** A change worth a mark: its direction and its words. */
  change?: { up: boolean; text: string };
  /** Small under the number: the second measure. */
  under?: string;
  /** What it is, for those who hear it. */
  aloud: string;
}

export interface GridLine {
  id: string;
  title: string;
  kind: 'part' | 'sum' | 'lost' | 'grand';
  cells: readonly GridCell[];
}

export interface GridPlace {
  row: number;
  column: number;
}

interface GridProps {
  caption: string;
  corner: string;
  columns: readonly GridColumn[];
  lines: readonly GridLine[];
  onChoose?: (place: GridPlace) => void;
}

/**
 * A table of figures as a heat map. One stop for Tab; arrows, Home, End (with Ctrl the whole table), PageUp and PageDown walk
 * the cells, Enter opens the list behind one.
 */
export function FigureGrid(props: GridProps): ReactNode {
  const { caption, corner, columns, lines, onChoose } = props;
  const captionId = useId();
  const table = useRef<HTMLTableElement>(null);
  const [wanted, setPlace] = useState<GridPlace>({ row: 0, column: 0 });
  // The table may have shrunk under the cursor.
  const last = { row: lines.length - 1, column: columns.length - 1 };
  const place = { row: Math.min(wanted.row, last.row), column: Math.min(wanted.column, last.column) };
  const choose = (next: GridPlace) => {
    setPlace(next);
    onChoose?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walk(place, event, last);
    if (!next) return;
    event.preventDefault();
    choose(next);
    table.current?.querySelector<HTMLElement>(`[data-at="${next.row}:${next.column}"]`)?.focus();
  };
  return (
    <section className="matrix-frame" aria-labelledby={captionId}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked by arrows is a grid by the ARIA pattern */}
      <table ref={table} className="matrix figure-grid" role="grid" onKeyDown={onKeyDown}>
        <caption className="aloud" id={captionId}>
          {caption}
        </caption>
        <thead>
          <tr>
            <th scope="col">{corner}</th>
            {columns.map(({ id, title, isTotal }) => (
              <th key={id} scope="col" className={isTotal ? 'matrix__total' : undefined}>
                {hyphenate(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, row) => (
            <tr key={line.id} className={`matrix__line matrix__line--${line.kind}`}>
              <th scope="row">{line.title}</th>
              {line.cells.map((cell, column) => (
                <Cell
                  key={columns[column]?.id}
                  cell={cell}
                  isTotal={columns[column]?.isTotal ?? false}
                  at={{ row, column }}
                  isCurrent={place.row === row && place.column === column}
                  onChoose={choose}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Cell(props: {
  cell: GridCell;
  isTotal: boolean;
  at: GridPlace;
  isCurrent: boolean;
  onChoose: (place: GridPlace) => void;
}): ReactNode {
  const { cell, isTotal, at, isCurrent, onChoose } = props;
  const classes = [
    'matrix__cell',
    isTotal ? 'matrix__total' : '',
    cell.look === 'plain' ? '' : `heat heat--${cell.look}`,
  ];
  const stop = {
    tabIndex: isCurrent ? 0 : -1,
    'data-at': `${at.row}:${at.column}`,
    onFocus: () => onChoose(at),
  };
  const inside = (
    <>
      {cell.text}
      {cell.change && (
        <small aria-hidden="true">
          <Icon name={cell.change.up ? 'up' : 'down'} size="small" />
          {cell.change.text}
        </small>
      )}
      {cell.under && (
        <span className="figure-grid__under" aria-hidden="true">
          {cell.under}
        </span>
      )}
    </>
  );
  return (
    <td className={classes.filter(Boolean).join(' ')} onPointerEnter={() => onChoose(at)}>
      {cell.href === null ? (
        <span {...stop} role="img" aria-label={`${cell.text === '·' ? 'Ничего' : cell.text}${cell.aloud}`}>
          {inside}
        </span>
      ) : (
        <PageLink to={cell.href} {...stop} className={cell.change ? 'is-changed' : undefined}>
          {inside}
          <span className="aloud">{cell.aloud}</span>
        </PageLink>
      )}
    </td>
  );
}

/** Lines PageUp and PageDown pass. */
const PAGE = 10;

function walk(at: GridPlace, event: KeyboardEvent, last: GridPlace): GridPlace | null {
  const { row, column } = at;
  const within = (to: number, end: number): number => Math.max(0, Math.min(to, end));
  switch (event.key) {
    case 'ArrowUp':
    case 'ArrowDown':
      return { row: within(row + (event.key === 'ArrowUp' ? -1 : 1), last.row), column };
    case 'PageUp':
    case 'PageDown':
      return { row: within(row + (event.key === 'PageUp' ? -PAGE : PAGE), last.row), column };
    case 'ArrowLeft':
    case 'ArrowRight':
      return { row, column: within(column + (event.key === 'ArrowLeft' ? -1 : 1), last.column) };
    case 'Home':
      return { row: event.ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: event.ctrlKey ? last.row : row, column: last.column };
    default:
      return null;
  }
}
