import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/counted.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { offers } from '../../lib/module/offers.ts';
import { ownCases } from '../../messages/cases/index.ts';
import { presentLinks } from './card.ts';
import { type GroundRow, type LinkRow, labelOf, titleFor } from './rows.ts';
import { subjects } from './subjects.ts';

type Of = typeof contract.listCountedIn;
type Found = GroundRow & { link_id: string; link_kind: LinkRow['kind']; target_id: string };

const groundColumns = sql`ground.*, ground.on_day::text AS on_day, ground.result_on::text AS result_on, link.id AS link_id,
  link.kind AS link_kind, link.target_id`;

/** Links that stand for a case: itself, or the mass problem it is in. Plans: link_target, member_case. */
const standsForCase = (caseId: string) => sql`(link.kind = 'case' AND link.target_id = ${caseId}
  OR link.kind = 'problem' AND link.target_id = ANY(ARRAY(SELECT problem_id FROM problems.v_member WHERE case_id = ${caseId})))`;

const standsFor = {
  case: standsForCase,
  problem: (id: string) => sql`link.kind = 'problem' AND link.target_id = ${id}`,
  poll: (id: string) => sql`link.kind = 'poll' AND link.target_id = ${id}`,
  discussion: (id: string) => sql`link.kind = 'remark' AND link.discussion_id = ${id}`,
};

/** Decisions that took a thing into account, the latest first. */
export async function selectCountedIn(ctx: Ctx, kind: contract.CardKind, id: string): Promise<Found[]> {
  const { rows } = await sql<Found>`
    SELECT ${groundColumns} FROM counted.link AS link JOIN counted.ground AS ground ON ground.id = link.ground_id
    WHERE link.removed_at IS NULL AND ${standsFor[kind](id)} ORDER BY ground.on_day DESC, ground.id DESC, link.id LIMIT 200`.execute(
    ctx.db,
  );
  return rows;
}

/** Throws where the thing is not the reader's to see. */
async function requireSeen(ctx: Ctx, kind: contract.CardKind, id: string): Promise<void> {
  const may = async (): Promise<boolean> => {
    if (kind === 'poll' || kind === 'discussion') return hasPermission(ctx, `${kind}s.read`);
    const lead =
      kind === 'case'
        ? sql`${id}::uuid`
        : sql`(SELECT lead_id FROM problems.v_problem WHERE id = ${id}::uuid)`;
    const { rows } = await sql`
      SELECT 1 FROM cases.v_matter WHERE id = ${lead} AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
      ctx.db,
    );
    return rows.length > 0;
  };
  if (!(await may())) throw new AppError('lib.not-found', 'Такой записи нет или она не ваша.');
}

/** Route: for the card of a thing. */
export async function listCountedIn(
  ctx: Ctx,
  { params: { kind, id } }: HandlerInput<Of>,
): Promise<RouteReplyInput<Of>> {
  await requireSeen(ctx, kind, id);
  const rows = await selectCountedIn(ctx, kind, id);
  const others = rows.filter((row) => row.target_id !== id);
  const titles = new Map([
    ...(await subjects.problem.show(ctx, idsOf(others, 'problem'))),
    ...(await subjects.remark.show(ctx, idsOf(others, 'remark'))),
  ]);
  return {
    grounds: rows.map((row) => ({
      linkId: row.link_id,
      groundId: row.id,
      kind: row.kind,
      label: labelOf(row),
      title: titleFor(ctx, row),
      through:
        row.target_id === id ? '' : (titles.get(row.target_id)?.title ?? subjects[row.link_kind].hidden),
      result: row.result_on === null ? null : { words: row.result, on: row.result_on },
    })),
    can: offers(ctx, { keep: 'counted.keep' }),
  };
}

const idsOf = (rows: readonly Found[], kind: LinkRow['kind']): string[] =>
  rows.filter((row) => row.link_kind === kind).map((row) => row.target_id);

type AtMeeting = typeof contract.listCountedAtMeeting;

/** Route: for the protocol and the card of a meeting. Plan: ground_meeting, link_once. */
export async function listCountedAtMeeting(
  ctx: Ctx,
  { params }: HandlerInput<AtMeeting>,
): Promise<RouteReplyInput<AtMeeting>> {
  const grounds = await ctx.db
    .selectFrom('counted.ground')
    .selectAll()
    .where('meeting_id', '=', params.id)
    .orderBy('number')
    .execute();
  if (grounds.length === 0) return { grounds: [] };
  const rows = await ctx.db
    .selectFrom('counted.link')
    .selectAll()
    .where(
      'ground_id',
      'in',
      grounds.map(({ id }) => id),
    )
    .where('removed_at', 'is', null)
    .orderBy('made_at')
    .limit(500)
    .execute();
  const links = await presentLinks(ctx, rows);
  return {
    grounds: grounds.map((row) => ({
      id: row.id,
      label: labelOf(row),
      title: row.title,
      links: links.filter((_, at) => rows[at]?.ground_id === row.id),
    })),
  };
}
