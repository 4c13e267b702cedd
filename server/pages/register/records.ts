import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readFollowersOn } from './figures/followers.ts';
import { judgeProof, readProof } from './proof/read-proof.ts';
import { keptPages } from './rows.ts';
import { pageNormOn, readReadings, standHoursOn } from './week/read-weeks.ts';

/** A page of the register for figures: what it owes, what of its checks is there at a moment, by which page of networks it is read. */
export interface PageRecord {
  id: string;
  unitId: string;
  network: string;
  norm: number;
  checks: { isPassed: boolean }[];
  /** Null: it is not read. */
  networkPageId: string | null;
  /** Since when it is read; null where it is not. */
  boundAt: Date | null;
  /** When it was read last; null where it is not. */
  readAt: Date | null;
  followers: number | null;
  /** Hours after which a post has stood. */
  standHours: number;
}

/** Pages that are kept now and were entered by a moment, as they are known at it. */
export async function pageRecords(ctx: Ctx, until: Date): Promise<PageRecord[]> {
  const pages = (await keptPages(ctx)).filter(({ made_at: madeAt }) => madeAt <= until);
  const day = localDate(until);
  const looks = await readProof(
    ctx,
    pages.map(({ id }) => id),
    until,
  );
  const readings = await readReadings(ctx, pages);
  const followers = await readFollowersOn(
    ctx,
    pages.map(({ id }) => id),
    day,
  );
  return pages.map((page) => ({
    id: page.id,
    unitId: page.unit_id,
    network: page.network,
    norm: pageNormOn(page, day),
    checks: judgeProof(looks.get(page.id), day).map(({ state }) => ({ isPassed: state === 'there' })),
    networkPageId: page.network_page_id,
    boundAt: page.bound_at,
    readAt: readings.get(page.network_page_id ?? '')?.readAt ?? null,
    followers: followers.get(page.id) ?? null,
    standHours: standHoursOn(day),
  }));
}
