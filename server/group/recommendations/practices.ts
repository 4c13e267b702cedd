import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/practices.ts';
import type { Effect } from '../../../shared/contract/group/recommendations.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { itemAt } from '../../../shared/lists.ts';
import { addWorkingDays } from '../../base/deadlines/index.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { listPracticeRuns } from '../../monitoring/conflicts/index.ts';
import { giveSteps, presentStep, readGiven, type StartedStep } from './playbook.ts';
import { staffOf } from './rows.ts';

type List = typeof contract.listPractices;
type Card = contract.PracticeCard;

interface Row {
  id: string;
  title: string;
  problem: string;
  action: string;
  result: string;
  owner: string;
  block: string | null;
  steps: contract.PlaybookStep[];
  recommendation_id: string | null;
  effect: Effect | null;
  made_by_id: string;
  made_by_name: string;
  made_at: Date;
  version: number;
  adopted: number;
}

interface AdoptionRow {
  id: string;
  practice_id: string;
  purpose: string;
  steps: StartedStep[];
  responsible_id: string;
  responsible_name: string;
  started_by_name: string;
  started_at: Date;
  version: number;
}

const selectPractices = sql`
  SELECT practice.*, told.effect,
    (SELECT count(*)::int FROM recommendations.adoption WHERE practice_id = practice.id)
    + (SELECT count(*)::int FROM conflicts.v_run AS run WHERE run.practice_id = practice.id) AS adopted
  FROM recommendations.practice AS practice
  LEFT JOIN recommendations.recommendation AS told ON told.id = practice.recommendation_id`;

const presentRow = (row: Row): contract.PracticeRow => ({
  id: row.id,
  title: row.title,
  problem: row.problem,
  result: row.result,
  owner: row.owner,
  block: row.block,
  steps: row.steps.length,
  adopted: row.adopted,
});

const takesPart = (ctx: Ctx): boolean => hasPermission(ctx, 'working-group.take-part');

/** Route: every practice, those most adopted first: tens of rows. */
export async function listPractices(ctx: Ctx): Promise<RouteReplyInput<List>> {
  const { rows } =
    await sql<Row>`${selectPractices} ORDER BY adopted DESC, made_at DESC, id LIMIT 200`.execute(ctx.db);
  return { rows: rows.map(presentRow), can: takesPart(ctx) ? ['add'] : [] };
}

async function findRow(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await sql<Row>`${selectPractices} WHERE practice.id = ${id}`.execute(ctx.db);
  if (!rows[0]) throw new AppError('lib.not-found', 'Такой практики нет. Откройте список.');
  return rows[0];
}

const marks = (ctx: Ctx, row: Pick<AdoptionRow, 'responsible_id'>): boolean =>
  hasPermission(ctx, 'working-group.keep') || (takesPart(ctx) && staffOf(ctx).id === row.responsible_id);

async function readCard(ctx: Ctx, id: string): Promise<Card> {
  const today = cityDay(ctx.config, ctx.now);
  const [row, adoptions] = await Promise.all([
    findRow(ctx, id),
    sql<AdoptionRow>`SELECT * FROM recommendations.adoption WHERE practice_id = ${id}
      ORDER BY started_at DESC, id LIMIT 100`.execute(ctx.db),
  ]);
  const given = await readGiven(ctx, adoptions.rows);
  const runs = await listPracticeRuns(ctx, id);
  const isOwn = staffOf(ctx).id === row.made_by_id;
  return {
    ...presentRow(row),
    action: row.action,
    playbook: row.steps,
    measured: row.effect,
    madeBy: row.made_by_name,
    recommendationId: row.recommendation_id,
    madeAt: row.made_at.toISOString(),
    version: row.version,
    adoptions: adoptions.rows.map((one) => ({
      id: one.id,
      purpose: one.purpose,
      responsible: one.responsible_name,
      version: one.version,
      startedBy: one.started_by_name,
      startedAt: one.started_at.toISOString(),
      steps: one.steps.map((step) => presentStep(step, given, today)),
      can: marks(ctx, one) ? ['mark'] : [],
    })),
    runs,
    can: [
      ...(takesPart(ctx) ? ['start'] : []),
      ...(takesPart(ctx) && (isOwn || hasPermission(ctx, 'working-group.keep')) ? ['change'] : []),
    ],
  };
}

/** Route: one practice. */
export const getPractice = (ctx: Ctx, { params }: HandlerInput<typeof contract.getPractice>): Promise<Card> =>
  readCard(ctx, params.id);

type Body = HandlerInput<typeof contract.addPractice>['body'];

