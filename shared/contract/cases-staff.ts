import { z } from 'zod';
import {
  answerVersion,
  caseId,
  caseNumber,
  caseRow,
  channel,
  deadline,
  fileRef,
  outcome,
  personText,
  photo,
  place,
  placeInput,
  resolved,
  status,
  suggestedFact,
  timelineEvent,
} from './cases.ts';
import { can, instant, isoDate, pageQuery } from './paging.ts';
import { defineRoute } from './route.ts';

/** What staff call. Every command names the version it saw: `cases.changed-meanwhile` (409) when it is stale. */

const byId = z.object({ id: caseId });
const seen = { version: z.number().int().positive() };

/** Filters of the case list; they live in the address bar, a link is a view. */
export const caseFilter = z.object({
  q: z.string().trim().max(200).optional(),
  status: z.union([status, z.array(status)]).optional(),
  stage: z.enum(['triage', 'work', 'approval', 'answered', 'closed', 'open']).optional(),
  block: z.union([z.string().max(40), z.array(z.string().max(40))]).optional(),
  factId: z.string().max(100).optional(),
  channel: z.union([channel, z.array(channel)]).optional(),
  districtId: z.string().max(60).optional(),
  unitId: z.uuid().optional(),
  executorId: z.uuid().optional(),
  overdue: z.enum(['yes', 'today']).optional(),
  importance: z.enum(['high']).optional(),
  hasPlace: z.enum(['yes', 'no']).optional(),
  outcome: outcome.optional(),
  resolved: resolved.optional(),
  from: isoDate.optional(),
  to: isoDate.optional(),
  near: z
    .string()
    .regex(/^-?[\d.]+,-?[\d.]+,\d+$/)
    .optional(),
  authorOf: caseId.optional(),
});
export type CaseFilter = z.infer<typeof caseFilter>;

export const inboxViews = [
  'new',
  'overdue',
  'today',
  'urgent',
  'duplicates',
  'no-place',
  'waiting',
  'snoozed',
  'returned',
] as const;

export const listInbox = defineRoute({
  id: 'cases.list-inbox',
  method: 'GET',
  path: '/api/inbox',
  access: { permission: 'cases.triage' },
  summary: 'Входящие: что ждёт разбора',
  query: z.object({
    ...pageQuery,
    view: z.enum(inboxViews).default('new'),
    channel: channel.optional(),
    order: z.enum(['due', 'received']).default('due'),
  }),
  reply: z.object({
    rows: z.array(caseRow),
    next: z.string().nullable(),
    total: z.number(),
    isApproximate: z.boolean(),
  }),
});

export const countInbox = defineRoute({
  id: 'cases.count-inbox',
  method: 'GET',
  path: '/api/inbox/counts',
  access: { permission: 'cases.triage' },
  summary: 'Сколько ждёт в каждом виде и канале',
  reply: z.object({
    views: z.record(z.string(), z.number()),
    channels: z.record(z.string(), z.number()),
    decidedToday: z.number(),
    /** Median seconds between this person's decisions today; null until five. */
    paceSeconds: z.number().nullable(),
  }),
});

export const listCases = defineRoute({
  id: 'cases.list-cases',
  method: 'GET',
  path: '/api/cases',
  access: { permission: 'cases.read' },
  summary: 'Дела с отбором и порядком',
  query: z.object({
    ...pageQuery,
    ...caseFilter.shape,
    sort: z.enum(['due', 'registered', '-registered', 'status']).default('-registered'),
  }),
  reply: z.object({
    rows: z.array(caseRow),
    next: z.string().nullable(),
    total: z.number(),
    isApproximate: z.boolean(),
  }),
});

export const nearCase = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  status,
  outcome: outcome.nullable(),
  registeredAt: z.string(),
  distance: z.number().nullable(),
});

