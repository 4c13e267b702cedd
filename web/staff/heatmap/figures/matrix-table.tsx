import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { HeatScale } from '../../../../shared/charts/heat-scale.ts';
import type { Ratio } from '../../../../shared/text/heatmap/ratios.ts';
import { hyphenate } from '../../../../shared/text/hyphens.ts';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { figureOf } from './matrix-figure.ts';
import type { MatrixCell, MatrixColumn, MatrixLine, MatrixView } from './matrix-view.ts';

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
  /** Leads to the lists of the chosen cell. */
  onLists: () => void;
}): ReactNode {
  const { caption, view, scale, onChoose, onLists } = props;
  const captionId = useId();
  const look = view.ratio ? 'matrix matrix--ratio' : 'matrix';
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
      <table ref={table} className={look} role="grid" onKeyDown={onKeyDown}>
        <caption className="aloud" id={captionId}>
          {caption}
        </caption>
        <MatrixHead columns={view.columns} />
        <tbody>
          {view.lines.map((line, row) => (
            <Line
              key={line.key}
              line={line}
              row={row}
              view={view}
              scale={scale}
              place={place}
              onChoose={choose}
              onLists={(at) => {
                choose(at);
                onLists();
              }}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line(props: {
  line: MatrixLine;
  row: number;
  view: MatrixView;
  scale: HeatScale;
  place: Place;
  onChoose: (place: Place) => void;
  onLists: (place: Place) => void;
}): ReactNode {
  const { line, row, view, scale, place, onChoose, onLists } = props;
  return (
    <tr className={`matrix__line matrix__line--${line.kind}`}>
      <th scope="row">{line.title}</th>
      {[...line.cells, line.total].map((cell, column) => (
        <Cell
          key={view.columns[column]?.code ?? 'total'}
          line={line}
          cell={cell}
          ratio={view.ratio}
          scale={scale}
          column={view.columns[column] ?? null}
          place={{ row, column }}
          isCurrent={place.row === row && place.column === column}
          onChoose={onChoose}
          onLists={onLists}
        />
      ))}
    </tr>
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
  ratio: Ratio | null;
  scale: HeatScale;
  place: Place;
  isCurrent: boolean;
  onChoose: (place: Place) => void;
  /** Two lists stand behind the number: they are told beside the table. */
  onLists: (place: Place) => void;
}): ReactNode {
  const { line, cell, column, ratio, scale, place, isCurrent, onChoose, onLists } = props;
  const isColoured = column !== null && (line.kind === 'part' || line.kind === 'lost');
  const { text, look, change, aloud, gap, href } = figureOf(cell, ratio, scale);
  const classes = [
    'matrix__cell',
    column === null ? 'matrix__total' : '',
    look !== 'plain' && (isColoured || look === 'zero') ? `heat heat--${look}` : '',
    gap && look !== 'zero' ? 'matrix__gap' : '',
  ];
  const stop = {
    tabIndex: isCurrent ? 0 : -1,
    'data-at': `${place.row}:${place.column}`,
    onFocus: () => onChoose(place),
  };
  const words = ` — ${line.title}, ${column?.fullTitle ?? 'все блоки'}${aloud}`;
  return (
    <td className={classes.filter(Boolean).join(' ')} onPointerEnter={() => onChoose(place)}>
      {href === null && cell.lists.length > 1 ? (
        <button
          type="button"
          {...stop}
          className={change ? 'matrix__mixed is-changed' : 'matrix__mixed'}
          onClick={() => onLists(place)}
        >
          {text}
          <span className="aloud">{words}, показать списки</span>
          {change && <CellChange {...change} />}
        </button>
      ) : href === null ? (
        <span {...stop} role="img" aria-label={`${gap ?? text}${words}`}>
          {text}
        </span>
      ) : (
        <PageLink
          to={href}
          {...stop}
          className={change ? 'is-changed' : undefined}
          {...(gap && { 'aria-label': `${gap}${words}` })}
        >
          {text}
          {!gap && <span className="aloud">{words}</span>}
          {change && <CellChange {...change} />}
        </PageLink>
      )}
    </td>
  );
}

function CellChange({ isUp, text }: { isUp: boolean; text: string }): ReactNode {
  return (
    <small aria-hidden="true">
      <Icon name={isUp ? 'up' : 'down'} size="small" />
      {text}
    </small>
  );
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
