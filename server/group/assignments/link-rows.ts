import { sql } from 'kysely';
import type { AssignmentLink, LinkKind } from '../../../shared/contract/group/assignments.ts';
import type { ZonePlace } from '../../../shared/contract/heatmap/zones.ts';
import { keysOf } from '../../../shared/known.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { zoneName } from '../../heatmap/zones/index.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists, ownCases } from '../../messages/cases/index.ts';
import { tellBurstsOf } from '../../messages/problems/index.ts';
import { tellConflicts } from '../../monitoring/conflicts/index.ts';
import { findCase } from './find-case.ts';

/** How a kind of thing is found by what a person names, and how it is shown to who may see it. */
interface Kind {
  find: (ctx: Ctx, target: string) => Promise<string>;
  show: (ctx: Ctx, ids: readonly string[]) => Promise<Map<string, Omit<AssignmentLink, 'kind' | 'targetId'>>>;
  hidden: string;
}

async function findProblem(ctx: Ctx, target: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    SELECT problem.id FROM problems.v_problem AS problem
    JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.id::text = ${target} AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  if (rows[0]) return rows[0].id;
  const message = 'Такой массовой проблемы нет или её ведут другие.';
  throw new AppError('lib.bad-input', message, { fields: { target: message } });
}

async function showCases(ctx: Ctx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; number: string; title: string; joined_count: number }>`
    SELECT id, number, title, joined_count FROM cases.v_matter
    WHERE id = ANY(${[...ids]}::uuid[]) AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  return new Map(
    rows.map(({ id, number, title, joined_count }) => [
      id,
      {
        title: `${formatCaseNumber(number)}. ${forLists(title)}`,
        href: `/staff/cases/${number}`,
        people: 1 + joined_count,
      },
    ]),
  );
}

async function showProblems(ctx: Ctx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; title: string; people: number }>`
    SELECT problem.id, problem.title, (SELECT coalesce(sum(1 + file.joined_count), 0)::int FROM problems.v_member AS member
      JOIN cases.v_matter AS file ON file.id = member.case_id WHERE member.problem_id = problem.id) AS people
    FROM problems.v_problem AS problem JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.id = ANY(${[...ids]}::uuid[]) AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  return new Map(rows.map(({ id, title, people }) => [id, { title, href: `/staff/problems/${id}`, people }]));
}

async function findZone(ctx: Ctx, target: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`SELECT id FROM zones.v_zone WHERE id::text = ${target}`.execute(
    ctx.db,
  );
  if (rows[0]) return rows[0].id;
  const message = 'Такой красной зоны нет. Выберите из списка.';
  throw new AppError('lib.bad-input', message, { fields: { target: message } });
}

/** Zones are of the whole city; messages behind them are told by the heat map to who reads it. */
async function showZones(ctx: Ctx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; place_kind: ZonePlace['kind']; place_key: string; block: string }>`
    SELECT id, place_kind, place_key, block FROM zones.v_zone WHERE id = ANY(${[...ids]}::uuid[])`.execute(
    ctx.db,
  );
  return new Map(
    rows.map((row) => [row.id, { title: zoneName(row), href: `/staff/zones/${row.id}`, people: 0 }]),
  );
}

async function findBurst(ctx: Ctx, target: string): Promise<string> {
  const [burst] = await tellBurstsOf(ctx, [target]);
  if (burst) return burst.id;
  const message = 'Такого всплеска нет или его ведут другие.';
  throw new AppError('lib.bad-input', message, { fields: { target: message } });
}

async function showBursts(ctx: Ctx, ids: readonly string[]) {
  const bursts = await tellBurstsOf(ctx, ids);
  return new Map(
    bursts.map(({ id, title, flow, problemId }) => [
      id,
      {
        title: `${title}: ${flow}`,
        href: problemId ? `/staff/problems/${problemId}` : '/staff/problems',
        people: 0,
      },
    ]),
  );
}

async function findConflict(ctx: Ctx, target: string): Promise<string> {
  const [conflict] = await tellConflicts(ctx, { ids: [target] });
  if (conflict) return conflict.id;
  const message = 'Такого конфликта нет или его ведут другие.';
  throw new AppError('lib.bad-input', message, { fields: { target: message } });
}

async function showConflicts(ctx: Ctx, ids: readonly string[]) {
  const conflicts = await tellConflicts(ctx, { ids });
  return new Map(
    conflicts.map(({ id, number, title }) => [
      id,
      { title: `Конфликт № ${number}. ${title}`, href: `/staff/conflicts?id=${id}`, people: 0 },
    ]),
  );
}

/** Every kind of thing an assignment may answer for. */
export const kinds: Readonly<Record<LinkKind, Kind>> = {
  case: { find: findCase, show: showCases, hidden: 'Дело других блоков или территорий' },
  problem: {
    find: findProblem,
    show: showProblems,
    hidden: 'Массовая проблема других блоков или территорий',
  },
  zone: { find: findZone, show: showZones, hidden: 'Красная зона' },
  burst: { find: findBurst, show: showBursts, hidden: 'Всплеск сообщений других блоков или территорий' },
  conflict: {
    find: findConflict,
    show: showConflicts,
    hidden: 'Конфликт других блоков или территорий',
  },
};

/** Throws `lib.bad-input` where there is no such thing or it is not the caller's to see. */
export const requireTarget = async (ctx: Ctx, kind: LinkKind, target: string): Promise<string> =>
  kinds[kind].find(ctx, target);

/** What an assignment is linked to, each as the reader may see it. */
export async function listLinks(ctx: Ctx, assignmentId: string): Promise<AssignmentLink[]> {
  const rows = await ctx.db
    .selectFrom('assignments.link')
    .select(['kind', 'target_id'])
    .where('assignment_id', '=', assignmentId)
    .orderBy('at')
    .orderBy('target_id')
    .execute();
  const shown = await Promise.all(
    keysOf(kinds).map(async (kind) => {
      const ids = rows.filter((row) => row.kind === kind).map(({ target_id }) => target_id);
      return [kind, ids.length > 0 ? await kinds[kind].show(ctx, ids) : new Map()] as const;
    }),
  );
  const found = new Map(shown);
  return rows.map(({ kind, target_id }) => ({
    kind,
    targetId: target_id,
    ...(found.get(kind)?.get(target_id) ?? {
      title: kinds[kind]?.hidden ?? '',
      href: null,
      people: 0,
    }),
  }));
}