export const caseCard = caseRow.extend({
  text: z.string(),
  regime: z.enum(['appeal_59fz', 'pos_message', 'open_source', 'internal']),
  regimeReason: z.string(),
  place,
  isHome: z.boolean(),
  contacts: z.array(
    z.object({
      id: z.string(),
      kind: channel,
      identity: z.string(),
      isJoiner: z.boolean(),
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      receivedAt: z.string(),
      externalId: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
  clocks: z.array(
    z.object({
      id: z.string(),
      kind: z.string(),
      title: z.string(),
      ruleId: z.string(),
      ...deadline.shape,
      stoppedAt: z.string().nullable(),
    }),
  ),
  timeline: z.array(timelineEvent),
  answers: z.array(answerVersion),
  photos: z.array(photo),
  ratings: z.array(
    z.object({ score: z.number().nullable(), resolved, comment: z.string().nullable(), at: z.string() }),
  ),
  near: z.array(nearCase),
  fromAuthor: z.array(nearCase),
  duplicateOf: nearCase.nullable(),
  children: z.array(nearCase),
  parent: nearCase.nullable(),
  mergedInto: nearCase.nullable(),
  hasPublishConsent: z.boolean(),
  publishedAt: z.string().nullable(),
  snoozedUntil: z.string().nullable(),
  promisedOn: z.string().nullable(),
  /** Units that could do it, the proposed one first: keys A then 1…9. */
  executors: z.array(
    z.object({
      unitId: z.string(),
      title: z.string(),
      personName: z.string().nullable(),
      inWork: z.number(),
    }),
  ),
  proposedDueAt: z.string().nullable(),
  links: z.array(
    z.object({
      id: z.string(),
      unit: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
      state: z.enum(['active', 'used', 'revoked', 'expired']),
    }),
  ),
  can,
});
export type CaseCard = z.infer<typeof caseCard>;

export const getCase = defineRoute({
  id: 'cases.get-case',
  method: 'GET',
  path: '/api/cases/:number',
  access: { permission: 'cases.read' },
  summary: 'Карточка дела по номеру',
  params: z.object({ number: caseNumber }),
  reply: caseCard,
});

/** The reply of a command in triage: the row as it became, to undo by `undoToken` within 8 seconds on screen (60 on the server). */
const decided = z.object({ row: caseRow, undoToken: z.string().nullable() });

export const triageCase = defineRoute({
  id: 'cases.triage-case',
  method: 'POST',
  path: '/api/cases/:id/triage',
  access: { permission: 'cases.triage' },
  summary: 'Разобрать: тема, исполнитель, срок — одним решением',
  params: byId,
  body: z.object({
    ...seen,
    /** Absent = accept what is proposed. A block without a fact gets the block's general fact. */
    block: z.string().max(40).optional(),
    factId: z.string().max(100).optional(),
    unitId: z.uuid().optional(),
    importance: z.enum(['normal', 'high']).optional(),
  }),
  reply: decided,
});

export const rejectCase = defineRoute({
  id: 'cases.reject-case',
  method: 'POST',
  path: '/api/cases/:id/reject',
  access: { permission: 'cases.triage' },
  summary: 'Отклонить с причиной',
  params: byId,
  body: z.object({
    ...seen,
    ground: z.enum([
      'spam',
      'ad',
      'not_our_territory',
      'no_question',
      'provocation',
      'insult',
      'duplicate',
      'already_answered',
      'third_party_data',
    ]),
    comment: personText(2000).optional(),
  }),
  reply: decided,
});

export const mergeCase = defineRoute({
  id: 'cases.merge-case',
  method: 'POST',
  path: '/api/cases/:id/merge',
  access: { permission: 'cases.triage' },
  summary: 'Присоединить как дубль к другому делу',
  params: byId,
  body: z.object({ ...seen, into: caseId }),
  reply: decided,
});

export const unmergeCase = defineRoute({
  id: 'cases.unmerge-case',
  method: 'POST',
  path: '/api/cases/:id/unmerge',
  access: { permission: 'cases.triage' },
  summary: 'Отсоединить дубль, вернуть прежнее состояние',
  params: byId,
  body: z.object({ ...seen }),
  reply: decided,
});

export const snoozeCase = defineRoute({
  id: 'cases.snooze-case',
  method: 'POST',
  path: '/api/cases/:id/snooze',
  access: { permission: 'cases.triage' },
  summary: 'Отложить разбор (срок дела идёт)',
  params: byId,
  body: z.object({ ...seen, until: instant.nullable(), reason: personText(500).optional() }),
  reply: decided,
});

export const undoDecision = defineRoute({
  id: 'cases.undo-decision',
  method: 'POST',
  path: '/api/cases/undo',
  access: { permission: 'cases.triage' },
  summary: 'Отменить своё последнее решение',
  body: z.object({ undoToken: z.string().max(200) }),
  /** `kept`: cases of a bulk decision that somebody has changed since; they stay as they are. */
  reply: z.object({ row: caseRow, undone: z.number(), kept: z.number() }),
});

export const askResident = defineRoute({
  id: 'cases.ask-resident',
  method: 'POST',
  path: '/api/cases/:id/question',
  access: { permission: 'cases.read' },
  summary: 'Спросить жителя',
  params: byId,
  body: z.object({ ...seen, text: personText(2000).min(1, 'Напишите вопрос') }),
  reply: caseCard,
});

export const changeCase = defineRoute({
  id: 'cases.change-case',
  method: 'PATCH',
  path: '/api/cases/:id',
  access: { permission: 'cases.triage' },
  summary: 'Исправить тему, место, важность, исполнителя',
  params: byId,
  body: z.object({
    ...seen,
    factId: z.string().max(100).optional(),
    place: placeInput.optional(),
    importance: z.enum(['normal', 'high']).optional(),
    unitId: z.uuid().optional(),
    executorId: z.uuid().nullable().optional(),
    title: personText(200).optional(),
  }),
  reply: caseCard,
});

export const addNote = defineRoute({
  id: 'cases.add-note',
  method: 'POST',
  path: '/api/cases/:id/notes',
  access: { permission: 'cases.read' },
  summary: 'Служебная заметка',
  params: byId,
  body: z.object({ text: personText(10_000).min(1, 'Напишите заметку') }),
  reply: caseCard,
});

export const takeToWork = defineRoute({
  id: 'cases.take-to-work',
  method: 'POST',
  path: '/api/cases/:id/work',
  access: { permission: 'cases.answer' },
  summary: 'Взять в работу',
  params: byId,
  body: z.object({ ...seen }),
  reply: caseCard,
});

export const refuseCase = defineRoute({
  id: 'cases.refuse-case',
  method: 'POST',
  path: '/api/cases/:id/refusal',
  access: { permission: 'cases.answer' },
  summary: 'Вернуть координатору: не наше',
  params: byId,
  body: z.object({ ...seen, reason: personText(2000).min(1, 'Назовите причину и чьё это дело') }),
  reply: caseCard,
});

export const draftAnswer = defineRoute({
  id: 'cases.draft-answer',
  method: 'POST',
  path: '/api/cases/:id/answers',
  access: { permission: 'cases.answer' },
  summary: 'Проект ответа; submit отправляет на согласование',
  params: byId,
  body: z.object({
    ...seen,
    text: personText(20_000).min(1, 'Напишите ответ'),
    outcome,
    promisedOn: isoDate.optional(),
    files: z.array(fileRef).max(10).default([]),
    /** Pictures of the former version that this one leaves out. */
    dropFiles: z.array(z.uuid()).max(50).default([]),
    submit: z.boolean(),
  }),
  reply: caseCard,
});

export const approvalItem = caseRow.extend({
  answer: answerVersion,
  previous: answerVersion.nullable(),
  question: z.string(),
  /** What the answer has and lacks; shown, never blocking. */
  checks: z.array(
    z.object({ id: z.string(), title: z.string(), ok: z.boolean(), hint: z.string().nullable() }),
  ),
  stage: z.enum(['review', 'approval']),
  can,
});
export type ApprovalItem = z.infer<typeof approvalItem>;

export const listApprovals = defineRoute({
  id: 'cases.list-approvals',
  method: 'GET',
  path: '/api/approvals',
  access: { permission: 'cases.review' },
  summary: 'Ответы на согласовании',
  query: z.object(pageQuery),
  reply: z.object({ items: z.array(approvalItem), next: z.string().nullable(), total: z.number() }),
});

export const decideAnswer = defineRoute({
  id: 'cases.decide-answer',
  method: 'POST',
  path: '/api/cases/:id/answers/:answerId/decision',
  access: { permission: 'cases.review' },
  summary: 'Согласовать, утвердить или вернуть ответ',
  params: z.object({ id: caseId, answerId: z.uuid() }),
  body: z.object({
    ...seen,
    decision: z.enum(['agree', 'approve', 'return']),
    reason: personText(2000).optional(),
    /** The text as edited in place by the approver. */
    text: personText(20_000).optional(),
  }),
  reply: caseCard,
});

export const reopenCase = defineRoute({
  id: 'cases.reopen-case',
  method: 'POST',
  path: '/api/cases/:id/reopen',
  access: { permission: 'cases.approve' },
  summary: 'Вернуть закрытое дело в работу',
  params: byId,
  body: z.object({ ...seen, reason: personText(2000).min(1, 'Назовите основание') }),
  reply: caseCard,
});

export const createExecutorLink = defineRoute({
  id: 'cases.create-executor-link',
  method: 'POST',
  path: '/api/cases/:id/links',
  access: { permission: 'cases.assign' },
  summary: 'Одноразовая ссылка исполнителю; адрес показывается один раз',
  params: byId,
  body: z.object({ name: personText(150).optional(), days: z.number().int().min(1).max(60).default(14) }),
  reply: z.object({ url: z.string(), expiresAt: z.string() }),
});

export const revokeExecutorLink = defineRoute({
  id: 'cases.revoke-executor-link',
  method: 'DELETE',
  path: '/api/cases/:id/links/:linkId',
  access: { permission: 'cases.assign' },
  summary: 'Отозвать ссылку исполнителя',
  params: z.object({ id: caseId, linkId: z.uuid() }),
  reply: z.object({ revoked: z.boolean() }),
});

export const revealContact = defineRoute({
  id: 'cases.reveal-contact',
  method: 'POST',
  path: '/api/cases/:id/contacts/:contactId/reveal',
  access: { permission: 'cases.reveal' },
  summary: 'Показать контакты жителя; причина остаётся в журнале',
  params: z.object({ id: caseId, contactId: z.uuid() }),
  body: z.object({ reason: personText(300).min(3, 'Назовите причину') }),
  readOnly: true,
  reply: z.object({
    name: z.string().nullable(),
    phone: z.string().nullable(),
    email: z.string().nullable(),
  }),
});

export const publishCase = defineRoute({
  id: 'cases.publish-case',
  method: 'POST',
  path: '/api/cases/:id/publication',
  access: { permission: 'cases.publish' },
  summary: 'Показать на карте или скрыть; выпустить фото',
  params: byId,
  body: z.object({
    ...seen,
    published: z.boolean(),
    releaseFiles: z.array(z.uuid()).default([]),
    hideFiles: z.array(z.uuid()).default([]),
  }),
  reply: caseCard,
});

export const registerCase = defineRoute({
  id: 'cases.register-case',
  method: 'POST',
  path: '/api/cases',
  access: { permission: 'cases.register' },
  summary: 'Зарегистрировать звонок, письмо, приём, карточку 112',
  body: z.object({
    clientKey: z.uuid(),
    kind: z.enum(['phone_call', 'paper', 'reception', 'edds_112', 'official_letter', 'media_publication']),
    text: personText().refine((text) => /\p{L}|\p{N}/u.test(text), 'Запишите, что случилось'),
    factId: z.string().max(100).optional(),
    block: z.string().max(40).optional(),
    place: placeInput.optional(),
    name: personText(150).optional(),
    phone: z.string().trim().max(30).optional(),
    email: z.string().trim().max(200).optional(),
    returnAddress: personText(300).optional(),
    externalId: z.string().trim().max(100).optional(),
    receivedAt: instant.optional(),
    importance: z.enum(['normal', 'high']).default('normal'),
    files: z.array(fileRef).max(10).default([]),
  }),
  reply: z.object({
    id: z.string(),
    number: z.string(),
    dueAt: z.string(),
    regime: z.string(),
    regimeReason: z.string(),
  }),
});

/** A change to many cases: preview says what would happen to each, apply does it; each case gets its own journal record. */
export const bulkChange = defineRoute({
  id: 'cases.bulk-change',
  method: 'POST',
  path: '/api/cases/bulk',
  access: { permission: 'cases.bulk' },
  summary: 'Действие над отмеченными делами',
  body: z.object({
    cases: z
      .array(z.object({ id: caseId, ...seen }))
      .min(1)
      .max(300),
    action: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('assign'), unitId: z.uuid() }),
      z.object({ kind: z.literal('topic'), factId: z.string().max(100) }),
      z.object({ kind: z.literal('importance'), importance: z.enum(['normal', 'high']) }),
      z.object({ kind: z.literal('reject'), ground: z.string().max(40) }),
    ]),
    preview: z.boolean(),
  }),
  reply: z.object({
    applied: z.number(),
    refused: z.array(z.object({ id: z.string(), number: z.string(), reason: z.string() })),
    undoToken: z.string().nullable(),
  }),
});

