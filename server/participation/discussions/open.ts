import { sql } from 'kysely';
import type * as open from '../../../shared/contract/participation/discussions-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { must } from '../../../shared/known.ts';
import { openDiscussionStateOf, papersOf } from '../../../shared/text/participation/discussion-words.ts';
import { levelOfActor } from '../../base/identity/index.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readDiscussionDecision } from './decision.ts';
import { discussionRulesToday } from './pack.ts';
import { readRemarkFigures } from './remarks/figures.ts';
import { presentOwn } from './remarks/propose.ts';
import { type DiscussionRow, ownFieldsOf, readMaterials, readParagraphs } from './rows.ts';
import { readShownDiscussion } from './shown.ts';

/** Discussions as everybody sees them: nothing of what is being made. */

const PAGE = 20;
const MOST_OWN = 100;

type Line = DiscussionRow & { remarks: number; decided: string | null };

function presentLine(row: Line, state: open.OpenDiscussionState): open.OpenDiscussionLine {
  const { meeting } = ownFieldsOf(row);
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    matter: row.matter,
    state,
    opensAt: must(row.opens_at, 'the beginning of a discussion that is shown').toISOString(),
    closesAt: must(row.closes_at, 'the end of a discussion that is shown').toISOString(),
    resultBy: row.result_by,
    meetingAt: meeting.at,
    remarks: row.remarks,
    decided: row.decided ?? '',
  };
}

/** Route: what runs and is coming whole, what is over page by page. Plan: discussion_shown. */
export async function listOpenDiscussions(
  ctx: Ctx,
  { query }: HandlerInput<typeof open.listOpenDiscussions>,
): Promise<RouteReplyInput<typeof open.listOpenDiscussions>> {
  const cursor = readCursor(query.cursor, 2);
  const select = sql`SELECT discussion.*, decision.title AS decided, discussion.closes_at::text AS key,
      (SELECT count(*)::int FROM discussions.remark WHERE discussion_id = discussion.id) AS remarks
    FROM discussions.discussion LEFT JOIN discussions.decision ON decision.discussion_id = discussion.id`;
  type Row = Line & { key: string };
  const running = cursor
    ? []
    : (
        await sql<Row>`${select} WHERE discussion.state IN ('announced', 'open')
          ORDER BY discussion.closes_at, discussion.id LIMIT 100`.execute(ctx.db)
      ).rows;
  const after = cursor
    ? sql`AND (discussion.closes_at, discussion.id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows: over } = await sql<Row>`
    ${select} WHERE discussion.state IN ('closed', 'answered', 'published', 'decision-recorded', 'archived') ${after}
    ORDER BY discussion.closes_at DESC, discussion.id DESC LIMIT ${PAGE + 1}`.execute(ctx.db);
  const shown = over.slice(0, PAGE);
  const last = shown.at(-1);
  const present = (row: Row): open.OpenDiscussionLine[] => {
    const state = openDiscussionStateOf(row.state);
    return state === null ? [] : [presentLine(row, state)];
  };
  return {
    running: running.flatMap(present),
    over: shown.flatMap(present),
    next: over.length > PAGE && last ? writeCursor([last.key, last.id]) : null,
  };
}

/** What whoever asks has proposed. Plan: remark_person. */
async function readMine(ctx: Ctx, discussionId: string): Promise<open.OpenDiscussion['mine']> {
  if (ctx.actor.kind !== 'resident') return { level: 'anonymous', remarks: [] };
  const rows = await ctx.db
    .selectFrom('discussions.remark')
    .selectAll()
    .where('person_id', '=', ctx.actor.id)
    .where('discussion_id', '=', discussionId)
    .orderBy('number')
    .limit(MOST_OWN)
    .execute();
  return { level: levelOfActor(ctx), remarks: rows.map(presentOwn) };
}

/** How many remarks stand at each paragraph for everybody to read. */
async function countByParagraph(ctx: Ctx, discussionId: string): Promise<ReadonlyMap<string | null, number>> {
  const rows = await ctx.db
    .selectFrom('discussions.remark')
    .select(['paragraph_id', (build) => build.fn.countAll<number>().as('count')])
    .where('discussion_id', '=', discussionId)
    .where('shown', '!=', 'waiting')
    .groupBy('paragraph_id')
    .execute();
  return new Map(rows.map((row) => [row.paragraph_id, row.count]));
}

/** Route. */
export async function readOpenDiscussion(
  ctx: Ctx,
  { params }: HandlerInput<typeof open.readOpenDiscussion>,
): Promise<RouteReplyInput<typeof open.readOpenDiscussion>> {
  const { row, state } = await readShownDiscussion(ctx, params.id);
  const isResult = state === 'result';
  const decision = isResult ? await readDiscussionDecision(ctx, row.id) : null;
  const figures = await readRemarkFigures(ctx, row.id);
  const counts = await countByParagraph(ctx, row.id);
  const { subject, level, meeting } = ownFieldsOf(row);
  const law = discussionRulesToday(ctx).subjects.find(({ id }) => id === subject)?.law ?? '';
  return {
    ...presentLine({ ...row, remarks: figures.remarks, decided: decision?.title ?? '' }, state),
    responsible: row.responsible,
    law,
    level,
    meeting,
    reason: row.reason,
    paragraphs: (await readParagraphs(ctx, row.id)).map(({ id, text, outcome }) => ({
      id,
      text,
      outcome: isResult ? outcome : null,
      remarks: counts.get(id) ?? 0,
    })),
    materials: await readMaterials(ctx, row.id),
    figures: isResult ? figures : null,
    papers: papersOf(row.kind).filter((paper) => isResult || paper === 'notice'),
    decision,
    mine: await readMine(ctx, row.id),
  };
}
