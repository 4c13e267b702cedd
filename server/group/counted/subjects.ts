import { sql } from 'kysely';
import type { findRemarks as remarksRoute, SubjectKind } from '../../../shared/contract/group/counted.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { placeFromText } from '../../base/territory/index.ts';
import { suggestTopic } from '../../base/understanding/index.ts';
import { badField } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { forLists, ownCases } from '../../messages/cases/index.ts';
import { findCountableRemarks } from '../../participation/discussions/index.ts';
import { findCountablePolls } from '../../participation/polls/index.ts';

/** What may be taken into account: how each kind is found, shown, and what it is of. */

/** What a thing is of, as far as it is known. */
export interface Matter {
  factId: string | null;
  block: string | null;
  streetId: string | null;
  districtId: string | null;
}

interface Subject {
  id: string;
  discussionId: string | null;
  /** Of what it is: none for what is of many places at once. */
  matters: Matter[];
}

interface Shown {
  title: string;
  href: string | null;
  people: number;
}

const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/iu.test(text);

const matterColumns = sql`fact_id AS "factId", block, street_id AS "streetId", district_id AS "districtId"`;

async function findCaseSubject(ctx: Ctx, target: string): Promise<Subject> {
  const number = target.replaceAll(/[№\s]/gu, '');
  const { rows } = await sql<Matter & { id: string }>`
    SELECT id, ${matterColumns} FROM cases.v_matter
    WHERE ${isId(number) ? sql`id = ${number}` : sql`number = ${number}`} AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
    ctx.db,
  );
  const [row] = rows;
  if (!row) throw badField('target', `Дела ${number} нет или его ведут другие. Проверьте номер.`);
  return { id: row.id, discussionId: null, matters: [row] };
}

async function findProblemSubject(ctx: Ctx, target: string): Promise<Subject> {
  const { rows } = await sql<Matter & { id: string }>`
    SELECT problem.id, NULL AS "factId", problem.block, cases.v_matter.street_id AS "streetId",
      cases.v_matter.district_id AS "districtId"
    FROM problems.v_problem AS problem JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.id = ${isId(target) ? target : null}::uuid AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(
    ctx.db,
  );
  const [row] = rows;
  if (!row) throw badField('target', 'Такой массовой проблемы нет или её ведут другие.');
  return { id: row.id, discussionId: null, matters: [row] };
}

async function findPollSubject(ctx: Ctx, target: string): Promise<Subject> {
  const [poll] = isId(target) ? await findCountablePolls(ctx, { ids: [target] }) : [];
  if (!poll) throw badField('target', 'Такого опроса нет, или его итог ещё не обнародован.');
  const [districtId] = poll.districtIds;
  return {
    id: poll.id,
    discussionId: null,
    matters: [wordsMatter(poll.title, poll.districtIds.length === 1 ? (districtId ?? null) : null)],
  };
}

async function findRemarkSubject(ctx: Ctx, target: string): Promise<Subject> {
  const [remark] = isId(target) ? await findCountableRemarks(ctx, { ids: [target] }) : [];
  if (!remark)
    throw badField('target', 'Такого предложения нет, или ответ на него не «учтено» и не «учтено частично».');
  return { id: remark.id, discussionId: remark.discussionId, matters: [wordsMatter(remark.text, null)] };
}

/** What words are surely of; where that is not sure, of nothing in particular. */
function wordsMatter(words: string, districtId: string | null): Matter {
  const [sure, ...others] = suggestTopic(words).filter(({ isSure }) => isSure);
  const place = placeFromText(words);
  return {
    factId: null,
    block: sure && others.length === 0 ? sure.block : null,
    streetId: place?.streetId ?? null,
    districtId: districtId ?? place?.districtId ?? null,
  };
}

async function showCases(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shown>> {
  const { rows } = await sql<{ id: string; number: string; title: string; joined_count: number }>`
    SELECT id, number, title, joined_count FROM cases.v_matter
    WHERE id = ANY(${[...ids]}::uuid[]) AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  return new Map(
    rows.map(({ id, number, title, joined_count: joined }) => [
      id,
      {
        title: `${formatCaseNumber(number)}. ${forLists(title)}`,
        href: `/staff/cases/${number}`,
        people: 1 + joined,
      },
    ]),
  );
}

async function showProblems(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shown>> {
  const { rows } = await sql<{ id: string; title: string; people: number }>`
    SELECT problem.id, problem.title, (SELECT coalesce(sum(1 + file.joined_count), 0)::int FROM problems.v_member AS member
      JOIN cases.v_matter AS file ON file.id = member.case_id WHERE member.problem_id = problem.id) AS people
    FROM problems.v_problem AS problem JOIN cases.v_matter ON cases.v_matter.id = problem.lead_id
    WHERE problem.id = ANY(${[...ids]}::uuid[]) AND ${ownCases(ctx.actor, 'cases.v_matter')}`.execute(ctx.db);
  return new Map(rows.map(({ id, title, people }) => [id, { title, href: `/staff/problems/${id}`, people }]));
}

async function showPolls(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shown>> {
  const isOpen = hasPermission(ctx, 'polls.read');
  const polls = await findCountablePolls(ctx, { ids });
  return new Map(
    polls.map(({ id, title }) => [id, { title, href: isOpen ? `/staff/polls/${id}` : null, people: 0 }]),
  );
}

async function showRemarks(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Shown>> {
  const isOpen = hasPermission(ctx, 'discussions.read');
  const remarks = await findCountableRemarks(ctx, { ids });
  return new Map(
    remarks.map(({ id, number, title, discussionId }) => [
      id,
      {
        title: `Предложение ${number} в обсуждении «${title}»`,
        href: isOpen ? `/staff/discussions/${discussionId}` : null,
        people: 0,
      },
    ]),
  );
}

interface Kind {
  /** Throws `lib.bad-input` where there is no such thing or it is not the caller's to see. */
  find: (ctx: Ctx, target: string) => Promise<Subject>;
  show: (ctx: Ctx, ids: readonly string[]) => Promise<Map<string, Shown>>;
  hidden: string;
}

export const subjects: Readonly<Record<SubjectKind, Kind>> = {
  case: { find: findCaseSubject, show: showCases, hidden: 'Дело других блоков или территорий' },
  problem: {
    find: findProblemSubject,
    show: showProblems,
    hidden: 'Массовая проблема других блоков или территорий',
  },
  poll: { find: findPollSubject, show: showPolls, hidden: 'Опрос' },
  remark: { find: findRemarkSubject, show: showRemarks, hidden: 'Предложение в обсуждении' },
};

/** Route: remarks of a discussion to choose from. */
export async function findRemarks(
  ctx: Ctx,
  { params }: HandlerInput<typeof remarksRoute>,
): Promise<RouteReplyInput<typeof remarksRoute>> {
  const remarks = await findCountableRemarks(ctx, { discussionId: params.id });
  return {
    remarks: remarks.map(({ id, number, text }) => ({
      id,
      title: `Предложение ${number}. ${forLists(text.slice(0, 120))}`,
    })),
  };
}
