import type { HeatClass } from './heat-scale.ts';

/** Ground and letters of the five colours on paper, the mildest first: those of the light screen (`--heat-1` … in tokens.css). */
export const heatColours = [
  { ground: 'f4ebd3', letters: '1c2420' },
  { ground: 'e9c988', letters: '1c2420' },
  { ground: 'd4944a', letters: '1c2420' },
  { ground: 'a8481c', letters: 'ffffff' },
  { ground: '6b1a16', letters: 'ffffff' },
] as const;

/** How a cell is painted: a colour from 1, hatched where chance would look like a pattern, or not at all. */
export type Tint = Exclude<HeatClass, 'zero'> | null;
