import { sql } from 'kysely';
import type { ExecutorPage } from '../../../../shared/contract/messages/cases-executor.ts';
import type {
  askPart as askPartRoute,
  givePart as givePartRoute,
  returnPart as returnPartRoute,
} from '../../../../shared/contract/messages/cases-sides.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { type Ctx, isStaff } from '../../../lib/module/context.ts';
import { readCaseCard } from '../card/card.ts';
import { requireNotComplained } from '../card/complaint.ts';
import { revokePartLinks, sendPartLink, tellReturned } from '../card/executor-link.ts';
import { changeColumns, type LockedCase, lockCase } from '../card/move.ts';
import { permissionsOn } from '../core/reach.ts';
import { mayAskParts, partStatuses } from '../core/side-statuses.ts';
import { addEvents, namedActor } from '../core/timeline.ts';
import { requireUnit } from '../core/units.ts';

function requireAsker(ctx: Ctx, file: LockedCase): void {
  if (!mayAskParts(permissionsOn(ctx.actor, file)))
    throw new AppError('lib.forbidden', 'Поручать части может ответственный исполнитель или координатор.');
  requirePartTime(file);
}

function requirePartTime(file: LockedCase): void {
  if (!partStatuses.includes(file.status)) {
    throw new AppError(
      'cases.illegal-transition',
      'Части поручают и дают, пока ответ готовится: сейчас дело не у исполнителя.',
      { details: { status: file.status } },
    );
  }
}

type Ask = typeof askPartRoute;

/** Route: another unit is asked for its part, by a day of its own within the case's term. */
export async function askPart(ctx: Ctx, { params, body }: HandlerInput<Ask>): Promise<RouteReplyInput<Ask>> {
  const file = await lockCase(ctx, params.id, body.version);
  requireAsker(ctx, file);
  const unit = await requireUnit(ctx.db, body.unitId);
  if (unit.id === file.executor_unit_id) {
    throw new AppError(
      'lib.bad-input',
      'Это и есть ответственный исполнитель. Выберите другое подразделение.',
      {
        fields: { unitId: 'Ответственный исполнитель' },
      },
    );
  }
  await requireNotComplained(ctx, file.id, { unitId: unit.id });
  requireSubTerm(ctx, file, body.dueOn);
  const partId = newId();
  await ctx.db
    .insertInto('cases.part')
    .values({
      id: partId,
      case_id: file.id,
      unit_id: unit.id,
      task: body.task,
      due_on: body.dueOn,
      asked_by_name: namedActor(ctx.actor),
      asked_at: ctx.now,
      state: 'asked',
    })
    .execute();
  await changeColumns(ctx, file, {});
  await noteReaders(ctx, file.id);
  await tell(ctx, file, `Поручено соисполнителю: ${unit.title}, до ${formatDay(body.dueOn)}. ${body.task}`);
  ctx.audit({
    action: 'cases.ask-part',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, unitId: unit.id, dueOn: body.dueOn },
  });
  await sendPartLink(ctx, file, unit, { id: partId, task: body.task, dueOn: body.dueOn });
  return readCaseCard(ctx, file.id);
}

/** A part is due ahead, and before the answer itself while that is not late. */
function requireSubTerm(ctx: Ctx, file: LockedCase, dueOn: string): void {
  const wrong = (text: string) => new AppError('lib.bad-input', text, { fields: { dueOn: text } });
  if (Number.isNaN(Date.parse(dueOn))) throw wrong('Такого дня нет. Проверьте дату.');
  if (dueOn < localDate(ctx.now)) throw wrong('День уже прошёл. Назовите день впереди.');
  if (file.due_at && file.due_at > ctx.now && dueOn > localDate(file.due_at))
    throw wrong(`Срок части не позже срока ответа: ${formatDay(localDate(file.due_at))}.`);
}

/** The units whose parts are not withdrawn read the case. */
async function noteReaders(ctx: Ctx, caseId: string): Promise<void> {
  await sql`
    UPDATE cases.case_file SET co_unit_ids = (
      SELECT array_agg(DISTINCT unit_id) FROM cases.part WHERE case_id = ${caseId} AND state <> 'withdrawn')
    WHERE id = ${caseId}`.execute(ctx.db);
}

const tell = (ctx: Ctx, file: LockedCase, text: string): Promise<void> =>
  addEvents(ctx, [{ caseId: file.id, kind: 'part', visibility: 'staff', text }]);

