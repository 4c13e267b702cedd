import type { TemplateValues } from '../../../shared/text/answer-templates.ts';
import { fillTemplate, placeWords } from '../../../shared/text/answer-templates.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { localDate } from '../deadlines/index.ts';
import { findUnit } from '../identity/index.ts';
import { listTemplates } from './answer-templates.ts';
import { topicTitle } from './draft-check.ts';
import { ownCases, permissionsOn } from './reach.ts';

export interface FilledTemplate {
  id: string;
  title: string;
  text: string;
  isOfTopic: boolean;
}

/** Templates of a case's topic with its own number, place and term in them. Two queries by key and the unit's. */
export async function fillTemplates(ctx: Ctx, caseId: string): Promise<FilledTemplate[]> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'address', 'due_at', 'fact_id', 'block', 'district_id', 'executor_unit_id'])
    .where('id', '=', caseId)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!file) throw new AppError('lib.not-found', 'Такого дела нет или оно вам не показано.');
  const templates = await listTemplates(ctx, file.fact_id);
  const unit = file.executor_unit_id ? await findUnit(ctx.db, file.executor_unit_id) : undefined;
  const needsName = templates.some(({ text }) => /\{\s*имя\s*\}/iu.test(text));
  const values: TemplateValues = {
    номер: file.number,
    адрес: file.address,
    место: placeWords(file.number, file.address),
    срок: file.due_at && formatDay(localDate(file.due_at)),
    исполнитель: unit?.title ?? null,
    телефон: unit?.phone ?? null,
    тема: topicTitle(file.fact_id) || null,
    имя: needsName && permissionsOn(ctx.actor, file).has('cases.reveal') ? await readName(ctx, caseId) : null,
    дата: formatDay(localDate(ctx.now)),
  };
  return templates.map(({ id, title, text, isOfTopic }) => ({
    id,
    title,
    text: fillTemplate(text, values),
    isOfTopic,
  }));
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
