import type * as contract from '../../../shared/contract/monitoring/moderation.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { isSaidOtherwise, readPosts, readSights } from '../posts/index.ts';
import { presentLine, readLines } from './lines.ts';
import { readOwnPages, wayBack } from './pages.ts';
import { type ActRow, type AppealRow, actsOf, findAct, findAppeal, type NoticeRow } from './rows.ts';
import { isUntold } from './workflow.ts';

type Card = contract.ActCard;

/** The evidence as it was when it was decided on; empty words where they were let go. */
async function readEvidence(ctx: Ctx, act: ActRow): Promise<Card['evidence']> {
  const [post] = await readPosts(ctx, [act.post_id]);
  const sights = await readSights(ctx, [act.post_id]);
  const sight = sights.find(({ serial }) => serial === act.sight_serial);
  return {
    text: sight?.text ?? '',
    authorName: sight?.author_name || (post?.author_name ?? ''),
    url: sight?.url ?? '',
    postedAt: (post?.posted_at ?? act.made_at).toISOString(),
    seenAt: (sight?.seen_at ?? act.made_at).toISOString(),
    sha256: act.sight_sha256,
    isForgotten: act.forgotten_at !== null || post?.forgotten_at != null,
    isMended: post !== undefined && isSaidOtherwise(post, sights, act.sight_serial),
  };
}

const presentNotice = (ctx: Ctx, row: NoticeRow): contract.ActNotice => ({
  id: row.id,
  kind: row.kind,
  way: row.way,
  text: row.text,
  state: row.state,
  reason: row.reason,
  saidAt: row.said_at?.toISOString() ?? null,
  saidUrl: row.said_url,
  can: hasPermission(ctx, 'moderation.hide') && isUntold(row) ? ['settle'] : [],
});

const presentObjection = (appeal: AppealRow): Card['objection'] => ({
  words: appeal.words,
  takenBy: appeal.taken_by_name,
  answer: appeal.answer,
  decidedBy: appeal.decided_by_name,
  decidedAt: appeal.decided_at?.toISOString() ?? null,
});

const readNotices = (ctx: Ctx, actId: string): Promise<NoticeRow[]> =>
  ctx.db
    .selectFrom('moderation.notice')
    .selectAll()
    .where('act_id', '=', actId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();

/** The card as the actor may see it. */
export async function readActCard(ctx: Ctx, id: string): Promise<Card> {
  const act = await findAct(ctx, id);
  const [line] = await readLines(ctx, [id]);
  const appeal = await findAppeal(ctx, id);
  const rule = await ctx.db
    .selectFrom('moderation.rule')
    .select(['text', 'in_force_at'])
    .where('id', '=', act.rule_id)
    .executeTakeFirstOrThrow();
  const page = (await readOwnPages(ctx)).find((one) => one.id === act.page_id);
  const notices = await readNotices(ctx, id);
  if (!line) throw new Error(`Decision ${id} has no line`);
  return {
    ...presentLine(ctx, line),
    incidentId: act.incident_id,
    postId: act.post_id,
    ruleText: rule.text,
    ruleSince: rule.in_force_at.toISOString(),
    secondWhy: act.second_why,
    ground: act.ground,
    secondBy: act.second_by_name,
    secondAt: act.second_at?.toISOString() ?? null,
    secondNote: act.second_note,
    way: act.way,
    proofFileId: act.proof_file_id,
    proofUrl: act.proof_url,
    reason: act.reason,
    appealUntil: act.appeal_until?.toISOString() ?? null,
    restoredAt: act.restored_at?.toISOString() ?? null,
    evidence: await readEvidence(ctx, act),
    wayBack: wayBack(ctx, act, page),
    notices: notices.map((row) => presentNotice(ctx, row)),
    objection: appeal ? presentObjection(appeal) : null,
    version: act.version,
    can: actsOf(ctx, act, appeal),
  };
}

/** Route. */
export const readAct = (ctx: Ctx, { params }: HandlerInput<typeof contract.readAct>): Promise<Card> =>
  readActCard(ctx, params.id);
