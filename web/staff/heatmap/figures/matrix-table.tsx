import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { classOf, type HeatScale } from '../../../../shared/charts/heat-scale.ts';
import { hyphenate } from '../../../../shared/text/hyphens.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import {
  isTelling,
  type MatrixCell,
  type MatrixColumn,
  type MatrixLine,
  type MatrixView,
} from './matrix-view.ts';

export interface Chosen {
  line: MatrixLine;
  /** null for the row's total. */
  column: MatrixColumn | null;
  cell: MatrixCell;
}

interface Place {
  row: number;
  column: number;
}

/**
 * Territory × block. One stop for Tab; arrows, Home and End walk the cells, Enter opens the list behind one.
 * What is under the cursor is told beside the table too.
 */
export function MatrixTable(props: {
  caption: string;
  view: MatrixView;
  scale: HeatScale;
  onChoose: (chosen: Chosen) => void;
}): ReactNode {
  const { caption, view, scale, onChoose } = props;
  const captionId = useId();
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  const choose = (next: Place) => {
    setPlace(next);
    const chosen = findChosen(view, next);
    if (chosen) onChoose(chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = walk(place, event.key, view);
    if (!next) return;
    event.preventDefault();
    choose(next);
    findCell(table.current, next)?.focus();
  };
  return (
    <section className="matrix-frame" aria-labelledby={captionId}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table walked by arrows is a grid by the ARIA pattern */}
      <table ref={table} className="matrix" role="grid" onKeyDown={onKeyDown}>
        <caption className="aloud" id={captionId}>
          {caption}
        </caption>
        <MatrixHead columns={view.columns} />
        <tbody>
          {view.lines.map((line, row) => (
            <tr key={line.key} className={`matrix__line matrix__line--${line.kind}`}>
              <th scope="row">{line.title}</th>
              {[...line.cells, line.total].map((cell, column) => (
                <Cell
                  key={view.columns[column]?.code ?? 'total'}
                  line={line}
                  cell={cell}
                  scale={scale}
                  column={view.columns[column] ?? null}
                  place={{ row, column }}
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

function MatrixHead({ columns }: { columns: readonly MatrixColumn[] }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col">Территория</th>
        {columns.map(({ code, title, fullTitle }) => (
          <th key={code} scope="col" title={fullTitle}>
            {hyphenate(title)}
          </th>
        ))}
        <th scope="col" className="matrix__total">
          Всего
        </th>
      </tr>
    </thead>
  );
}

function Cell(props: {
  line: MatrixLine;
  cell: MatrixCell;
  column: MatrixColumn | null;
  scale: HeatScale;
  place: Place;
  isCurrent: boolean;
  onChoose: (place: Place) => void;
}): ReactNode {
  const { line, cell, column, scale, place, isCurrent, onChoose } = props;
  const isColoured = column !== null && (line.kind === 'part' || line.kind === 'lost');
  const look = classOf(cell.count, scale);
  const classes = [
    'matrix__cell',
    column === null ? 'matrix__total' : '',
    isColoured || look === 'zero' ? `heat heat--${look}` : '',
  ];
  const stop = {
    tabIndex: isCurrent ? 0 : -1,
    'data-at': `${place.row}:${place.column}`,
    onFocus: () => onChoose(place),
  };
  return (
    <td className={classes.filter(Boolean).join(' ')} onPointerEnter={() => onChoose(place)}>
      {cell.count === 0 ? (
        <span {...stop} role="img" aria-label={`Нет сообщений${describeCell(line, column, cell)}`}>
          ·
        </span>
      ) : (
        <PageLink to={cell.href} {...stop} className={isTelling(cell) ? 'is-changed' : undefined}>
          {formatNumber(cell.count)}
          <span className="aloud">{describeCell(line, column, cell)}</span>
          {isTelling(cell) && <CellChange change={cell.count - (cell.before ?? 0)} />}
        </PageLink>
      )}
    </td>
  );
}

function CellChange({ change }: { change: number }): ReactNode {
  return (
    <small aria-hidden="true">
      <Icon name={change > 0 ? 'up' : 'down'} size="small" />
      {formatNumber(Math.abs(change))}
    </small>
  );
}

/** After the number: « — Южный, Дороги, изменение +5». */
function describeCell(line: MatrixLine, column: MatrixColumn | null, cell: MatrixCell): string {
  const change = cell.before === null ? 0 : cell.count - cell.before;
  const grown = change === 0 ? '' : `, изменение ${formatChange(change)}`;
  return ` — ${line.title}, ${column?.fullTitle ?? 'все блоки'}${grown}`;
}

function findChosen(view: MatrixView, { row, column }: Place): Chosen | null {
  const line = view.lines[row];
  if (!line) return null;
  return { line, column: view.columns[column] ?? null, cell: line.cells[column] ?? line.total };
}

function findCell(table: HTMLElement | null, { row, column }: Place): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-at="${row}:${column}"]`) ?? null;
}

function walk({ row, column }: Place, key: string, view: MatrixView): Place | null {
  const last = { row: view.lines.length - 1, column: view.columns.length };
  switch (key) {
    case 'ArrowUp':
      return { row: Math.max(0, row - 1), column };
    case 'ArrowDown':
      return { row: Math.min(last.row, row + 1), column };
    case 'ArrowLeft':
      return { row, column: Math.max(0, column - 1) };
    case 'ArrowRight':
      return { row, column: Math.min(last.column, column + 1) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: last.column };
    default:
      return null;
  }
}