export const savedView = z.object({
  id: z.string(),
  title: z.string(),
  query: z.record(z.string(), z.unknown()),
  isShared: z.boolean(),
  isOwn: z.boolean(),
});
export const listSavedViews = defineRoute({
  id: 'cases.list-saved-views',
  method: 'GET',
  path: '/api/views',
  access: { permission: 'cases.read' },
  summary: 'Сохранённые виды',
  reply: z.object({ views: z.array(savedView) }),
});
export const saveView = defineRoute({
  id: 'cases.save-view',
  method: 'POST',
  path: '/api/views',
  access: { permission: 'cases.read' },
  summary: 'Сохранить вид',
  body: z.object({
    title: personText(100).min(1, 'Назовите вид'),
    query: z.record(z.string(), z.unknown()),
    isShared: z.boolean().default(false),
  }),
  reply: z.object({ views: z.array(savedView) }),
});
export const deleteView = defineRoute({
  id: 'cases.delete-view',
  method: 'DELETE',
  path: '/api/views/:id',
  access: { permission: 'cases.read' },
  summary: 'Удалить свой вид',
  params: z.object({ id: z.uuid() }),
  reply: z.object({ views: z.array(savedView) }),
});

export const getToday = defineRoute({
  id: 'cases.get-today',
  method: 'GET',
  path: '/api/today',
  access: { permission: 'cases.read' },
  summary: 'Моё сегодня: сделать сейчас, ждут меня, горит',
  reply: z.object({
    now: z.array(caseRow),
    waiting: z.array(
      z.object({
        kind: z.enum(['triage', 'approval', 'work', 'returned', 'publication']),
        count: z.number(),
        href: z.string(),
      }),
    ),
    burning: z.array(caseRow),
    counts: z.object({ triage: z.number(), work: z.number(), approval: z.number(), overdue: z.number() }),
  }),
});

export const explainDeadline = defineRoute({
  id: 'cases.explain-deadline',
  method: 'GET',
  path: '/api/cases/:id/clocks/:clockId',
  access: { permission: 'cases.read' },
  summary: 'Почему эта дата',
  params: z.object({ id: caseId, clockId: z.uuid() }),
  reply: z.unknown(),
});

export const suggestFor = defineRoute({
  id: 'cases.suggest-for',
  method: 'POST',
  path: '/api/cases/suggest',
  access: { permission: 'cases.register' },
  summary: 'Подсказка темы, места и исполнителя по тексту',
  readOnly: true,
  body: z.object({ text: personText() }),
  reply: z.object({
    facts: z.array(suggestedFact),
    place: place.nullable(),
    executorUnit: z.string().nullable(),
    dueAt: z.string().nullable(),
  }),
});
