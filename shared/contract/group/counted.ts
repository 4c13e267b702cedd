import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/** «Учёт при принятии решений»: what residents said, and which decisions took it into account. */

/** Where it was taken into account; the last three are written down by hand or are a measure of the roadmap. */
export const groundKinds = ['decision', 'poll', 'discussion', 'act', 'budget', 'measure'] as const;
export const groundKind = z.enum(groundKinds, 'Выберите, где учтено');
export type GroundKind = (typeof groundKinds)[number];
/** Those that have a record of their own. */
export const sourceKinds = ['decision', 'poll', 'discussion', 'measure'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** What was taken into account. */
export const subjectKinds = ['case', 'problem', 'poll', 'remark'] as const;
export const subjectKind = z.enum(subjectKinds, 'Выберите, что учтено');
export type SubjectKind = (typeof subjectKinds)[number];
/** Whose card shows what it counted in: of remarks their discussion. */
export const cardKinds = ['case', 'problem', 'poll', 'discussion'] as const;
export type CardKind = (typeof cardKinds)[number];

export const groundActs = ['change', 'link', 'result'] as const;
export type GroundAct = (typeof groundActs)[number];

const url = z
  .string()
  .trim()
  .max(500, 'Не длиннее 500 знаков')
  .regex(/^(?:https?:\/\/\S+)?$/u, 'Адрес целиком, с https://')
  .default('');
const title = personText(1000).min(3, 'Напишите, что решено');
const day = isoDate;

const act = { title, number: personText(60).min(1, 'Впишите номер документа'), on: day, url };
const budget = {
  title,
  code: personText(40).min(1, 'Впишите код строки бюджета'),
  sum: z.number('Сумма — числом, в рублях').positive('Сумма больше нуля').max(1e12, 'Сумма слишком велика'),
  budgetYear: z.number().int().min(2000).max(2199),
  on: day,
  url,
};

const groundBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(sourceKinds), refId: id }),
  z.object({ kind: z.literal('act'), ...act }),
  z.object({ kind: z.literal('budget'), ...budget }),
]);
export type GroundBody = z.infer<typeof groundBody>;

const ground = z.object({
  id: z.string(),
  kind: groundKind,
  /** How papers name it: «Протокол № 11/2026 от 24.11.2026, п. 1.2». */
  label: z.string(),
  /** What was decided; of a decision of the group only for who reads the group. */
  title: z.string(),
  on: isoDate,
  url: z.string(),
  /** Where its own record opens, for who may open it. */
  href: z.string().nullable(),
  sum: z.number().nullable(),
  budgetYear: z.number().nullable(),
  words: z.string(),
  isShown: z.boolean(),
  result: z.object({ words: z.string(), on: isoDate }).nullable(),
  links: z.number(),
  version: z.number(),
  can: z.array(z.enum(groundActs)),
});
export type Ground = z.infer<typeof ground>;

const link = z.object({
  id: z.string(),
  kind: subjectKind,
  title: z.string(),
  href: z.string().nullable(),
  /** Residents behind it; 0 where they are not counted or not the reader's to see. */
  people: z.number(),
  madeBy: z.string(),
  madeAt: instant,
  /** Why it was made in spite of another topic or place. */
  reason: z.string(),
  isTold: z.boolean(),
  removed: z.object({ by: z.string(), at: instant, reason: z.string() }).nullable(),
});
export type CountedLink = z.infer<typeof link>;

const run = z.object({ total: z.number(), done: z.number(), added: z.number(), isOver: z.boolean() });

const card = ground.extend({
  /** The latest five hundred, those undone last. */
  rows: z.array(link),
  /** The last selection that is being taken in. */
  run: run.nullable(),
});
export type GroundCard = z.infer<typeof card>;

const byKeeper = { access: { permission: 'counted.keep' } } as const;
const byReader = { access: { permission: 'counted.read' } } as const;

export const listGrounds = defineRoute({
  id: 'counted.list-grounds',
  method: 'GET',
  path: '/api/counted',
  ...byReader,
  summary: 'Решения, документы и строки бюджета, при которых учтено сказанное жителями',
  query: z.object({
    ...pageQuery,
    year: z.coerce.number().int().min(2000).max(2199).optional(),
    kind: groundKind.optional(),
    state: z.enum(['running', 'done']).optional(),
    words: personText(100).optional(),
  }),
  reply: z.object({
    grounds: z.array(ground),
    next: z.string().nullable(),
    can: z.array(z.enum(['keep'])),
  }),
});

export const readGround = defineRoute({
  id: 'counted.read-ground',
  method: 'GET',
  path: '/api/counted/:id',
  ...byReader,
  summary: 'Решение и всё, что при нём учтено',
  params: idParams,
  reply: card,
});