async function toColumns(ctx: Ctx, body: Body) {
  if (body.block && !findBlock(body.block)) throw badField('block', 'Такого отраслевого блока нет');
  if (body.recommendationId) {
    const told = await ctx.db
      .selectFrom('recommendations.recommendation')
      .select('id')
      .where('id', '=', body.recommendationId)
      .executeTakeFirst();
    if (!told) throw badField('recommendationId', 'Такой рекомендации нет');
  }
  const { title, problem, action, result, owner, block } = body;
  return {
    title,
    problem,
    action,
    result,
    owner,
    block,
    recommendation_id: body.recommendationId,
    steps: JSON.stringify(body.playbook),
  };
}

/** Route: what was done about a problem, what came of it, how it is repeated. */
export async function addPractice(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addPractice>,
): Promise<Card> {
  const id = newId();
  const author = staffOf(ctx);
  await ctx.db
    .insertInto('recommendations.practice')
    .values({
      id,
      ...(await toColumns(ctx, body)),
      made_at: ctx.now,
      made_by_id: author.id,
      made_by_name: author.name,
    })
    .execute();
  ctx.audit({ action: 'recommendations.add-practice', object: 'practice', objectId: id });
  return readCard(ctx, id);
}

const practiceRecord: RecordKind = { words: 'Практику', object: 'practice', module: 'recommendations' };

/** Route: a practice put right; what was started by it stays as it was. */
export async function changePractice(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changePractice>,
): Promise<Card> {
  const row = await lockSeen(
    practiceRecord,
    ctx.db
      .selectFrom('recommendations.practice')
      .select(['id', 'made_by_id', 'version'])
      .where('id', '=', params.id),
    {
      seen: body.version,
      missing: () => new AppError('lib.not-found', 'Такой практики нет. Откройте список.'),
    },
  );
  if (row.made_by_id !== staffOf(ctx).id && !hasPermission(ctx, 'working-group.keep'))
    throw new AppError('lib.forbidden', 'Практику правит её автор или секретарь группы.');
  await ctx.db
    .updateTable('recommendations.practice')
    .set({ ...(await toColumns(ctx, body)), version: row.version + 1 })
    .where('id', '=', params.id)
    .execute();
  ctx.audit({ action: 'recommendations.change-practice', object: 'practice', objectId: params.id });
  return readCard(ctx, params.id);
}

/** Route: the playbook begins: its steps as they stand now, each with its day by the working calendar. */
export async function startPractice(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.startPractice>,
): Promise<Card> {
  const practice = await findRow(ctx, params.id);
  const id = newId();
  const planned: StartedStep[] = practice.steps.map(({ text, days }) => ({
    text,
    doneOn: null,
    dueOn: addWorkingDays(body.startsOn, days),
  }));
  const steps = hasPermission(ctx, 'assignments.control')
    ? await giveSteps(ctx, practice, body, planned)
    : planned;
  await ctx.db
    .insertInto('recommendations.adoption')
    .values({
      id,
      practice_id: practice.id,
      purpose: body.purpose,
      steps: JSON.stringify(steps),
      responsible_id: body.responsibleId,
      started_by_name: staffOf(ctx).name,
      started_at: ctx.now,
      responsible_name: await requireStaffName(ctx, body.responsibleId, 'responsibleId'),
    })
    .execute();
  ctx.audit({
    action: 'recommendations.start-practice',
    object: 'practice',
    objectId: practice.id,
    data: { adoption: id, steps: steps.length, responsible: body.responsibleId },
  });
  return readCard(ctx, practice.id);
}

/** Route: a step done, or taken back. */
export async function markStep(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.markStep>,
): Promise<Card> {
  const { rows } = await sql<AdoptionRow>`
    SELECT * FROM recommendations.adoption WHERE id = ${params.id} FOR UPDATE`.execute(ctx.db);
  const row = rows[0];
  if (!row) throw new AppError('lib.not-found', 'Этой работы нет. Обновите страницу.');
  refuseStale(practiceRecord, { ...row, journalId: row.practice_id }, body.version);
  if (!marks(ctx, row)) throw new AppError('lib.forbidden', 'Шаги отмечает ответственный или секретарь.');
  if (!row.steps[body.at]) throw badField('at', 'Такого шага нет');
  if (itemAt(row.steps, body.at).assignmentId)
    throw new AppError('lib.conflict', 'Шаг выдан поручением: сделанным он станет, когда примут исполнение.');
  const today = cityDay(ctx.config, ctx.now);
  const steps = row.steps.map((step, at) =>
    at === body.at ? { ...step, doneOn: body.isDone ? (step.doneOn ?? today) : null } : step,
  );
  await ctx.db
    .updateTable('recommendations.adoption')
    .set({ steps: JSON.stringify(steps), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'recommendations.mark-step',
    object: 'practice',
    objectId: row.practice_id,
    data: { adoption: row.id, step: body.at, isDone: body.isDone },
  });
  return readCard(ctx, row.practice_id);
}
