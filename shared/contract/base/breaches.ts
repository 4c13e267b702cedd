import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery, saidInstant } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';
import { idParams } from './person-fields.ts';

/** Breaches of personal data (152-ФЗ, article 21 part 3.1): the register, its terms and notices, the playbook, who read what. */

export const breachStates = [
  'open',
  // Roskomnadzor was told of it…
  'notified',
  // …and of the results.
  'reported',
  'closed',
  // It was no breach.
  'dismissed',
] as const;
export type BreachState = (typeof breachStates)[number];

export const breachActs = ['change', 'notify', 'report', 'close', 'dismiss', 'tick'] as const;
export type BreachAct = (typeof breachActs)[number];

export const breachNotices = ['initial', 'results'] as const;
export type BreachNotice = (typeof breachNotices)[number];

/** What a notice may say of a breach. */
export const breachFieldIds = [
  'discoveredAt',
  'found',
  'happenedAt',
  'what',
  'spread',
  'data',
  'people',
  'records',
  'causes',
  'harm',
  'measures',
  'contact',
  'inquiry',
  'culprits',
  'initialNumber',
] as const;
export type BreachFieldId = (typeof breachFieldIds)[number];

const amount = z.number().int().min(0, 'Не меньше нуля').max(1_000_000_000, 'Проверьте число').nullable();

const breachFields = {
  discoveredAt: saidInstant,
  found: personText(1000).default(''),
  happenedAt: saidInstant.nullable().default(null),
  what: personText(3000).min(10, 'Напишите, что произошло: одного-двух предложений хватит'),
  spread: personText(1000).default(''),
  data: personText(2000).default(''),
  people: amount.default(null),
  records: amount.default(null),
  causes: personText(2000).default(''),
  harm: personText(2000).default(''),
  measures: personText(3000).default(''),
  contact: personText(500).default(''),
  inquiry: personText(5000).default(''),
  culprits: personText(2000).default(''),
};
const breachShape = z.object(breachFields);
export type BreachFields = z.infer<typeof breachShape>;

/** How a notice stands to its term: it runs, it is over, sent in time, sent late, owed no more. */
export const breachTermStates = ['runs', 'late', 'kept', 'broken', 'ended'] as const;
export type BreachTermState = (typeof breachTermStates)[number];

const breachTerm = z.object({
  notice: z.enum(breachNotices),
  dueAt: instant,
  sentAt: instant.nullable(),
  number: z.string(),
  state: z.enum(breachTermStates),
});
export type BreachTerm = z.infer<typeof breachTerm>;

const breachLine = z.object({
  id: z.string(),
  serial: z.number(),
  state: z.enum(breachStates),
  discoveredAt: instant,
  what: z.string(),
  people: z.number().nullable(),
  terms: z.array(breachTerm),
});
export type BreachLine = z.infer<typeof breachLine>;

const fact = z.object({ id: z.enum(breachFieldIds), title: z.string(), value: z.string() });

const breachCard = breachLine.extend({
  fields: breachShape.extend({ discoveredAt: instant, happenedAt: instant.nullable() }),
  /** What the notices say, in the words and the order of the pack. */
  facts: z.array(fact),
  /** What is not filled in yet, of what each notice must say. */
  gaps: z.record(z.enum(breachNotices), z.array(z.string())),
  sendTo: z.object({ title: z.string(), address: z.string(), words: z.string() }),
  legal: z.string(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      words: z.string(),
      link: z.object({ path: z.string(), title: z.string() }).nullable(),
      mark: z.object({ at: instant, by: z.string(), note: z.string() }).nullable(),
    }),
  ),
  outcome: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type BreachCard = z.infer<typeof breachCard>;

const keep = { permission: 'breaches.keep' } as const;
const seen = { version: z.number().int() };

export const listBreaches = defineRoute({
  id: 'breaches.list-breaches',
  method: 'GET',
  path: '/api/breaches',
  access: keep,
  summary: 'Инциденты с персональными данными: состояние, сроки уведомлений',
  query: z.object({ ...pageQuery, shelf: z.enum(['running', 'over', 'all']).default('all') }),
  reply: z.object({ items: z.array(breachLine), next: z.string().nullable() }),
});

