import type { PointerEvent as ReactPointerEvent } from 'react';
import type { MovableItem } from './calendar-cells.ts';

/** Nearer than this it is a press, in pixels. */
const SLACK = 6;

interface Drag {
  item: HTMLElement;
  target: HTMLElement | null;
  isUnderWay: boolean;
}

/** The cell under the pointer where the item may be put: of its own page, on a day that is not over. */
function findTarget(item: HTMLElement, { clientX, clientY }: PointerEvent): HTMLElement | null {
  const cell = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('td[data-day]');
  if (!cell || cell.dataset.past !== undefined || cell.closest('tr') !== item.closest('tr')) return null;
  return cell === item.closest('td') ? null : cell;
}

/** The press that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (event: Event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  addEventListener('click', swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener('click', swallow, { capture: true }));
}

/**
 * An item of the calendar is taken by the pointer and put on another day of its page; a finger scrolls instead. Its twins: Shift with
 * arrows, and «Перенести…» on the card.
 */
export function useDayDrag(onDrop: (item: MovableItem, day: string) => void) {
  const onPointerDown = (event: ReactPointerEvent<HTMLElement>) => {
    const from = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-movable]') : null;
    if (!from || event.button !== 0 || event.pointerType === 'touch') return;
    const grid = event.currentTarget;
    const { clientX, clientY } = event;
    const drag: Drag = { item: from, target: null, isUnderWay: false };
    const aim = (target: HTMLElement | null) => {
      drag.target?.classList.remove('is-target');
      target?.classList.add('is-target');
      drag.target = target;
    };
    const onMove = (move: PointerEvent) => {
      const isFar = Math.hypot(move.clientX - clientX, move.clientY - clientY) > SLACK;
      if (!drag.isUnderWay && !isFar) return;
      drag.isUnderWay = true;
      grid.classList.add('is-dragging');
      from.classList.add('is-dragged');
      aim(findTarget(from, move));
    };
    const end = () => {
      removeEventListener('pointermove', onMove);
      removeEventListener('pointerup', onUp);
      removeEventListener('pointercancel', end);
      removeEventListener('keydown', onKey, { capture: true });
      grid.classList.remove('is-dragging');
      from.classList.remove('is-dragged');
      aim(null);
    };
    const onUp = () => {
      const day = drag.target?.dataset.day;
      const { variant, piece, at } = from.dataset;
      if (drag.isUnderWay) swallowClick();
      end();
      if (day && variant && piece && at) onDrop({ variantId: variant, publicationId: piece, at }, day);
    };
    const onKey = (key: KeyboardEvent) => {
      if (key.key !== 'Escape') return;
      key.stopPropagation();
      end();
    };
    addEventListener('pointermove', onMove);
    addEventListener('pointerup', onUp);
    addEventListener('pointercancel', end);
    addEventListener('keydown', onKey, { capture: true });
  };
  return { onPointerDown };
}
