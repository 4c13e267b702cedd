import { z } from 'zod';
import { ruleDraft } from '../base/rule-draft.ts';
import { defineRoute } from '../route.ts';

/** What a new rule or calendar would change, before it takes effect; and the risk that a term is broken. */

const drafts = z.array(ruleDraft).min(1).max(300);

const changedTerm = z.object({
  number: z.string(),
  title: z.string(),
  ruleId: z.string(),
  from: z.string(),
  to: z.string(),
});

/** Open cases whose term would be another one. Running clocks keep theirs: this is what the change would mean. */
const impact = z.object({
  /** Open terms counted by the rules in question. */
  considered: z.number(),
  changed: z.number(),
  /** More open terms than are counted: the figures are «not less than». */
  isPartial: z.boolean(),
  later: z.number(),
  earlier: z.number(),
  cases: z.array(changedTerm),
});
export type TermImpact = z.infer<typeof impact>;

export const previewRules = defineRoute({
  id: 'control.preview-rules',
  method: 'POST',
  path: '/api/control/rules/preview',
  access: { permission: 'deadlines.manage' },
  summary: 'Что изменит новая редакция правил срока: открытые дела, было и стало бы',
  readOnly: true,
  body: z.object({ drafts }),
  reply: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        term: z.string(),
        validFrom: z.string(),
        legal: z.string(),
      }),
    ),
    impact,
  }),
});

export const saveRules = defineRoute({
  id: 'control.save-rules',
  method: 'POST',
  path: '/api/control/rules',
  access: { permission: 'deadlines.manage' },
  summary: 'Ввести новую редакцию правил срока с названного дня',
  body: z.object({ drafts, reason: z.string().trim().min(5, 'Напишите, почему меняется правило').max(1000) }),
  reply: z.object({ saved: z.number() }),
});

export const simulateRules = defineRoute({
  id: 'control.simulate-rules',
  method: 'POST',
  path: '/api/control/rules/simulation',
  access: { permission: 'deadlines.manage' },
  summary: 'Сколько прошлых дел опоздало бы по новой редакции',
  readOnly: true,
  body: z.object({ drafts, from: z.iso.date(), to: z.iso.date() }),
  reply: z.object({
    considered: z.number(),
    isPartial: z.boolean(),
    lateBefore: z.number(),
    lateAfter: z.number(),
    rows: z.array(
      z.object({
        block: z.string().nullable(),
        considered: z.number(),
        lateBefore: z.number(),
        lateAfter: z.number(),
      }),
    ),
  }),
});

export const listRisks = defineRoute({
  id: 'control.list-risks',
  method: 'GET',
  path: '/api/control/risks',
  access: { permission: 'cases.read' },
  summary: 'Дела, которые могут не успеть в срок: вероятность и три главные причины',
  reply: z.object({
    /** Answers the rates were learned from; null while there are too few. */
    learnedFrom: z.number().nullable(),
    rows: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        title: z.string(),
        unit: z.string().nullable(),
        dueAt: z.string(),
        percent: z.number(),
        reasons: z.array(z.string()),
      }),
    ),
  }),
});

const yearText = z
  .string()
  .min(1, 'Выберите файл')
  .max(200_000, 'Файл слишком велик для календаря одного года');

export const previewYear = defineRoute({
  id: 'control.preview-year',
  method: 'POST',
  path: '/api/control/calendar/preview',
  access: { permission: 'deadlines.manage' },
  summary: 'Что изменит год календаря из файла: дни и сроки открытых дел',
  readOnly: true,
  body: z.object({ text: yearText }),
  reply: z.object({
    year: z.number(),
    workingDays: z.number(),
    /** Days that are otherwise in the calendar in force. */
    days: z.array(z.object({ date: z.string(), from: z.string(), to: z.string() })),
    impact,
  }),
});

export const saveYear = defineRoute({
  id: 'control.save-year',
  method: 'POST',
  path: '/api/control/calendar',
  access: { permission: 'deadlines.manage' },
  summary: 'Ввести год производственного календаря из файла',
  body: z.object({ text: yearText, source: z.string().trim().min(3, 'Назовите акт или источник').max(300) }),
  reply: z.object({ year: z.number(), workingDays: z.number() }),
});
