import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Remarks of a discussion as staff read, enter, let out, group and answer them. */

const keep = { permission: 'discussions.keep' } as const;

export const remarkSources = ['site', 'paper', 'meeting'] as const;
export type RemarkSource = (typeof remarkSources)[number];
export const verdicts = ['accepted', 'accepted-partly', 'rejected', 'not-on-subject'] as const;
export type Verdict = (typeof verdicts)[number];

export const remarkText = personText(5000).refine(
  (text) => /\p{L}/u.test(text),
  'Напишите, что предлагаете изменить',
);

export const remarkAnswer = z.object({ verdict: z.enum(verdicts), reason: z.string(), at: instant });
export type RemarkAnswer = z.infer<typeof remarkAnswer>;

const remark = z.object({
  id: z.string(),
  number: z.number(),
  paragraphId: z.string().nullable(),
  text: z.string(),
  wording: z.string(),
  source: z.enum(remarkSources),
  isLocal: z.boolean(),
  saidOn: isoDate,
  madeAt: instant,
  enteredBy: z.string(),
  supports: z.number(),
  shown: z.enum(['waiting', 'released', 'hidden']),
  /** As everybody will read it. */
  shownText: z.string(),
  shownWording: z.string(),
  judgedBy: z.string(),
  hiddenReason: z.string(),
  alike: z.object({ id: z.string(), title: z.string(), count: z.number() }).nullable(),
  answer: remarkAnswer.extend({ by: z.string() }).nullable(),
  version: z.number(),
});
export type Remark = z.infer<typeof remark>;

export const remarkShelves = ['unanswered', 'waiting', 'answered', 'all'] as const;
export type RemarkShelf = (typeof remarkShelves)[number];

export const listRemarks = defineRoute({
  id: 'discussions.list-remarks',
  method: 'GET',
  path: '/api/discussions/:id/remarks',
  access: { permission: 'discussions.read' },
  summary: 'Замечания и предложения: без ответа, ждут просмотра, с ответом',
  params: idParams,
  query: z.object({ ...pageQuery, shelf: z.enum(remarkShelves).default('all') }),
  reply: z.object({ items: z.array(remark), next: z.string().nullable() }),
});

export const enterRemark = defineRoute({
  id: 'discussions.enter-remark',
  method: 'POST',
  path: '/api/discussions/:id/remarks',
  access: keep,
  summary: 'Внести замечание с бумаги или с собрания',
  params: idParams,
  body: z.object({
    clientKey: z.uuid(),
    source: z.enum(['paper', 'meeting']),
    saidOn: isoDate,
    paragraphId: z.string().max(20).nullable().default(null),
    text: remarkText,
    wording: personText(5000).default(''),
    isLocal: z.boolean().default(true),
    /** Kept only with the author's consent. */
    author: z
      .object({
        name: personText(150).default(''),
        address: personText(300).default(''),
        email: z.union([z.literal(''), z.email('Адрес почты целиком, например ivan@example.ru')]).default(''),
        hasConsent: z.boolean().default(false),
      })
      .default({ name: '', address: '', email: '', hasConsent: false }),
  }),
  reply: remark,
});

export const judgeRemark = defineRoute({
  id: 'discussions.judge-remark',
  method: 'POST',
  path: '/api/discussions/remarks/:id/judgement',
  access: keep,
  summary: 'Показать замечание всем или скрыть его, с причиной',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    isReleased: z.boolean(),
    reason: personText(300).default(''),
  }),
  reply: remark,
});

const seenRemark = z.object({ id: z.uuid(), version: z.number().int() });

export const answerRemarks = defineRoute({
  id: 'discussions.answer-remarks',
  method: 'POST',
  path: '/api/discussions/:id/answers',
  access: keep,
  summary: 'Ответить на замечание, или на все сходные сразу: учтено или нет, и почему',
  params: idParams,
  body: z.object({
    remarks: z.array(seenRemark).min(1).max(200),
    verdict: z.enum(verdicts),
    reason: personText(5000).min(1, 'Напишите, почему'),
  }),
  reply: z.object({ answered: z.number(), unanswered: z.number() }),
});

export const groupRemarks = defineRoute({
  id: 'discussions.group-remarks',
  method: 'POST',
  path: '/api/discussions/:id/groups',
  access: keep,
  summary: 'Объединить сходные замечания: отвечают на них вместе',
  params: idParams,
  body: z.object({
    remarks: z.array(seenRemark).min(2, 'Отметьте хотя бы два').max(200),
    title: personText(200).min(3, 'Назовите, о чём они'),
  }),
  reply: z.object({ grouped: z.number() }),
});

export const ungroupRemark = defineRoute({
  id: 'discussions.ungroup-remark',
  method: 'POST',
  path: '/api/discussions/remarks/:id/ungroup',
  access: keep,
  summary: 'Вынуть замечание из сходных',
  params: idParams,
  body: z.object({ version: z.number().int() }),
  reply: remark,
});

export const revealAuthor = defineRoute({
  id: 'discussions.reveal-author',
  method: 'POST',
  path: '/api/discussions/remarks/:id/author',
  access: keep,
  summary: 'Кто написал замечание: с причиной, её хранит журнал',
  params: idParams,
  body: z.object({ reason: personText(300).min(5, 'Напишите, зачем') }),
  reply: z.object({ name: z.string(), address: z.string(), contact: z.string() }),
});