export const findSources = defineRoute({
  id: 'counted.find-sources',
  method: 'GET',
  path: '/api/counted-sources',
  ...byKeeper,
  summary: 'Решения заседаний, опросов, обсуждений и мероприятия, при которых можно учесть сообщения',
  query: z.object({ kind: z.enum(sourceKinds), words: personText(100).optional() }),
  reply: z.object({
    sources: z.array(z.object({ refId: z.string(), label: z.string(), title: z.string() })),
  }),
});

export const findRemarks = defineRoute({
  id: 'counted.find-remarks',
  method: 'GET',
  path: '/api/counted-remarks/:id',
  ...byKeeper,
  summary: 'Предложения обсуждения, которые учтены целиком или частично',
  params: idParams,
  reply: z.object({ remarks: z.array(z.object({ id: z.string(), title: z.string() })) }),
});

export const createGround = defineRoute({
  id: 'counted.create-ground',
  method: 'POST',
  path: '/api/counted',
  ...byKeeper,
  summary: 'Записать, при каком решении учитывают сказанное жителями; что записано раньше, откроется',
  body: groundBody,
  reply: card,
});

export const changeGround = defineRoute({
  id: 'counted.change-ground',
  method: 'PUT',
  path: '/api/counted/:id',
  ...byKeeper,
  summary: 'Сказать для всех, что изменилось, и показать это на портале',
  params: idParams,
  body: z.object({ version: z.number().int(), words: personText(600).default(''), isShown: z.boolean() }),
  reply: card,
});

export const recordGroundResult = defineRoute({
  id: 'counted.record-result',
  method: 'POST',
  path: '/api/counted/:id/result',
  ...byKeeper,
  summary: 'Записать, что решение исполнено и что получилось',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    words: personText(600).min(10, 'Напишите, что получилось: это прочтут жители'),
    on: day,
  }),
  reply: card,
});

/** Why it is linked in spite of another topic or place; empty = no warning was seen. */
const despite = personText(500).default('');

export const countIn = defineRoute({
  id: 'counted.count-in',
  method: 'POST',
  path: '/api/counted/:id/links',
  ...byKeeper,
  summary: 'Учесть дело, массовую проблему, опрос или предложение при решении',
  params: idParams,
  body: z.object({
    kind: subjectKind,
    /** A number of a case, or the id of what else it is. */
    target: z.string().trim().min(1, 'Выберите, что учесть').max(60, 'Не длиннее 60 знаков'),
    despite,
  }),
  reply: card,
});

export const countManyIn = defineRoute({
  id: 'counted.count-many-in',
  method: 'POST',
  path: '/api/counted/:id/many',
  ...byKeeper,
  summary: 'Учесть при решении все дела отбора',
  params: idParams,
  body: z.object({
    block: z.string().min(1, 'Выберите тему').max(40),
    factId: z.string().max(80).nullable().default(null),
    districtId: z.string().max(80).nullable().default(null),
    from: day,
    to: day,
    despite,
  }),
  reply: card,
});

export const undoLink = defineRoute({
  id: 'counted.undo-link',
  method: 'POST',
  path: '/api/counted-links/:id/undo',
  ...byKeeper,
  summary: 'Снять связь с решением, указав причину',
  params: idParams,
  body: z.object({ reason: personText(500).min(5, 'Напишите, почему связь неверна') }),
  reply: card,
});

const countedIn = z.object({
  linkId: z.string(),
  groundId: z.string(),
  kind: groundKind,
  label: z.string(),
  title: z.string(),
  /** Of a case, through its mass problem; of a discussion, which remark. */
  through: z.string(),
  result: z.object({ words: z.string(), on: isoDate }).nullable(),
});
export type CountedIn = z.infer<typeof countedIn>;

export const listCountedIn = defineRoute({
  id: 'counted.list-counted-in',
  method: 'GET',
  path: '/api/counted-in/:kind/:id',
  // Whoever may see the thing itself.
  access: 'staff',
  summary: 'При каких решениях учтены дело, массовая проблема, опрос или обсуждение',
  params: z.object({ kind: z.enum(cardKinds), id }),
  reply: z.object({ grounds: z.array(countedIn), can: z.array(z.enum(['keep'])) }),
});

export const listCountedAtMeeting = defineRoute({
  id: 'counted.list-at-meeting',
  method: 'GET',
  path: '/api/counted-at/:id',
  access: { permission: 'working-group.read' },
  summary: 'Что учтено при решениях заседания: для протокола и карточки заседания',
  params: idParams,
  reply: z.object({
    grounds: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        title: z.string(),
        links: z.array(link.pick({ kind: true, title: true, href: true, people: true })),
      }),
    ),
  }),
});

export const exportGrounds = defineReportRoute({
  id: 'counted.export-grounds',
  path: '/api/counted/export',
  access: { permission: 'counted.read' },
  summary: 'Учёт при принятии решений файлом',
  query: {
    year: z.coerce.number().int().min(2000).max(2199).optional(),
    kind: groundKind.optional(),
    state: z.enum(['running', 'done']).optional(),
    words: personText(100).optional(),
  },
});
