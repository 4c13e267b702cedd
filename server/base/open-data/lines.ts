import type { Cell, OpenRecord, OpenSet } from './set.ts';

/** Records written down: one of each format. */

type Fields = Pick<OpenSet, 'fields'>;

/** By the names of its fields. */
export const namedRecord = ({ fields }: Fields, { values }: OpenRecord): Record<string, Cell> =>
  Object.fromEntries(fields.map(({ name }, at) => [name, values[at] ?? null]));

export const jsonLine = (set: Fields, record: OpenRecord): string => JSON.stringify(namedRecord(set, record));

/** As a cell of a table: «true» where a program reads yes. */
export const csvCell = (value: Cell): string | number | null =>
  typeof value === 'boolean' ? String(value) : value;

/** About how long a line of the CSV is: with quotes and what stands between. */
export const csvBytes = ({ values }: OpenRecord): number =>
  values.reduce<number>((sum, value) => sum + Buffer.byteLength(String(value ?? '')) + 3, 1);

/** A record with a place as a feature (RFC 7946); one without is none. */
export function featureOf(set: OpenSet, record: OpenRecord): string | null {
  const { lat, lon, ...properties } = namedRecord(set, record);
  if (typeof lat !== 'number' || typeof lon !== 'number') return null;
  const geometry = { type: 'Point', coordinates: [lon, lat] };
  return JSON.stringify({ type: 'Feature', id: record.key, geometry, properties });
}
