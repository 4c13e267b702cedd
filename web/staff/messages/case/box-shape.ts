import type { PhotoBox } from '../../../../shared/contract/messages/cases-photos.ts';

/** Smallest side of a box, a share of the picture: less cannot be taken hold of. */
const LEAST = 0.02;
/** One press of an arrow. */
export const STEP = 0.01;

const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));
/** Ten-thousandths: what a finger draws has no more. */
const round = (value: number): number => Math.round(value * 10_000) / 10_000;

/** The box between two corners, in any order, within the picture. */
export function boxBetween(a: { x: number; y: number }, b: { x: number; y: number }): PhotoBox {
  const [left, right] = [clamp(Math.min(a.x, b.x), 0, 1), clamp(Math.max(a.x, b.x), 0, 1)];
  const [top, bottom] = [clamp(Math.min(a.y, b.y), 0, 1), clamp(Math.max(a.y, b.y), 0, 1)];
  return { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) };
}

/** Whether a drag drew a box, not a slip of the hand. */
export const isDrawn = ({ width, height }: PhotoBox): boolean => width >= LEAST && height >= LEAST;

export function moveBox(box: PhotoBox, dx: number, dy: number): PhotoBox {
  return {
    ...box,
    x: round(clamp(box.x + dx, 0, 1 - box.width)),
    y: round(clamp(box.y + dy, 0, 1 - box.height)),
  };
}

/** The lower right corner moves, the upper left stays. */
export function resizeBox(box: PhotoBox, dx: number, dy: number): PhotoBox {
  return {
    ...box,
    width: round(clamp(box.width + dx, LEAST, 1 - box.x)),
    height: round(clamp(box.height + dy, LEAST, 1 - box.y)),
  };
}

/** What a key does to the box under focus; null when it is no key of boxes. */
export function pressBox(box: PhotoBox, key: string, isShift: boolean): PhotoBox | null {
  const by: Readonly<Record<string, [number, number]>> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  };
  const step = by[key];
  if (!step) return null;
  return isShift ? resizeBox(box, ...step) : moveBox(box, ...step);
}
