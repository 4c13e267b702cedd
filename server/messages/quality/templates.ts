import { sql } from 'kysely';
import type {
  AnswerTemplate,
  listTemplates as listTemplatesRoute,
  previewTemplate as previewTemplateRoute,
  retireTemplate as retireTemplateRoute,
  saveTemplate as saveTemplateRoute,
  useTemplate,
} from '../../../shared/contract/messages/quality.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { firstOf } from '../../../shared/lists.ts';
import { fillTemplate, findUnknownVariables, sampleValues } from '../../../shared/text/answer-templates.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { currentTaxonomy, findBlock, findFact } from '../../base/taxonomy/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { actorRef, type Ctx } from '../../lib/module/context.ts';
import { checkAnswer, ownCases } from '../cases/index.ts';

/** Route: templates that are offered or will be; with history — every version ever. */
export async function listTemplates(
  ctx: Ctx,
  { query }: HandlerInput<typeof listTemplatesRoute>,
): Promise<RouteReplyInput<typeof listTemplatesRoute>> {
  const templates = await selectTemplates(ctx);
  const today = localDate(ctx.now);
  return {
    templates: templates.filter(
      ({ validTo }) => query.history === 'yes' || validTo === null || validTo >= today,
    ),
    can: ['edit'],
  };
}

/** Plan: a table of hundreds of rows, read whole; uses by index template_use_template. */
async function selectTemplates(ctx: Ctx, id?: string): Promise<AnswerTemplate[]> {
  const rows = await ctx.db
    .selectFrom('quality.template as template')
    .selectAll()
    .select([
      sql<string>`valid_from::text`.as('from_day'),
      sql<string | null>`valid_to::text`.as('to_day'),
      sql<number>`(SELECT count(*)::int FROM quality.template_use AS use WHERE use.template_id = template.id)`.as(
        'uses',
      ),
      sql<number>`(SELECT count(*)::int FROM quality.template_use AS use WHERE use.template_id = template.id
        AND use.at > ${ctx.now}::timestamptz - interval '30 days')`.as('recent_uses'),
    ])
    .$if(id !== undefined, (select) => select.where('id', '=', id ?? ''))
    .orderBy(sql`title COLLATE "ru-x-icu"`)
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    version: row.version,
    title: row.title,
    body: row.body,
    factId: row.fact_id,
    block: row.block,
    outcome: row.outcome as AnswerTemplate['outcome'],
    validFrom: row.from_day,
    validTo: row.to_day,
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    uses: row.uses,
    recentUses: row.recent_uses,
  }));
}

type Save = typeof saveTemplateRoute;

/** Route: a new template, or a new version of one: the former ends on the day before, so that no day has two. */
export async function saveTemplate(ctx: Ctx, { body }: HandlerInput<Save>): Promise<RouteReplyInput<Save>> {
  requireSound(body);
  const key = body.key ?? newId();
  const former = await ctx.db
    .selectFrom('quality.template')
    .select(['id', 'version', sql<string>`valid_from::text`.as('from_day')])
    .where('key', '=', key)
    .orderBy('version', 'desc')
    .forUpdate()
    .executeTakeFirst();
  if (body.key && !former) throw new AppError('lib.not-found', 'Такого шаблона нет. Обновите список.');
  if (former && body.validFrom < former.from_day)
    throw badField('validFrom', 'Новая редакция не может начаться раньше прежней');
  if (former) {
    await sql`UPDATE quality.template SET valid_to = greatest(valid_from, ${body.validFrom}::date - 1)
      WHERE id = ${former.id}`.execute(ctx.db);
  }
  const id = newId();
  await ctx.db
    .insertInto('quality.template')
    .values({
      id,
      key,
      version: (former?.version ?? 0) + 1,
      title: body.title,
      body: body.body,
      fact_id: body.factId,
      block: body.factId ? null : body.block,
      outcome: body.outcome,
      valid_from: body.validFrom,
      author: actorRef(ctx.actor),
      author_name: ctx.actor.kind === 'staff' ? ctx.actor.name : 'Система',
      created_at: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'quality.template-saved',
    object: 'template',
    objectId: key,
    data: { title: body.title, from: body.validFrom },
  });
  return { template: firstOf(await selectTemplates(ctx, id)) };
}

function requireSound(body: HandlerInput<Save>['body']): void {
  const unknown = findUnknownVariables(body.body);
  if (unknown.length > 0) throw badField('body', `Таких переменных нет: ${unknown.join(', ')}`);
  if (body.factId && !currentTaxonomy().facts.some(({ id }) => id === body.factId))
    throw badField('factId', 'Такой темы нет в рубрикаторе');
  if (body.block && !findBlock(body.block)) throw badField('block', 'Такого блока нет в рубрикаторе');
}

/** Route: the last day a template is offered. */
export async function retireTemplate(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof retireTemplateRoute>,
): Promise<{ done: true }> {
  const ended = await ctx.db
    .updateTable('quality.template')
    .set({ valid_to: sql`greatest(valid_from, ${body.lastDay}::date)` })
    .where('id', '=', params.id)
    .where('valid_to', 'is', null)
    .returning('key')
    .executeTakeFirst();
  if (!ended) throw new AppError('lib.not-found', 'Шаблон уже снят или его нет. Обновите список.');
  ctx.audit({
    action: 'quality.template-retired',
    object: 'template',
    objectId: ended.key,
    data: { lastDay: body.lastDay },
  });
  return { done: true };
}

/** Route: a template on a case nobody has, and what the check of answers would say of it as it stands. */
export async function previewTemplate(
  _ctx: Ctx,
  { body }: HandlerInput<typeof previewTemplateRoute>,
): Promise<RouteReplyInput<typeof previewTemplateRoute>> {
  const topic = (body.factId && findFact(body.factId)?.title) || sampleValues.тема!;
  const text = fillTemplate(body.body, { ...sampleValues, тема: topic });
  const checks = checkAnswer({
    body: text,
    outcome: '',
    number: sampleValues.номер!,
    address: sampleValues.адрес!,
    question: '',
    topic,
    hasPhotoAfter: true,
    likeness: null,
    likenessNumber: null,
    templateShare: null,
    ownFacts: 0,
    templateTitle: null,
  });
  return { text, unknown: findUnknownVariables(body.body), checks };
}

/** Route: counts a use; only on a case the caller has. */
export async function recordUse(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof useTemplate>,
): Promise<{ done: true }> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('id', '=', body.caseId)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  const template = await ctx.db
    .selectFrom('quality.template')
    .select('id')
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!file || !template) throw new AppError('lib.not-found', 'Такого шаблона или дела нет.');
  await ctx.db
    .insertInto('quality.template_use')
    .values({ template_id: template.id, case_id: file.id, used_by: actorRef(ctx.actor), at: ctx.now })
    .execute();
  return { done: true };
}
