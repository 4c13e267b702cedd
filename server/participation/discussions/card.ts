import type {
  DiscussionCard,
  DiscussionNote,
  readDiscussion as readRoute,
} from '../../../shared/contract/participation/discussions.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { noteDiscussion } from '../../../shared/text/participation/discussion-notes.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readDiscussionDecision } from './decision.ts';
import { discussionRulesToday } from './pack.ts';
import { offeredDiscussionActs } from './policy.ts';
import { readRemarkFigures } from './remarks/figures.ts';
import { type DiscussionRow, findDiscussion, ownFieldsOf, readMaterials, readParagraphs } from './rows.ts';

/** What stands in its way by the rules of today. */
export async function notesOf(ctx: Ctx, row: DiscussionRow): Promise<DiscussionNote[]> {
  return noteDiscussion(
    { ...ownFieldsOf(row), paragraphs: await readParagraphs(ctx, row.id) },
    discussionRulesToday(ctx),
  );
}

/** A discussion as staff see it. */
export async function readDiscussionCard(ctx: Ctx, id: string): Promise<DiscussionCard> {
  const row = await findDiscussion(ctx, id);
  const history = await ctx.db
    .selectFrom('discussions.event')
    .select(['at', 'by_name', 'what', 'note'])
    .where('discussion_id', '=', id)
    .orderBy('serial', 'desc')
    .execute();
  return {
    ...ownFieldsOf(row),
    paragraphs: await readParagraphs(ctx, id),
    materials: await readMaterials(ctx, id),
    id,
    state: row.state,
    stateAt: row.state_at.toISOString(),
    reason: row.reason,
    announcedAt: row.announced_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    madeBy: row.made_by_name,
    madeAt: row.made_at.toISOString(),
    approvedBy: row.approved_by_name,
    notes: row.state === 'draft' || row.state === 'legal-review' ? await notesOf(ctx, row) : [],
    figures: await readRemarkFigures(ctx, id),
    decision: await readDiscussionDecision(ctx, id),
    history: history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note })),
    version: row.version,
    can: offeredDiscussionActs(ctx, row),
  };
}

/** Route. */
export const openDiscussionCard = (
  ctx: Ctx,
  { params }: HandlerInput<typeof readRoute>,
): Promise<DiscussionCard> => readDiscussionCard(ctx, params.id);