async function requirePart(ctx: Ctx, caseId: string, partId: string) {
  const part = await ctx.db
    .selectFrom('cases.part')
    .selectAll()
    .where('id', '=', partId)
    .where('case_id', '=', caseId)
    .where('state', '<>', 'withdrawn')
    .forUpdate()
    .executeTakeFirst();
  if (!part) throw new AppError('lib.not-found', 'Такого поручения нет или его сняли.');
  return part;
}

type Give = typeof givePartRoute;

/** Route: a co-executor's own part; it may be put right until the answer goes to review. */
export async function givePart(
  ctx: Ctx,
  { params, body }: HandlerInput<Give>,
): Promise<RouteReplyInput<Give>> {
  const file = await lockCase(ctx, params.id);
  const part = await requirePart(ctx, file.id, params.partId);
  if (!isStaff(ctx.actor) || !ctx.actor.unitIds.includes(part.unit_id))
    throw new AppError('lib.forbidden', 'Эту часть готовит другое подразделение.');
  await writePart(ctx, file, part.id, body.text);
  return readCaseCard(ctx, file.id);
}

/** Keeps the words of a part under the name of who gives it: staff of the unit, or the bearer of its link. */
export async function writePart(ctx: Ctx, file: LockedCase, partId: string, text: string): Promise<void> {
  requirePartTime(file);
  const part = await requirePart(ctx, file.id, partId);
  await ctx.db
    .updateTable('cases.part')
    .set({
      state: 'given',
      body: text,
      given_by_name: namedActor(ctx.actor),
      given_at: ctx.now,
      return_reason: null,
    })
    .where('id', '=', part.id)
    .execute();
  await tell(ctx, file, `Соисполнитель дал свою часть: ${text}`);
  ctx.audit({
    action: 'cases.give-part',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, partId: part.id },
  });
}

/** A part as the bearer of its link reads it. */
export async function readPart(ctx: Ctx, id: string): Promise<ExecutorPage['part']> {
  const part = await ctx.db
    .selectFrom('cases.part')
    .select(['task', 'state', 'body', 'return_reason', 'asked_by_name'])
    .select(sql<string>`due_on::text`.as('due_on'))
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return {
    task: part.task,
    dueOn: part.due_on,
    askedByName: part.asked_by_name,
    isGiven: part.state === 'given',
    text: part.body,
    returnReason: part.return_reason,
  };
}

type Return = typeof returnPartRoute;

/** Route: a part goes back with what is missing, or the task is withdrawn and its unit reads the case no more. */
export async function returnPart(
  ctx: Ctx,
  { params, body }: HandlerInput<Return>,
): Promise<RouteReplyInput<Return>> {
  const file = await lockCase(ctx, params.id);
  requireAsker(ctx, file);
  const part = await requirePart(ctx, file.id, params.partId);
  if (!body.withdraw && !body.reason) {
    throw new AppError('lib.bad-input', 'Назовите, чего не хватает.', {
      fields: { reason: 'Напишите, чего не хватает' },
    });
  }
  if (!body.withdraw && part.state !== 'given')
    throw new AppError('cases.illegal-transition', 'Вернуть можно только данную часть.');
  await ctx.db
    .updateTable('cases.part')
    .set({ state: body.withdraw ? 'withdrawn' : 'asked', return_reason: body.reason ?? null })
    .where('id', '=', part.id)
    .execute();
  if (body.withdraw) {
    await noteReaders(ctx, file.id);
    await revokePartLinks(ctx, part.id);
  } else await tellReturned(ctx, file, part.unit_id, { reason: body.reason ?? '', isPart: true });
  await tell(ctx, file, body.withdraw ? 'Поручение соисполнителю снято' : `Часть возвращена: ${body.reason}`);
  ctx.audit({
    action: body.withdraw ? 'cases.withdraw-part' : 'cases.return-part',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, partId: part.id },
  });
  return readCaseCard(ctx, file.id);
}

/** An answer is not sent while somebody still prepares a part of it. */
export async function requirePartsGiven(ctx: Ctx, caseId: string): Promise<void> {
  const rows = await ctx.db
    .selectFrom('cases.part as part')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'part.unit_id')
    .select('unit.short_title')
    .where('part.case_id', '=', caseId)
    .where('part.state', '=', 'asked')
    .execute();
  if (rows.length === 0) return;
  const names = rows.map(({ short_title }) => short_title ?? 'подразделение').join(', ');
  throw new AppError(
    'lib.conflict',
    `Соисполнители ещё не дали свои части: ${names}. Дождитесь или снимите поручение.`,
  );
}
