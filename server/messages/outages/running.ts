import { sql } from 'kysely';
import { dayAfter } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { parseHouse, type ResolvedPlace } from '../../base/territory/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type AskedPlace, coverOf } from './coverage.ts';
import { coveringPlace } from './read-places.ts';
import { type OutageRow, selectOutages } from './rows.ts';

/** Outages looked through at once: of one city there are tens. */
const MOST = 500;

/** Neither over nor cancelled. */
export const isOpen = sql<boolean>`(outage.ended_at IS NULL AND outage.cancelled_at IS NULL)`;

/** Running outages and those of today, of some resources. Plan: outage_open. */
export function selectOfToday(ctx: Ctx, resources: readonly string[]): Promise<OutageRow[]> {
  const tomorrow = localDayStart(dayAfter(localDate(ctx.now)));
  return selectOutages(ctx)
    .where(isOpen)
    .where('outage.begins_at', '<', tomorrow)
    .where(sql<boolean>`outage.resource = ANY(${[...resources]}::text[])`)
    .orderBy('outage.begins_at', 'desc')
    .orderBy('outage.id')
    .limit(MOST)
    .execute();
}

type Place = Pick<ResolvedPlace, 'streetId' | 'house' | 'districtId'>;

export const askedPlace = ({ streetId, house, districtId }: Place): AskedPlace => ({
  streetId,
  house: house === null ? null : parseHouse(house),
  districtId,
});

/** Those of the rows that cover a place, the closest first. */
export function coveringRows(rows: readonly OutageRow[], place: Place) {
  const asked = askedPlace(place);
  const order = { house: 0, street: 1, district: 2, near: 3 };
  return rows
    .flatMap((row) => {
      const coverage = coverOf(row.places.map(coveringPlace), asked);
      return coverage ? [{ row, coverage }] : [];
    })
    .toSorted((a, b) => order[a.coverage] - order[b.coverage]);
}
