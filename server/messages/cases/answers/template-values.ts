import { fillTemplate, placeWords, type TemplateValues } from '../../../../shared/text/answer-templates.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { findUnit } from '../../../base/identity/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { ownCases, permissionsOn } from '../core/reach.ts';
import { listTemplates } from '../likeness/answer-templates.ts';
import { topicTitle } from './draft-check.ts';

export interface FilledTemplate {
  id: string;
  title: string;
  text: string;
  isOfTopic: boolean;
}

const asksName = (text: string): boolean => /\{\s*имя\s*\}/iu.test(text);

/** Templates of a case's topic with its own number, place and term in them. Two queries by key and the unit's. */
export async function fillTemplates(ctx: Ctx, caseId: string): Promise<FilledTemplate[]> {
  const file = await readFacts(ctx, caseId);
  const templates = await listTemplates(ctx, file.fact_id);
  const values = await valuesOf(ctx, file, templates.map(({ text }) => text).join());
  return templates.map(({ id, title, text, isOfTopic }) => ({
    id,
    title,
    text: fillTemplate(text, values),
    isOfTopic,
  }));
}

/** What the fields of a text stand for in a case. */
export async function templateValues(ctx: Ctx, caseId: string, text: string): Promise<TemplateValues> {
  return valuesOf(ctx, await readFacts(ctx, caseId), text);
}

async function readFacts(ctx: Ctx, caseId: string) {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'address', 'due_at', 'fact_id', 'block', 'district_id', 'executor_unit_id'])
    .where('id', '=', caseId)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!file) throw new AppError('lib.not-found', 'Такого дела нет или оно вам не показано.');
  return file;
}

async function valuesOf(
  ctx: Ctx,
  file: Awaited<ReturnType<typeof readFacts>>,
  text: string,
): Promise<TemplateValues> {
  const unit = file.executor_unit_id ? await findUnit(ctx.db, file.executor_unit_id) : undefined;
  const mayName = asksName(text) && permissionsOn(ctx.actor, file).has('cases.reveal');
  return {
    номер: file.number,
    адрес: file.address,
    место: placeWords(file.number, file.address),
    срок: file.due_at && formatDay(localDate(file.due_at)),
    исполнитель: unit?.title ?? null,
    телефон: unit?.phone ?? null,
    тема: topicTitle(file.fact_id) || null,
    имя: mayName ? await readName(ctx, file.id) : null,
    дата: formatDay(localDate(ctx.now)),
  };
}

/** «Иван Петрович» of «Петров Иван Петрович»; read by those who may see contacts, and written to the journal. */
async function readName(ctx: Ctx, caseId: string): Promise<string | null> {
  const author = await ctx.db
    .selectFrom('cases.contact')
    .select('person_name')
    .where('case_id', '=', caseId)
    .where('is_joiner', '=', false)
    .executeTakeFirst();
  const [, first, patronymic] = (author?.person_name ?? '').trim().split(/\s+/u);
  if (!first || !patronymic) return null;
  ctx.audit({ action: 'cases.name-in-template', object: 'case', objectId: caseId });
  return `${first} ${patronymic}`;
}
