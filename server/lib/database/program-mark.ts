import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Number of the last change of the database this program knows: its connections are named by it. */
const mark = readdirSync(folder).toSorted().at(-1)?.slice(0, 4) ?? '';

/** How the database knows connections of the program: two that differ at once are two versions over one database. */
export const programName = `otklik ${mark}`;
