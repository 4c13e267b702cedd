import type * as contract from '../../../shared/contract/group/assignments-desk.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { lockSeen, type RecordKind } from '../../lib/module/stale.ts';

type List = typeof contract.listTemplates;
type Reply = RouteReplyInput<List>;

/** Route. */
export async function listTemplates(ctx: Ctx, _: HandlerInput<List>): Promise<Reply> {
  const rows = await ctx.db
    .selectFrom('assignments.template')
    .select(['id', 'kind', 'title', 'text', 'version'])
    .orderBy('kind')
    .orderBy('title')
    .execute();
  return { templates: rows };
}

const templateRecord: RecordKind = { words: 'Шаблон', object: 'template', module: 'assignments' };

/** Route: a wording made or changed. Throws on a stale version and on a second one of the same name. */
export async function saveTemplate(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.saveTemplate>,
): Promise<Reply> {
  const { id, version, ...values } = body;
  const namesake = await ctx.db
    .selectFrom('assignments.template')
    .select('id')
    .where('kind', '=', body.kind)
    .where('title', '=', body.title)
    .executeTakeFirst();
  if (namesake && namesake.id !== id) {
    const message = 'Шаблон с таким названием уже есть.';
    throw new AppError('lib.bad-input', message, { fields: { title: message } });
  }
  const stamp = { changed_at: ctx.now, changed_by_name: nameOfActor(ctx) };
  const objectId = id ?? newId();
  if (id) {
    await lockSeen(
      templateRecord,
      ctx.db.selectFrom('assignments.template').select(['id', 'version']).where('id', '=', id),
      { seen: version, missing: () => new AppError('lib.not-found', 'Шаблон убрали. Обновите страницу.') },
    );
    await ctx.db
      .updateTable('assignments.template')
      .set({ ...values, ...stamp, version: version + 1 })
      .where('id', '=', id)
      .execute();
  } else
    await ctx.db
      .insertInto('assignments.template')
      .values({ id: objectId, ...values, ...stamp })
      .execute();
  ctx.audit({
    action: 'assignments.save-template',
    object: 'template',
    objectId,
    data: { kind: body.kind, title: body.title },
  });
  return listTemplates(ctx, { params: undefined, query: undefined, body: undefined });
}

/** Route. */
export async function removeTemplate(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.removeTemplate>,
): Promise<{ done: true }> {
  const gone = await ctx.db
    .deleteFrom('assignments.template')
    .where('id', '=', params.id)
    .returning('title')
    .executeTakeFirst();
  if (!gone) throw new AppError('lib.not-found', 'Такого шаблона нет. Обновите страницу.');
  ctx.audit({
    action: 'assignments.remove-template',
    object: 'template',
    objectId: params.id,
    data: { title: gone.title },
  });
  return { done: true };
}
