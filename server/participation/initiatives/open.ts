import { type RawBuilder, sql } from 'kysely';
import type * as open from '../../../shared/contract/participation/initiatives-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { isShownToAll } from '../../../shared/text/participation/initiative-words.ts';
import { levelOfActor } from '../../base/identity/index.ts';
import { cursorId, cursorMoment, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { presentDecision } from '../polls/index.ts';
import { ruleTitleOf } from './pack.ts';
import {
  countSupports,
  districtsOf,
  findInitiative,
  type InitiativeRow,
  missingInitiative,
  readInitiativeAnswer,
  readInitiativeDecision,
} from './rows.ts';
import { isSupporter } from './supporter.ts';

/** Initiatives as everybody sees them: nothing of what waits or was refused, but to its author. */

const PAGE = 20;

type Line = InitiativeRow & { supported: number; decided: string | null; key: string };

const isAuthor = ({ actor }: Ctx, { author_id: author }: InitiativeRow): boolean =>
  actor.kind === 'resident' && author === actor.id;

/** One everybody sees, or one's own. */
export async function readShownInitiative(ctx: Ctx, id: string): Promise<InitiativeRow> {
  const row = await findInitiative(ctx, id);
  if (!isShownToAll(row.state) && !isAuthor(ctx, row)) throw missingInitiative();
  return row;
}

/** Its words as everybody reads them; of what nobody has let out, those of its author, to them alone. */
const wordsOf = (row: InitiativeRow) =>
  row.shown_title
    ? { title: row.shown_title, what: row.shown_what, place: row.shown_place, why: row.shown_why }
    : { title: row.title, what: row.what, place: row.place, why: row.why };

const presentLine = (row: Line): open.OpenInitiativeLine => {
  const { title, place } = wordsOf(row);
  return {
    id: row.id,
    title,
    place,
    districtId: row.district_id,
    state: row.state,
    supports: row.supported,
    threshold: row.threshold,
    closesAt: row.closes_at?.toISOString() ?? null,
    decided: row.decided ?? '',
  };
};

const select = sql`
  SELECT initiative.*, decision.title AS decided, initiative.published_at::text AS key,
    coalesce(initiative.supports,
      (SELECT count(*)::int FROM initiatives.supporter WHERE initiative_id = initiative.id)) AS supported
  FROM initiatives.initiative LEFT JOIN initiatives.decision ON decision.initiative_id = initiative.id`;

async function readLines(ctx: Ctx, rest: RawBuilder<unknown>): Promise<Line[]> {
  const { rows } = await sql<Line>`${select} ${rest}`.execute(ctx.db);
  return rows;
}

/** Those with the most voices, and the latest: one that has just begun is not hidden behind them. Plan: initiative_state. */
async function readRunning(ctx: Ctx): Promise<Line[]> {
  const inOrder = (order: RawBuilder<unknown>) =>
    readLines(
      ctx,
      sql`WHERE initiative.state IN ('open', 'reached') ORDER BY ${order}, initiative.id LIMIT 150`,
    );
  const loud = await inOrder(sql`initiative.state DESC, supported DESC`);
  const late = loud.length < 150 ? [] : await inOrder(sql`initiative.published_at DESC`);
  return [...new Map([...loud, ...late].map((line) => [line.id, line])).values()];
}

/** Route: what runs and waits for an answer whole, what is over page by page. Plans: initiative_state, initiative_over, initiative_author. */
export async function listOpenInitiatives(
  ctx: Ctx,
  { query }: HandlerInput<typeof open.listOpenInitiatives>,
): Promise<RouteReplyInput<typeof open.listOpenInitiatives>> {
  const cursor = readCursor(query.cursor, 2);
  const { actor } = ctx;
  const running = cursor ? [] : await readRunning(ctx);
  const mine =
    cursor || actor.kind !== 'resident'
      ? []
      : await readLines(
          ctx,
          sql`WHERE initiative.author_id = ${actor.id}::uuid AND initiative.state IN ('waiting', 'refused')
            ORDER BY initiative.made_at DESC LIMIT 50`,
        );
  const after = cursor
    ? sql`AND (initiative.published_at, initiative.id) < (${cursorMoment(cursor[0] ?? null)}::timestamptz, ${cursorId(cursor[1] ?? null)}::uuid)`
    : sql``;
  const over = await readLines(
    ctx,
    sql`WHERE initiative.state IN ('accepted', 'declined', 'decided', 'ended') ${after}
      ORDER BY initiative.published_at DESC, initiative.id DESC LIMIT ${PAGE + 1}`,
  );
  const shown = over.slice(0, PAGE);
  const last = shown.at(-1);
  return {
    running: running.map(presentLine),
    over: shown.map(presentLine),
    mine: mine.map(presentLine),
    next: over.length > PAGE && last ? writeCursor([last.key, last.id]) : null,
  };
}

/** What whoever asks has to do with it. */
async function readMine(
  ctx: Ctx,
  row: InitiativeRow,
  isSupported: boolean,
): Promise<open.OpenInitiative['mine']> {
  const { actor } = ctx;
  if (actor.kind !== 'resident')
    return { level: 'anonymous', isAuthor: false, isSupported: false, isTold: false, hasEmail: false };
  const follower = await ctx.db
    .selectFrom('initiatives.follower')
    .select('initiative_id')
    .where('initiative_id', '=', row.id)
    .where('person_id', '=', actor.id)
    .executeTakeFirst();
  return {
    level: levelOfActor(ctx),
    isAuthor: isAuthor(ctx, row),
    isSupported,
    isTold: follower !== undefined,
    hasEmail: actor.email !== null,
  };
}

export async function presentOpenInitiative(
  ctx: Ctx,
  row: InitiativeRow,
  isSupported: boolean,
): Promise<open.OpenInitiative> {
  const answer = await readInitiativeAnswer(ctx, row.id);
  const decision = await readInitiativeDecision(ctx, row.id);
  const supported = await countSupports(ctx, row);
  return {
    ...presentLine({ ...row, supported, decided: decision?.title ?? null, key: '' }),
    ...wordsOf(row),
    since: (row.published_at ?? row.made_at).toISOString(),
    reachedAt: row.reached_at?.toISOString() ?? null,
    answerBy: row.state === 'reached' ? row.due_on : null,
    rule: row.rule_id && ruleTitleOf(ctx, row.rule_id),
    refusal: row.refusal,
    byDistrict: districtsOf(row),
    answer: answer && { verdict: answer.verdict, reason: answer.reason, at: answer.at },
    decision: decision ? presentDecision(decision) : null,
    mine: await readMine(ctx, row, isSupported),
  };
}

/** Route. */
export async function readOpenInitiative(
  ctx: Ctx,
  { params }: HandlerInput<typeof open.readOpenInitiative>,
): Promise<open.OpenInitiative> {
  const row = await readShownInitiative(ctx, params.id);
  return presentOpenInitiative(ctx, row, await isSupporter(ctx, row.id));
}
