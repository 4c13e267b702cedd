import { z } from 'zod';
import { done } from '../base/person-fields.ts';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { caseId, outcome, personText } from './cases.ts';
import { answerCheck } from './cases-answers.ts';
import { byId } from './cases-card.ts';

/** Templates of answers: dated, per topic, with variables in braces. */

export const templateInput = z.object({
  title: personText(90).min(1, 'Назовите шаблон'),
  body: personText(5000).min(1, 'Напишите текст шаблона'),
  /** The topic it is for; a block alone — all its topics; neither — every topic. */
  factId: z.string().max(120).nullable(),
  block: z.string().max(60).nullable(),
  outcome: outcome.nullable(),
  validFrom: isoDate,
});

export const answerTemplate = templateInput.extend({
  id: z.uuid(),
  key: z.uuid(),
  version: z.number(),
  validTo: isoDate.nullable(),
  authorName: z.string(),
  createdAt: z.string(),
  /** Uses of every version, and of the last thirty days. */
  uses: z.number(),
  recentUses: z.number(),
});
export type AnswerTemplate = z.infer<typeof answerTemplate>;

export const listTemplates = defineRoute({
  id: 'quality.list-templates',
  method: 'GET',
  path: '/api/quality/templates',
  access: { permission: 'quality.templates' },
  summary: 'Шаблоны ответов; history — и прежние редакции',
  query: z.object({ history: z.enum(['yes', 'no']).default('no') }),
  reply: z.object({ templates: z.array(answerTemplate), can }),
});

export const saveTemplate = defineRoute({
  id: 'quality.save-template',
  method: 'POST',
  path: '/api/quality/templates',
  access: { permission: 'quality.templates' },
  summary: 'Новый шаблон или новая редакция прежнего (key)',
  body: templateInput.extend({ key: z.uuid().optional() }),
  reply: z.object({ template: answerTemplate }),
});

export const retireTemplate = defineRoute({
  id: 'quality.retire-template',
  method: 'POST',
  path: '/api/quality/templates/:id/retirement',
  access: { permission: 'quality.templates' },
  summary: 'Снять шаблон: с этого дня его не предлагают',
  params: z.object({ id: z.uuid() }),
  body: z.object({ lastDay: isoDate }),
  reply: done,
});

export const previewTemplate = defineRoute({
  id: 'quality.preview-template',
  method: 'POST',
  path: '/api/quality/templates/preview',
  access: { permission: 'quality.templates' },
  summary: 'Проба шаблона на вымышленном деле: текст, неизвестные переменные, проверки ответа',
  readOnly: true,
  body: z.object({ body: personText(5000), factId: z.string().max(120).nullable() }),
  reply: z.object({ text: z.string(), unknown: z.array(z.string()), checks: z.array(answerCheck) }),
});

export const listCaseTemplates = defineRoute({
  id: 'quality.list-case-templates',
  method: 'GET',
  path: '/api/cases/:id/templates',
  access: { permission: 'cases.answer' },
  summary: 'Шаблоны для этого дела, уже с подставленными переменными',
  params: byId,
  reply: z.object({
    templates: z.array(
      z.object({ id: z.uuid(), title: z.string(), text: z.string(), isOfTopic: z.boolean() }),
    ),
  }),
});

export const useTemplate = defineRoute({
  id: 'quality.use-template',
  method: 'POST',
  path: '/api/quality/templates/:id/uses',
  access: { permission: 'cases.answer' },
  summary: 'Отметить, что шаблон вставлен в ответ',
  params: z.object({ id: z.uuid() }),
  body: z.object({ caseId }),
  reply: done,
});
