import type * as contract from '../../../shared/contract/pages/register.ts';
import type { PageWeek } from '../../../shared/contract/pages/register-week.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { DAY } from '../../../shared/time.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { findUnit } from '../../base/identity/index.ts';
import { ownPosts } from '../../base/networks/index.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { readFollowers } from './figures/followers.ts';
import { presentLine, readKnown } from './lines.ts';
import { pagesPack } from './pack.ts';
import { readFixes } from './proof/fixes.ts';
import { shareThere } from './proof/judge-checks.ts';
import { listOpeningSteps } from './proof/opening.ts';
import { judgeProof, presentChecks, presentRun, readProof } from './proof/read-proof.ts';
import { isTold } from './reading/told.ts';
import { findPage, networksOfRegister, type PageRow } from './rows.ts';
import { readReadings } from './week/read-weeks.ts';

type Card = contract.PageCard;

/** So many weeks stand in the card. */
const WEEKS = 8;
const MONTH = 30;

async function readWeekPart(
  ctx: Ctx,
  page: PageRow,
  weeks: PageWeek[],
): Promise<Pick<Card, 'weeks' | 'posts' | 'reading'>> {
  const { from, to, stood } = firstOf(weeks);
  const bound = page.network_page_id;
  const posts =
    bound === null || stood === null
      ? []
      : await ctx.ports.find(ownPosts)?.list(ctx, {
          pageIds: [bound],
          from: localDayStart(from),
          to: localDayStart(addDays(to, 1)),
          standHours: pagesPack.on(localDate(ctx.now)).standHours,
        });
  const reading = (await readReadings(ctx, [page])).get(bound ?? '');
  return {
    weeks,
    posts: (posts ?? []).map(({ text, postedAt, goneAt, ...post }) => ({
      ...post,
      postedAt: postedAt.toISOString(),
      goneAt: goneAt?.toISOString() ?? null,
      start: (text.split('\n').find((line) => line.trim() !== '') ?? '').slice(0, 120),
    })),
    reading: {
      networkPageId: bound,
      readAt: reading?.readAt?.toISOString() ?? null,
      trouble: reading?.trouble ?? '',
    },
  };
}

/** Share of the checks as it was thirty days ago; null of a page that was not here then. */
async function readMonthAgo(ctx: Ctx, page: PageRow): Promise<number | null> {
  const then = new Date(ctx.now.getTime() - MONTH * DAY);
  if (page.made_at > then) return null;
  const looks = (await readProof(ctx, [page.id], then)).get(page.id);
  return shareThere(judgeProof(looks, localDate(then)).map(({ state }) => state));
}

const readHistory = (ctx: Ctx, pageId: string) =>
  ctx.db
    .selectFrom('register.event')
    .selectAll()
    .where('page_id', '=', pageId)
    .orderBy('serial', 'desc')
    .limit(200)
    .execute();

/** How its network is asked what it shows of itself. */
async function readReader(ctx: Ctx, pageId: string): Promise<NonNullable<Card['profile']>> {
  const row = await ctx.db
    .selectFrom('register.reader')
    .selectAll()
    .where('page_id', '=', pageId)
    .executeTakeFirst();
  const since = row?.failing_since?.toISOString();
  return {
    readAt: row?.read_at?.toISOString() ?? null,
    failing: row && since ? { since, trouble: row.trouble } : null,
  };
}

function actsOf(ctx: Ctx, page: PageRow): string[] {
  if (!hasPermission(ctx, 'register.keep')) return [];
  if (page.archived_at) return ['restore'];
  return ['change', 'figures', 'archive', 'look', 'verify', ...(isTold(ctx, page) ? ['read'] : [])];
}

/** The card of a page of the register. */
export async function readPageCard(ctx: Ctx, id: string): Promise<Card> {
  const page = await findPage(ctx, id);
  const today = localDate(ctx.now);
  const known = await readKnown(ctx, [page], WEEKS);
  const run = known.runs.get(id);
  const history = await readHistory(ctx, id);
  return {
    ...presentLine(page, known, today),
    bodyTitle: (await findUnit(ctx.db, page.unit_id))?.title ?? '',
    networkTitle: networksOfRegister(ctx).find((one) => one.id === page.network)?.title ?? page.network,
    settingsUrl: page.settings_url,
    gosId: page.gos_id,
    keeperId: page.keeper_id,
    contract: page.contract,
    contact: page.contact,
    followersDays: await readFollowers(ctx, id),
    weekReach: page.week_reach,
    postReach: page.post_reach,
    figuresOn: page.figures_on,
    profile: isTold(ctx, page) ? await readReader(ctx, id) : null,
    ...(await readWeekPart(ctx, page, known.weeks.get(id) ?? [])),
    checks: presentChecks(known.looks.get(id), today, await readFixes(ctx, id)),
    monthAgo: await readMonthAgo(ctx, page),
    run: run ? await presentRun(ctx, run) : null,
    opening: page.is_opening ? listOpeningSteps(page, judgeProof(known.looks.get(id), today)) : [],
    archiveReason: page.archive_reason,
    history: history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note })),
    version: page.version,
    can: actsOf(ctx, page),
  };
}

/** Route. */
export const readPage = (ctx: Ctx, { params }: HandlerInput<typeof contract.readPage>): Promise<Card> =>
  readPageCard(ctx, params.id);
