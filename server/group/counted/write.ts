import type * as contract from '../../../shared/contract/group/counted.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { must } from '../../../shared/known.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readGroundCard } from './card.ts';
import { lockGround } from './rows.ts';
import { findSource } from './sources.ts';

type Body = contract.GroundBody;

async function columnsOf(ctx: Ctx, body: Body) {
  if (body.kind === 'act')
    return { kind: body.kind, title: body.title, number: body.number, on_day: body.on, url: body.url };
  if (body.kind === 'budget')
    return {
      kind: body.kind,
      title: body.title,
      code: body.code,
      sum: String(body.sum),
      budget_year: body.budgetYear,
      on_day: body.on,
      url: body.url,
    };
  const source = await findSource(ctx, body.kind, body.refId);
  if (!source) throw badField('refId', 'Такого решения нет, или оно ещё не подписано или не принято.');
  return {
    kind: body.kind,
    ref_id: source.refId,
    title: source.title,
    number: source.number,
    on_day: source.on,
    url: source.url,
    meeting_id: source.meetingId,
  };
}

/** Route: where it was taken into account; what has a record of its own is written down once. */
export async function createGround(ctx: Ctx, { body }: { body: Body }): Promise<contract.GroundCard> {
  if ('on' in body && body.on > cityDay(ctx.config, ctx.now))
    throw badField('on', 'Этот день ещё не наступил');
  const columns = await columnsOf(ctx, body);
  const id = newId();
  const made = await ctx.db
    .insertInto('counted.ground')
    .values({ id, ...columns, made_at: ctx.now, made_by_name: nameOfActor(ctx) })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'ref_id']).where('ref_id', 'is not', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (made) {
    ctx.audit({ action: 'counted.create', object: 'ground', objectId: id, data: { kind: columns.kind } });
    return readGroundCard(ctx, id);
  }
  const known = await ctx.db
    .selectFrom('counted.ground')
    .select('id')
    .where('kind', '=', body.kind)
    .where(
      'ref_id',
      '=',
      must('refId' in body ? body.refId : null, 'a record of its own is what it was known by'),
    )
    .executeTakeFirstOrThrow();
  return readGroundCard(ctx, known.id);
}

/** Route: what everybody reads of it, and whether they do. */
export async function changeGround(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeGround>,
): Promise<contract.GroundCard> {
  const row = await lockGround(ctx, { id: params.id, version: body.version });
  if (body.isShown && body.words.length < 10)
    throw badField('words', 'Напишите для всех, что изменилось: хотя бы одно предложение');
  await ctx.db
    .updateTable('counted.ground')
    .set({ words: body.words, is_shown: body.isShown, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({
    action: 'counted.change',
    object: 'ground',
    objectId: row.id,
    data: { isShown: body.isShown },
  });
  return readGroundCard(ctx, row.id);
}

/** Route: it is carried out, and what came of it. Residents are written to by the next round. */
export async function recordGroundResult(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.recordGroundResult>,
): Promise<contract.GroundCard> {
  const row = await lockGround(ctx, { id: params.id, version: body.version });
  if (row.kind === 'decision' || row.kind === 'measure')
    throw new AppError(
      'lib.conflict',
      'Исполнение этого решения отмечают в его поручении или в дорожной карте: сюда оно придёт само.',
    );
  if (row.result_on !== null) throw new AppError('lib.conflict', 'Результат уже записан.');
  if (body.on > cityDay(ctx.config, ctx.now)) throw badField('on', 'Этот день ещё не наступил');
  if (body.on < row.on_day) throw badField('on', 'Раньше самого решения');
  await ctx.db
    .updateTable('counted.ground')
    .set({
      result: body.words,
      result_on: body.on,
      result_at: ctx.now,
      result_by_name: nameOfActor(ctx),
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ action: 'counted.record-result', object: 'ground', objectId: row.id, data: { on: body.on } });
  return readGroundCard(ctx, row.id);
}
