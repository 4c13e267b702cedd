import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/roadmap.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { requireStaffName } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission, isStaff, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';
import { packMeasuresOn, roadmapPack } from './pack.ts';
import { addMonths, lateDays, measureStateOn, monthsBetween, wholeReadiness } from './state.ts';

const keeps = (ctx: Ctx): boolean => hasPermission(ctx, 'working-group.keep');
const takesPart = (ctx: Ctx): boolean => hasPermission(ctx, 'working-group.take-part');

/** The roadmap as it stands today. */
export async function readRoadmap(ctx: Ctx): Promise<contract.Roadmap> {
  const today = cityDay(ctx.config, ctx.now);
  const rows = await ctx.db
    .selectFrom('roadmap.measure')
    .selectAll()
    .orderBy('place')
    .orderBy('id')
    .execute();
  const measures = rows.map(({ from_day, due_on, done_on, ...row }): contract.RoadmapMeasure => {
    const days = { from_day, due_on, done_on };
    const owns = isStaff(ctx.actor) && row.owner_id === ctx.actor.id && takesPart(ctx);
    return {
      id: row.id,
      section: row.section,
      title: row.title,
      clause: row.clause,
      result: row.result,
      ownerId: row.owner_id,
      owner: row.owner_name,
      fromDay: from_day,
      dueOn: due_on,
      doneOn: done_on,
      readiness: row.readiness,
      evidence: row.evidence,
      version: row.version,
      state: measureStateOn(days, today),
      lateDays: lateDays(days, today),
      can: [...(keeps(ctx) || owns ? ['mark'] : []), ...(keeps(ctx) ? ['change'] : [])],
    };
  });
  const codes = new Set(rows.flatMap(({ code }) => code ?? []));
  const first = rows.map(({ from_day }) => from_day).sort()[0];
  const last = rows
    .flatMap(({ due_on }) => due_on)
    .sort()
    .at(-1);
  return {
    on: today,
    measures,
    readiness: wholeReadiness(measures),
    months: first && last ? monthsBetween(first.slice(0, 7), last.slice(0, 7)) : [],
    done: measures.filter(({ doneOn }) => doneOn).length,
    overdue: measures.filter(({ state }) => state === 'overdue').length,
    withoutOwner: measures.filter(({ ownerId, doneOn }) => !ownerId && !doneOn).length,
    missing: packMeasuresOn(today).filter(({ code }) => !codes.has(code)).length,
    legal: roadmapPack.ground(),
    can: keeps(ctx) ? ['keep'] : [],
  };
}

/** Route: the roadmap. */
export const getRoadmap = (ctx: Ctx): Promise<contract.Roadmap> => readRoadmap(ctx);

async function nextPlace(ctx: Ctx): Promise<number> {
  // Two who add at once would take one place.
  await sql`SELECT pg_advisory_xact_lock(398202125)`.execute(ctx.db);
  const row = await ctx.db
    .selectFrom('roadmap.measure')
    .select(({ fn }) => fn.max('place').as('place'))
    .executeTakeFirst();
  return (row?.place ?? 0) + 1;
}

/** Route: lines of the pack that the roadmap lacks, dated from the first day. */
export async function fillRoadmap(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.fillRoadmap>,
): Promise<contract.Roadmap> {
  const place = await nextPlace(ctx);
  const known = await ctx.db.selectFrom('roadmap.measure').select('code').execute();
  const codes = new Set(known.map(({ code }) => code));
  const lacking = packMeasuresOn(body.startsOn).filter(({ code }) => !codes.has(code));
  if (lacking.length > 0) {
    await ctx.db
      .insertInto('roadmap.measure')
      .values(
        lacking.map(({ fromMonth, months, ...one }, at) => ({
          id: newId(),
          ...one,
          place: place + at,
          made_at: ctx.now,
          made_by_name: nameOfActor(ctx),
          from_day: addMonths(body.startsOn, fromMonth),
          due_on: addMonths(body.startsOn, fromMonth + months),
        })),
      )
      .execute();
    ctx.audit({
      action: 'roadmap.fill',
      object: 'roadmap',
      objectId: roadmapPack.read().id,
      data: { measures: lacking.length, startsOn: body.startsOn },
    });
  }
  return readRoadmap(ctx);
}

type Settings = HandlerInput<typeof contract.addMeasure>['body'];

async function toColumns(ctx: Ctx, body: Settings) {
  if (body.dueOn < body.fromDay) throw badField('dueOn', 'Раньше начала');
  const { section, title, clause, result, ownerId } = body;
  return {
    section,
    title,
    clause,
    result,
    from_day: body.fromDay,
    due_on: body.dueOn,
    owner_id: ownerId,
    owner_name: ownerId ? await requireStaffName(ctx, ownerId, 'ownerId') : null,
  };
}