export const readBreach = defineRoute({
  id: 'breaches.read-breach',
  method: 'GET',
  path: '/api/breaches/:id',
  access: keep,
  summary: 'Инцидент: что известно, сроки, чего не хватает уведомлениям, порядок действий, история',
  params: idParams,
  reply: breachCard,
});

export const openBreach = defineRoute({
  id: 'breaches.open-breach',
  method: 'POST',
  path: '/api/breaches',
  access: keep,
  summary: 'Записать инцидент с персональными данными: сроки пойдут с момента выявления',
  body: breachShape,
  reply: breachCard,
});

export const changeBreach = defineRoute({
  id: 'breaches.change-breach',
  method: 'POST',
  path: '/api/breaches/:id/fields',
  access: keep,
  summary: 'Дополнить сведения об инциденте',
  params: idParams,
  body: z.object({ ...seen, ...breachFields }),
  reply: breachCard,
});

export const tellBreach = defineRoute({
  id: 'breaches.tell-breach',
  method: 'POST',
  path: '/api/breaches/:id/notices/:notice',
  access: keep,
  summary: 'Записать, что уведомление отправлено: когда и под каким номером принято',
  params: idParams.extend({ notice: z.enum(breachNotices) }),
  body: z.object({
    ...seen,
    sentAt: saidInstant,
    number: personText(100).min(1, 'Запишите номер, под которым уведомление принято'),
  }),
  reply: breachCard,
});

export const endBreach = defineRoute({
  id: 'breaches.end-breach',
  method: 'POST',
  path: '/api/breaches/:id/end',
  access: keep,
  summary: 'Закрыть инцидент итогом, или записать, почему он не подтвердился',
  params: idParams,
  body: z.object({
    ...seen,
    isDismissed: z.boolean(),
    outcome: personText(2000).min(10, 'Напишите хотя бы одно предложение'),
  }),
  reply: breachCard,
});

export const tickBreachStep = defineRoute({
  id: 'breaches.tick-step',
  method: 'POST',
  path: '/api/breaches/:id/steps',
  access: keep,
  summary: 'Отметить шаг порядка действий сделанным, или снять отметку',
  params: idParams,
  body: z.object({
    stepId: z.string().max(60),
    isDone: z.boolean(),
    note: personText(500).default(''),
  }),
  reply: breachCard,
});

export const downloadBreachNotice = defineRoute({
  id: 'breaches.download-notice',
  method: 'GET',
  path: '/api/breaches/:id/notices/:notice/file',
  access: keep,
  summary: 'Уведомление Роскомнадзора по инциденту: Word, PDF',
  params: idParams.extend({ notice: z.enum(breachNotices) }),
  query: z.object({ format: z.enum(['pdf', 'html', 'docx']).default('pdf') }),
  download: true,
  reply: z.unknown(),
});

const readingsAsked = {
  /** Whose readings: `staff:<id>`, as the journal names people. */
  actor: z.string().max(100).optional(),
  /** Number of a case: readings of it… */
  number: personText(40).optional(),
  /** …or of all cases of whoever wrote it. */
  whose: z.enum(['case', 'resident']).default('case'),
  from: isoDate.optional(),
  to: isoDate.optional(),
};

export const listReadings = defineRoute({
  id: 'breaches.list-readings',
  method: 'GET',
  path: '/api/breaches-readings',
  access: keep,
  summary: 'Кто что видел: чтения и выгрузки личных данных из журнала',
  query: z.object({ ...pageQuery, ...readingsAsked }),
  reply: z.object({
    readings: z.array(
      z.object({
        seq: z.number(),
        at: instant,
        who: z.string(),
        action: z.string(),
        /** Number of the case, where it was one. */
        number: z.string().nullable(),
        object: z.string(),
        /** Why, how many, by what: as the journal has it. */
        details: z.string(),
      }),
    ),
    next: z.string().nullable(),
    people: z.array(z.object({ actor: z.string(), name: z.string() })),
  }),
});

export const exportReadings = defineReportRoute({
  id: 'breaches.export-readings',
  path: '/api/breaches-readings/file',
  access: keep,
  summary: 'Кто что видел, файлом по тому же отбору; выгрузка записана в журнал',
  query: readingsAsked,
});
