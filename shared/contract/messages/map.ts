import { z } from 'zod';

/** How a case is drawn on a map: ○ new, ● in work, ◆ overdue, ☑ solved, ⬡ over without «решено». */
export const mapShape = z.enum(['new', 'work', 'overdue', 'solved', 'answered']);
export type MapShape = z.infer<typeof mapShape>;

/** A frame of a map in an address: `west,south,east,north`, degrees. */
export const frame = z.string().regex(/^-?[\d.]+,-?[\d.]+,-?[\d.]+,-?[\d.]+$/);

/** Corners of an outline drawn on a map, in an address: `lon,lat;lon,lat;…`, three to forty of them. */
export const areaPattern =
  /^-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?(;-?\d{1,3}(\.\d{1,6})?,-?\d{1,2}(\.\d{1,6})?){2,39}$/u;
export const area = z.string().max(900).regex(areaPattern);