/** Route: a measure of the town's own. */
export async function addMeasure(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addMeasure>,
): Promise<contract.Roadmap> {
  const id = newId();
  const columns = await toColumns(ctx, body);
  await ctx.db
    .insertInto('roadmap.measure')
    .values({ id, ...columns, place: await nextPlace(ctx), made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .execute();
  ctx.audit({
    action: 'roadmap.add-measure',
    object: 'measure',
    objectId: id,
    data: { dueOn: body.dueOn },
  });
  return readRoadmap(ctx);
}

const measureRecord: RecordKind = { words: 'Мероприятие', object: 'measure', module: 'roadmap' };

const lockMeasure = (ctx: Ctx, id: string, version: number) =>
  lockSeen(measureRecord, ctx.db.selectFrom('roadmap.measure').selectAll().where('id', '=', id), {
    seen: version,
    missing: () => new AppError('lib.not-found', 'Такого мероприятия нет. Обновите дорожную карту.'),
  });

/** Route: words, owner and days of a measure. */
export async function changeMeasure(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeMeasure>,
): Promise<contract.Roadmap> {
  const row = await lockMeasure(ctx, params.id, body.version);
  await ctx.db
    .updateTable('roadmap.measure')
    .set({ ...(await toColumns(ctx, body)), version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'roadmap.change-measure',
    object: 'measure',
    objectId: row.id,
    data: { dueOn: body.dueOn, dueBefore: row.due_on, owner: body.ownerId },
  });
  return readRoadmap(ctx);
}

type Remove = typeof contract.removeMeasure;

/** Route: a measure of which nothing has been told leaves; what is under way stays on record. */
export async function removeMeasure(
  ctx: Ctx,
  { params, query }: HandlerInput<Remove>,
): Promise<RouteReplyInput<Remove>> {
  const row = await lockMeasure(ctx, params.id, query.version);
  const told = await ctx.db
    .selectFrom('roadmap.progress')
    .select('id')
    .where('measure_id', '=', row.id)
    .limit(1)
    .executeTakeFirst();
  if (told) throw new AppError('lib.conflict', 'О ходе мероприятия уже сказано: измените его, не убирая.');
  await ctx.db.deleteFrom('roadmap.measure').where('id', '=', row.id).execute();
  ctx.audit({
    action: 'roadmap.remove-measure',
    object: 'measure',
    objectId: row.id,
    data: { title: row.title },
  });
  return { done: true };
}

/** Route: how far a measure is, by its owner or by who keeps the group's papers; done = with what proves it. */
export async function markProgress(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.markProgress>,
): Promise<contract.Roadmap> {
  const row = await lockMeasure(ctx, params.id, body.version);
  if (!keeps(ctx) && !(isStaff(ctx.actor) && row.owner_id === ctx.actor.id))
    throw new AppError('lib.forbidden', 'Готовность отмечает ответственный за мероприятие или секретарь.');
  const evidence = body.evidence || row.evidence;
  if (body.readiness === 100 && !evidence)
    throw badField('evidence', 'Чем подтверждается: документ, ссылка, протокол');
  const today = cityDay(ctx.config, ctx.now);
  await ctx.db
    .insertInto('roadmap.progress')
    .values({
      id: newId(),
      measure_id: row.id,
      readiness: body.readiness,
      note: body.note,
      evidence: body.evidence,
      at: ctx.now,
      by_name: nameOfActor(ctx),
    })
    .execute();
  await ctx.db
    .updateTable('roadmap.measure')
    .set({
      readiness: body.readiness,
      evidence,
      version: row.version + 1,
      done_on: body.readiness === 100 ? (row.done_on ?? today) : null,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'roadmap.mark-progress',
    object: 'measure',
    objectId: row.id,
    data: { readiness: body.readiness, before: row.readiness },
  });
  return readRoadmap(ctx);
}

type Progress = typeof contract.listProgress;

/** Route: what was told of a measure, the newest first. */
export async function listProgress(
  ctx: Ctx,
  { params }: HandlerInput<Progress>,
): Promise<RouteReplyInput<Progress>> {
  const rows = await ctx.db
    .selectFrom('roadmap.progress')
    .select(['id', 'readiness', 'note', 'evidence', 'at', 'by_name'])
    .where('measure_id', '=', params.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return { progress: rows.map(({ at, by_name, ...row }) => ({ ...row, at: at.toISOString(), by: by_name })) };
}
