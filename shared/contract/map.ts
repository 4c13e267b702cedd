import { z } from 'zod';

/** How a case is drawn on a map: ○ new, ● in work, ◆ overdue, ☑ solved, ⬡ over without «решено». */
export const mapShape = z.enum(['new', 'work', 'overdue', 'solved', 'answered']);
export type MapShape = z.infer<typeof mapShape>;

/** A frame of a map in an address: `west,south,east,north`, degrees. */
export const frame = z.string().regex(/^-?[\d.]+,-?[\d.]+,-?[\d.]+,-?[\d.]+$/);
