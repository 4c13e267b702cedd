import { sql } from 'kysely';
import type { Audience } from '../../../shared/contract/participation/polls.ts';
import type * as open from '../../../shared/contract/participation/polls-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { must } from '../../../shared/known.ts';
import { openStateOf } from '../../../shared/text/participation/poll-words.ts';
import { levelOfActor } from '../../base/identity/index.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { ballotBox } from './ballot-box.ts';
import { pollRulesToday, topDistricts } from './pack.ts';
import { readPlaces } from './paper/rows.ts';
import { personKey } from './person-key.ts';
import { readDecision, readFigures } from './results/read.ts';
import { contentOf, type PollRow } from './rows.ts';
import { readShownPoll } from './shown.ts';
import { readToldSigns } from './signs/report.ts';

/** Polls as everybody sees them: nothing of what is being made. */

/** Where words were looked at, so many of the latest are shown. */
const MOST_WORDINGS = 200;
const PAGE = 20;

type Line = Pick<
  PollRow,
  | 'id'
  | 'kind'
  | 'title'
  | 'matter'
  | 'state'
  | 'is_binding'
  | 'opens_at'
  | 'closes_at'
  | 'result_by'
  | 'audience'
>;

function presentLine(row: Line & { decided: string | null }, state: open.OpenPollState): open.OpenPollLine {
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    matter: row.matter,
    state,
    isBinding: row.is_binding,
    opensAt: must(row.opens_at, 'the beginning of a poll that is shown').toISOString(),
    closesAt: must(row.closes_at, 'the end of a poll that is shown').toISOString(),
    resultBy: row.result_by,
    audience: row.audience as unknown as Audience,
    decided: row.decided ?? '',
  };
}

/** Route: what runs and is coming whole, what is over page by page. Plan: poll_shown. */
export async function listOpenPolls(
  ctx: Ctx,
  { query }: HandlerInput<typeof open.listOpenPolls>,
): Promise<RouteReplyInput<typeof open.listOpenPolls>> {
  const cursor = readCursor(query.cursor, 2);
  const columns = sql`poll.id, poll.kind, poll.title, poll.matter, poll.state, poll.is_binding, poll.opens_at, poll.closes_at, poll.result_by,
    poll.audience, decision.title AS decided`;
  type Row = Line & { decided: string | null; key: string };
  const running = cursor
    ? []
    : (
        await sql<Row>`SELECT ${columns}, '' AS key FROM polls.poll LEFT JOIN polls.decision ON decision.poll_id = poll.id
          WHERE poll.state IN ('announced', 'open', 'paused') ORDER BY poll.closes_at, poll.id LIMIT 100`.execute(
          ctx.db,
        )
      ).rows;
  const after = cursor
    ? sql`AND (poll.closes_at, poll.id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const { rows: over } = await sql<Row>`
    SELECT ${columns}, poll.closes_at::text AS key FROM polls.poll LEFT JOIN polls.decision ON decision.poll_id = poll.id
    WHERE poll.state IN ('closed', 'counted', 'published', 'decision-recorded', 'archived') ${after}
    ORDER BY poll.closes_at DESC, poll.id DESC LIMIT ${PAGE + 1}`.execute(ctx.db);
  const shown = over.slice(0, PAGE);
  const last = shown.at(-1);
  const present = (row: Row): open.OpenPollLine[] => {
    const state = openStateOf(row.state);
    return state === null ? [] : [presentLine(row, state)];
  };
  return {
    running: running.flatMap(present),
    over: shown.flatMap(present),
    next: over.length > PAGE && last ? writeCursor([last.key, last.id]) : null,
  };
}

/** What whoever asks has to do with it. */
async function readMine(ctx: Ctx, { id, kind }: PollRow): Promise<open.OpenPoll['mine']> {
  const { actor } = ctx;
  if (actor.kind !== 'resident')
    return { level: 'anonymous', hasAnswered: false, isTold: false, hasEmail: false };
  const isOnRoll = async (): Promise<boolean> =>
    (await ctx.db
      .selectFrom('polls.participant')
      .select('poll_id')
      .where('poll_id', '=', id)
      .where('person_key', '=', personKey(ctx, id, actor.id))
      .executeTakeFirst()) !== undefined;
  const follower = await ctx.db
    .selectFrom('polls.follower')
    .select('poll_id')
    .where('poll_id', '=', id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  return {
    level: levelOfActor(ctx),
    hasAnswered:
      kind === 'vote' ? ((await ctx.ports.find(ballotBox)?.hasVoted(ctx, id)) ?? false) : await isOnRoll(),
    isTold: follower !== undefined,
    hasEmail: actor.email !== null,
  };
}

/** Route. */
export async function readOpenPoll(
  ctx: Ctx,
  { params }: HandlerInput<typeof open.readOpenPoll>,
): Promise<RouteReplyInput<typeof open.readOpenPoll>> {
  const { poll, state } = await readShownPoll(ctx, params.id);
  const { audience, asks, questions } = contentOf(poll);
  const isResult = state === 'result';
  const decision = isResult ? await readDecision(ctx, poll.id) : null;
  const corrections = await ctx.db
    .selectFrom('polls.edition')
    .select(['at', 'reason'])
    .where('poll_id', '=', poll.id)
    .where('serial', '>', 1)
    .orderBy('serial')
    .execute();
  return {
    ...presentLine({ ...poll, decided: decision?.title ?? '' }, state),
    audience,
    outcome: poll.outcome,
    afterwards: poll.afterwards,
    asks,
    ageGroups: pollRulesToday(ctx).ageGroups,
    districts: topDistricts(),
    reason: poll.reason,
    edition: poll.edition,
    corrections: corrections.map(({ at, reason }) => ({ at: at.toISOString(), reason })),
    questions: state === 'open' ? questions : [],
    mine: await readMine(ctx, poll),
    figures: isResult ? await readFigures(ctx, poll.id) : null,
    wordings: isResult ? await readReleased(ctx, poll.id) : [],
    decision,
    places: (await readPlaces(ctx, poll.id)).map(({ title }) => title),
    signs: isResult ? await readToldSigns(ctx, poll.id) : null,
  };
}

/** Plan: wording_poll. */
async function readReleased(ctx: Ctx, pollId: string): Promise<open.OpenPoll['wordings']> {
  const rows = await ctx.db
    .selectFrom('polls.wording')
    .select(['id', 'question_id', 'text'])
    .where('poll_id', '=', pollId)
    .where('state', '=', 'released')
    .orderBy('id')
    .limit(MOST_WORDINGS)
    .execute();
  return rows.map((row) => ({ id: row.id, questionId: row.question_id, text: row.text }));
}
