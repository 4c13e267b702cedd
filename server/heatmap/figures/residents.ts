import { districtWithChildren, listDistricts, residentsOn } from '../../base/territory/index.ts';
import type { Filter } from './feed/filter.ts';

/** A row of the matrix: a district, its part, what lies in none of its parts, what has no place, or the whole. */
export interface MatrixPlace {
  kind: 'place' | 'loose' | 'lost' | 'all';
  districtId: string | null;
}

type Narrowing = Pick<Filter, 'districtId' | 'area'>;

/**
 * Residents of a row on a day, within what the matrix is narrowed to; null = not known, as of what has no place or was outlined by
 * hand, 0 = the row has none of the places asked for.
 */
export function residentsOfRow(
  { kind, districtId }: MatrixPlace,
  filter: Narrowing,
  day: string,
): number | null {
  const { districtId: asked, area } = filter;
  if (kind === 'loose' || kind === 'lost' || area !== undefined) return null;
  if (asked !== undefined && (asked === 'none' || asked.endsWith('.none'))) return null;
  const count = (id: string | null): number | null => residentsOn(day, id)?.count ?? null;
  if (districtId === null) return count(asked ?? null);
  if (asked === undefined || districtWithChildren(asked).includes(districtId)) return count(districtId);
  // Of a district narrowed to a part of it only the part is counted.
  return districtWithChildren(districtId).includes(asked) ? count(asked) : 0;
}

/** Whose count it is, for a legend; undefined where nobody has told of any place. */
export function residentsSource({ districtId }: Narrowing, day: string): string | undefined {
  const places = [districtId ?? null, null, ...listDistricts().map(({ id }) => id)];
  for (const place of places) {
    const told = residentsOn(day, place);
    if (told) return told.source;
  }
  return undefined;
}
