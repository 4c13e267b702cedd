import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/**
 * Comments taken off pages of ours: by a published rule, with the evidence of what was taken off, told to the author, who may object.
 * What is done with a decision: moderation-acts.ts. Rules: moderation-rules.ts. What everybody sees: moderation-open.ts.
 */

export const actStates = [
  'second',
  'declined',
  'dropped',
  'hiding',
  'by-hand',
  'unknown',
  'failed',
  'hidden',
  'restoring',
  'restore-by-hand',
  'restore-unknown',
  'restore-failed',
  'restored',
  'lost',
] as const;
export type ActState = (typeof actStates)[number];

/** Why another person looks first: the rule says so, or the words are of a matter of the city. */
export const secondReasons = ['rule', 'matter'] as const;
export type SecondReason = (typeof secondReasons)[number];

export const noticeKinds = ['hidden', 'upheld', 'restored', 'lost'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeStates = ['saying', 'said', 'unknown', 'failed'] as const;
export type NoticeState = (typeof noticeStates)[number];

export const appealOutcomes = ['upheld', 'granted'] as const;
export type AppealOutcome = (typeof appealOutcomes)[number];

/** A line of the register: no words and no author. */
export const actLine = z.object({
  id: z.string(),
  /** «М-2026-11-0007». */
  number: z.string(),
  ruleNumber: z.number(),
  ruleTitle: z.string(),
  network: z.string(),
  pageTitle: z.string(),
  state: z.enum(actStates),
  madeBy: z.string(),
  madeAt: instant,
  hiddenAt: instant.nullable(),
  /** By when another person looks; null where nobody has to, or has. */
  second: z.object({ dueAt: instant, isLate: z.boolean() }).nullable(),
  appeal: z
    .object({
      madeAt: instant,
      dueAt: instant,
      isLate: z.boolean(),
      outcome: z.enum(appealOutcomes).nullable(),
    })
    .nullable(),
  /** Somebody has to do something with it. */
  isWaiting: z.boolean(),
});
export type ActLine = z.infer<typeof actLine>;

const notice = z.object({
  id: z.string(),
  kind: z.enum(noticeKinds),
  way: z.enum(['private', 'public']),
  text: z.string(),
  state: z.enum(noticeStates),
  reason: z.string(),
  saidAt: instant.nullable(),
  saidUrl: z.string(),
  can,
});
export type ActNotice = z.infer<typeof notice>;

export const actCard = actLine.extend({
  incidentId: z.string(),
  postId: z.string(),
  ruleText: z.string(),
  ruleSince: instant,
  secondWhy: z.enum(secondReasons).nullable(),
  ground: z.string(),
  secondBy: z.string().nullable(),
  secondAt: instant.nullable(),
  secondNote: z.string(),
  way: z.enum(['network', 'hand']).nullable(),
  proofFileId: z.string().nullable(),
  proofUrl: z.string(),
  reason: z.string(),
  appealUntil: instant.nullable(),
  restoredAt: instant.nullable(),
  /** How it looked when it was decided on. */
  evidence: z.object({
    text: z.string(),
    authorName: z.string(),
    url: z.string(),
    postedAt: instant,
    seenAt: instant,
    sha256: z.string(),
    isForgotten: z.boolean(),
    /** The comment has looked otherwise since. */
    isMended: z.boolean(),
  }),
  /** How it would get back: by the network, by a person's hand, or not at all. */
  wayBack: z.enum(['network', 'hand', 'none']),
  notices: z.array(notice),
  objection: z
    .object({
      words: z.string(),
      takenBy: z.string().nullable(),
      answer: z.string(),
      decidedBy: z.string().nullable(),
      decidedAt: instant.nullable(),
    })
    .nullable(),
  version: z.number(),
  can,
});
export type ActCard = z.infer<typeof actCard>;

const read = { permission: 'moderation.read' } as const;
const hide = { permission: 'moderation.hide' } as const;

/** One comment of a talk, as it may be taken off. */
const hideable = z.object({
  postId: z.string(),
  authorName: z.string(),
  text: z.string(),
  /** Serial of the evidence: what was seen is what is decided on. */
  serial: z.number(),
  sha256: z.string(),
  seenAt: instant,
  pageTitle: z.string(),
  network: z.string(),
  /** What the network is able to: `deletes` is done by Отклик itself, `hand` by a person in the network. */
  hides: z.enum(['deletes', 'hand']),
  mayRestore: z.boolean(),
  /** Ids of rules that were in force when it was written. */
  ruleIds: z.array(z.string()),
});
export type HideableComment = z.infer<typeof hideable>;

const offeredRule = z.object({
  id: z.string(),
  number: z.number(),
  title: z.string(),
  text: z.string(),
  needsSecond: z.boolean(),
});

export const readTalkModeration = defineRoute({
  id: 'moderation.read-talk',
  method: 'GET',
  path: '/api/moderation/talks/:id',
  access: read,
  summary: 'Что в разговоре инцидента можно убрать, по каким правилам, и что уже убрано',
  params: idParams,
  reply: z.object({
    comments: z.array(hideable),
    rules: z.array(offeredRule),
    acts: z.array(actLine.extend({ postId: z.string() })),
    can,
  }),
});

export const hideComment = defineRoute({
  id: 'moderation.hide-comment',
  method: 'POST',
  path: '/api/moderation/acts',
  access: hide,
  summary: 'Убрать комментарий по правилу: со снимком, с уведомлением автору, с правом возразить',
  body: z.object({
    incidentId: z.uuid(),
    postId: z.uuid('Выберите комментарий'),
    serial: z.number().int().min(1),
    ruleId: z.uuid('Назовите правило'),
    ground: personText(500).min(3, 'Напишите, что именно нарушает правило'),
  }),
  reply: actCard,
});

export const actTabs = ['waiting', 'appeals', 'all'] as const;
export type ActTab = (typeof actTabs)[number];

const actFilters = {
  state: z.enum(actStates).optional(),
  rule: z.coerce.number().int().min(1).max(1_000_000).optional(),
  page: z.uuid().optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
};

export const listActs = defineRoute({
  id: 'moderation.list-acts',
  method: 'GET',
  path: '/api/moderation/acts',
  access: read,
  summary: 'Реестр убранных комментариев; что ждёт решения; возражения',
  query: z.object({ ...pageQuery, tab: z.enum(actTabs).default('all'), ...actFilters }),
  reply: z.object({
    acts: z.array(actLine),
    next: z.string().nullable(),
    /** For the conditions: what any act stands under. */
    rules: z.array(z.object({ number: z.number(), title: z.string() })),
    pages: z.array(z.object({ id: z.string(), title: z.string() })),
    networks: z.array(z.object({ id: z.string(), title: z.string(), short: z.string() })),
  }),
});

export const exportActs = defineReportRoute({
  id: 'moderation.export-acts',
  path: '/api/moderation/acts/export',
  access: read,
  summary: 'Реестр убранных комментариев файлом: без слов и авторов',
  query: actFilters,
});

export const countWaitingActs = defineRoute({
  id: 'moderation.count-waiting',
  method: 'GET',
  path: '/api/moderation/counts',
  access: read,
  summary: 'Сколько решений и возражений ждут человека',
  /** `late`: of what waits, second looks and objections past their term. */
  reply: z.object({ waiting: z.number(), appeals: z.number(), late: z.number() }),
});

export const readAct = defineRoute({
  id: 'moderation.read-act',
  method: 'GET',
  path: '/api/moderation/acts/:id',
  access: read,
  summary: 'Решение о комментарии: правило, снимок, уведомления, возражение',
  params: idParams,
  reply: actCard,
});
