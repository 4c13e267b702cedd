import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { readSpot, type Spot, spotName, stepSpot } from './calendar-cells.ts';

/** What stands under the keyboard in the calendar. */
export interface GridStop {
  pageId: string;
  /** Empty in the column of the norm. */
  day: string;
  variantId: string;
  publicationId: string;
  at: string;
  isMovable: boolean;
}

export interface GridHandle {
  /** Where the keyboard stands, or stood last. */
  current: () => GridStop | null;
  /** Whether the focus is in the grid now. */
  isActive: () => boolean;
  focus: () => void;
  /** The focus goes with this variant to its new cell. */
  follow: (variantId: string) => void;
}

const tellStop = (node: HTMLElement): GridStop => ({
  pageId: node.closest<HTMLElement>('[data-page]')?.dataset.page ?? '',
  day: node.closest<HTMLElement>('[data-day]')?.dataset.day ?? '',
  variantId: node.dataset.variant ?? '',
  publicationId: node.dataset.piece ?? '',
  at: node.dataset.at ?? '',
  isMovable: node.dataset.movable !== undefined,
});

const findSpot = (table: HTMLElement, at: Spot): HTMLElement | null =>
  table.querySelector<HTMLElement>(`[data-spot="${spotName(at)}"]`);

/** What is under the keyboard once the grid is drawn: the variant that is wanted, or what stands in the same cell now. */
const stopAfter = (table: HTMLElement, wanted: string, spot: Spot): HTMLElement | null =>
  (wanted ? table.querySelector<HTMLElement>(`[data-variant="${wanted}"]`) : null) ??
  findSpot(table, spot) ??
  findSpot(table, { ...spot, item: 0 }) ??
  table.querySelector<HTMLElement>('[data-spot]');

/**
 * One stop of Tab for the whole grid, walked by arrows. The stop is held in the document itself: a step of the focus draws nothing again,
 * however many cells there are.
 */
export function useGridKeys(
  table: RefObject<HTMLTableElement | null>,
  { rows, columns, start }: { rows: number; columns: number; start: Spot },
) {
  const spot = useRef(start);
  const stop = useRef<HTMLElement | null>(null);
  /** The piece under the keyboard: wherever it is drawn next, the focus is. */
  const held = useRef('');
  const followed = useRef('');
  const hold = (node: HTMLElement) => {
    if (stop.current && stop.current !== node) stop.current.tabIndex = -1;
    // Written where it is another only: to write it has the browser lay out the whole screen at once.
    if (node.tabIndex !== 0) node.tabIndex = 0;
    stop.current = node;
    spot.current = readSpot(node.dataset.spot) ?? spot.current;
    held.current = node.dataset.variant ?? '';
  };
  // After each drawing: the cell under the keyboard may hold something else now, or be gone.
  useLayoutEffect(() => {
    const wasInside = stop.current !== null && document.activeElement === stop.current;
    const isLost =
      stop.current !== null && !stop.current.isConnected && document.activeElement === document.body;
    const isHere = wasInside || isLost;
    const wanted = followed.current || (isHere ? held.current : '');
    const node = table.current && stopAfter(table.current, wanted, spot.current);
    if (!node) return;
    hold(node);
    const isWanted = wanted !== '' && held.current === wanted;
    if (isWanted) followed.current = '';
    if (isWanted || isHere) node.focus();
  });
  const onFocus = (event: FocusEvent) => {
    if (event.target instanceof HTMLElement && event.target.dataset.spot) hold(event.target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey || event.altKey || event.metaKey) return;
    const at = event.target instanceof HTMLElement ? readSpot(event.target.dataset.spot) : null;
    if (!at) return;
    const stopsIn = (row: number, column: number) =>
      Math.max(1, table.current?.querySelectorAll(`[data-spot^="${row}:${column}:"]`).length ?? 0);
    const next = stepSpot(at, event, { rows, columns, stopsIn });
    const node = next && table.current && findSpot(table.current, next);
    if (!node) return;
    event.preventDefault();
    node.focus();
  };
  const handle: GridHandle = {
    current: () => stop.current && tellStop(stop.current),
    isActive: () => stop.current !== null && document.activeElement === stop.current,
    focus: () => stop.current?.focus(),
    follow: (variantId) => {
      followed.current = variantId;
    },
  };
  return { onFocus, onKeyDown, handle };
}
