import { z } from 'zod';
import { MINUTE } from '../../../shared/time.ts';
import { localDate, localDayStart, localTime } from '../../base/deadlines/index.ts';
import { residentEmails } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { listPublicNews, type PublicNews, publicListPath } from '../cases/index.ts';
import { type Part, sortNews, writeDigest } from './digest.ts';
import { followLink, titleOfFollow } from './follows.ts';

/** No letter before this hour of the city; when it goes, the reader's own quiet hours say. */
const FROM = '09:00';
/** What is committed a moment later has the time of its beginning: it is told with the next letter. */
const SETTLED = 2 * MINUTE;
const RESIDENTS_AT_ONCE = 500;

export const tellFollowersJob = defineJob('follows.tell', z.object({}));

interface Follow {
  id: string;
  resident_id: string;
  block: string | null;
  district_id: string | null;
  told_at: Date;
}

/** Wishes of the next residents nobody has told today, locked. Plan: follow_untold, then the key of residents. */
async function takeUntold(ctx: Ctx): Promise<Follow[]> {
  const today = localDayStart(localDate(ctx.now));
  const due = await ctx.db
    .selectFrom('follows.follow')
    .select('resident_id')
    .distinct()
    .where('told_at', '<', today)
    .orderBy('resident_id')
    .limit(RESIDENTS_AT_ONCE)
    .execute();
  if (due.length === 0) return [];
  return ctx.db
    .selectFrom('follows.follow')
    .select(['id', 'resident_id', 'block', 'district_id', 'told_at'])
    .where(
      'resident_id',
      'in',
      due.map(({ resident_id: id }) => id),
    )
    .where('told_at', '<', today)
    .orderBy('created_at')
    .orderBy('id')
    .forUpdate()
    .execute();
}

/** News by what is followed, each asked for once however many follow it. */
async function readNews(
  ctx: Ctx,
  follows: readonly Follow[],
  until: Date,
): Promise<Map<string, PublicNews[]>> {
  const news = new Map<string, PublicNews[]>();
  for (const [key, same] of Map.groupBy(follows, keyOf)) {
    const [first] = same;
    if (!first) continue;
    const since = new Date(Math.min(...same.map(({ told_at: at }) => at.getTime())));
    news.set(
      key,
      await listPublicNews(ctx, { block: first.block, district: first.district_id }, { since, until }),
    );
  }
  return news;
}

const keyOf = ({ block, district_id: district }: Follow): string => JSON.stringify([block, district]);

/** One letter a day to each, however much they follow; none where nothing is new. */
export async function tellFollowers(ctx: Ctx): Promise<void> {
  if (localTime(ctx.now) < FROM) return;
  const follows = await takeUntold(ctx);
  if (follows.length === 0) return;
  const until = new Date(ctx.now.getTime() - SETTLED);
  const news = await readNews(ctx, follows, until);
  const emails = await residentEmails(ctx.db, [...new Set(follows.map(({ resident_id: id }) => id))]);
  const site = ctx.config.publicUrl;
  const letters = [...Map.groupBy(follows, ({ resident_id: id }) => id)].flatMap(([residentId, own]) => {
    const recipient = emails.get(residentId);
    const told = new Set<string>();
    const parts = own.flatMap((follow): Part[] => {
      const { shown, answered } = sortNews(news.get(keyOf(follow)) ?? [], follow.told_at, told);
      if (shown.length + answered.length === 0) return [];
      const page = site + publicListPath({ block: follow.block, district: follow.district_id });
      return [
        { title: titleOfFollow(follow), shown, answered, page, stop: followLink(ctx.config, follow.id) },
      ];
    });
    if (!recipient || parts.length === 0) return [];
    return [
      {
        channel: 'email' as const,
        recipient,
        purpose: 'follow-digest' as const,
        ...writeDigest(parts, site),
      },
    ];
  });
  await sendLetters(ctx, letters);
  await ctx.db
    .updateTable('follows.follow')
    .set({ told_at: until })
    .where(
      'id',
      'in',
      follows.map(({ id }) => id),
    )
    .execute();
  // The rest of them in a transaction of their own.
  ctx.enqueue(tellFollowersJob, {});
}
