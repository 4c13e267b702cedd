import { sql } from 'kysely';
import { addNumber } from '../../../shared/lists.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

/** When people told of a problem: a message or somebody who joined it, the last thirty days. Plan: member and contact keys. */
export async function readGrowth(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Date[]>> {
  if (ids.length === 0) return new Map();
  const since = new Date(ctx.now.getTime() - 31 * DAY);
  const { rows } = await sql<{ problem_id: string; at: Date }>`
    SELECT member.problem_id, contact.received_at AS at
    FROM problems.member AS member JOIN cases.v_arrival AS contact ON contact.case_id = member.case_id
    WHERE member.problem_id = ANY(${[...ids]}::uuid[]) AND member.state IN ('proposed', 'confirmed')
      AND contact.received_at >= ${since}
    ORDER BY contact.received_at LIMIT 20000`.execute(ctx.db);
  const found = new Map<string, Date[]>();
  for (const { problem_id: id, at } of rows) {
    const list = found.get(id) ?? [];
    list.push(at);
    found.set(id, list);
  }
  return found;
}

export interface GrowthPoint {
  at: string;
  count: number;
}

/** Messages of each of the last local days, the oldest first; `at` is the day. */
export function countByDay(moments: readonly Date[], now: Date, days: number): GrowthPoint[] {
  const counts = new Map<string, number>();
  for (const moment of moments) {
    const day = localDate(moment);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const today = localDayStart(localDate(now)).getTime() + 12 * HOUR;
  return Array.from({ length: days }, (_, back) => {
    const at = localDate(new Date(today - (days - 1 - back) * DAY));
    return { at, count: counts.get(at) ?? 0 };
  });
}

/** Messages of each of the last whole hours, the oldest first; `at` is its beginning. */
export function countByHour(moments: readonly Date[], now: Date, hours: number): GrowthPoint[] {
  const last = Math.floor(now.getTime() / HOUR);
  const counts = new Array<number>(hours).fill(0);
  for (const moment of moments) {
    const place = hours - 1 - (last - Math.floor(moment.getTime() / HOUR));
    if (place >= 0 && place < hours) addNumber(counts, place, 1);
  }
  return counts.map((count, place) => ({
    at: new Date((last - (hours - 1 - place)) * HOUR).toISOString(),
    count,
  }));
}
