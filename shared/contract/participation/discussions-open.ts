import { z } from 'zod';
import { identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { paperFormat } from '../messages/office-documents.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { remarkAnswer, remarkSources, remarkText, verdicts } from './discussion-remarks.ts';
import {
  discussionDecision,
  discussionKinds,
  discussionPapers,
  meeting,
  remarkFigures,
} from './discussions.ts';

/** Discussions as everybody sees them, and proposing. */

/** `answering`: closed, the answers are being written. */
export const openDiscussionStates = ['soon', 'open', 'answering', 'result'] as const;
export type OpenDiscussionState = (typeof openDiscussionStates)[number];

const openDiscussionLine = z.object({
  id: z.string(),
  kind: z.enum(discussionKinds),
  title: z.string(),
  matter: z.string(),
  state: z.enum(openDiscussionStates),
  opensAt: instant,
  closesAt: instant,
  resultBy: isoDate.nullable(),
  meetingAt: instant.nullable(),
  /** Remarks of everybody, shown or not. */
  remarks: z.number(),
  decided: z.string(),
});
export type OpenDiscussionLine = z.infer<typeof openDiscussionLine>;

export const listOpenDiscussions = defineRoute({
  id: 'discussions.list-open',
  method: 'GET',
  path: '/api/open/discussions',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Обсуждения для всех: идут, скоро, завершены с итогом',
  query: z.object({ cursor: z.string().max(400).optional() }),
  reply: z.object({
    running: z.array(openDiscussionLine),
    over: z.array(openDiscussionLine),
    next: z.string().nullable(),
  }),
});

const ownRemark = z.object({
  id: z.string(),
  number: z.number(),
  paragraphId: z.string().nullable(),
  text: z.string(),
  wording: z.string(),
  shown: z.enum(['waiting', 'released', 'hidden']),
  hiddenReason: z.string(),
  madeAt: instant,
});
export type OwnRemark = z.infer<typeof ownRemark>;

const openDiscussion = openDiscussionLine.extend({
  responsible: z.string(),
  law: z.string(),
  level: identityLevel,
  meeting,
  reason: z.string(),
  paragraphs: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      /** What it became; '' = taken out, null = as it was. Told with the result. */
      outcome: z.string().nullable(),
      remarks: z.number(),
    }),
  ),
  materials: z.array(z.object({ fileId: z.string(), title: z.string() })),
  figures: remarkFigures.nullable(),
  papers: z.array(z.enum(discussionPapers)),
  decision: discussionDecision.nullable(),
  /** Of whoever asks. */
  mine: z.object({ level: identityLevel, remarks: z.array(ownRemark) }),
});
export type OpenDiscussion = z.infer<typeof openDiscussion>;

export const readOpenDiscussion = defineRoute({
  id: 'discussions.read-open',
  method: 'GET',
  path: '/api/open/discussions/:id',
  access: 'public',
  summary: 'Обсуждение для всех: проект по пунктам, файлы, сроки, итог и решение',
  params: idParams,
  reply: openDiscussion,
});

const openRemark = z.object({
  id: z.string(),
  number: z.number(),
  paragraphId: z.string().nullable(),
  /** Without names and numbers of people; '' where it is not shown. */
  text: z.string(),
  wording: z.string(),
  hiddenReason: z.string(),
  source: z.enum(remarkSources),
  saidOn: isoDate,
  supports: z.number(),
  isMine: z.boolean(),
  isSupported: z.boolean(),
  /** Told with the result. */
  answer: remarkAnswer.nullable(),
});
export type OpenRemark = z.infer<typeof openRemark>;

export const listOpenRemarks = defineRoute({
  id: 'discussions.list-open-remarks',
  method: 'GET',
  path: '/api/open/discussions/:id/remarks',
  access: 'public',
  summary: 'Замечания и предложения для всех, с ответами, когда итог обнародован',
  params: idParams,
  query: z.object({ cursor: z.string().max(40).optional(), verdict: z.enum(verdicts).optional() }),
  reply: z.object({ items: z.array(openRemark), next: z.string().nullable() }),
});

export const proposeRemark = defineRoute({
  id: 'discussions.propose-remark',
  method: 'POST',
  path: '/api/open/discussions/:id/remarks',
  access: 'resident',
  summary: 'Предложить: к пункту проекта или к нему целиком',
  params: idParams,
  body: z.object({
    /** Made by the device once: the same sent again is not a second one. */
    clientKey: z.uuid(),
    paragraphId: z.string().max(20).nullable().default(null),
    text: remarkText,
    wording: personText(5000).default(''),
    isLocal: z.boolean().default(true),
  }),
  reply: ownRemark,
});

export const supportRemark = defineRoute({
  id: 'discussions.support-remark',
  method: 'PUT',
  path: '/api/open/discussions/remarks/:id/support',
  access: 'resident',
  summary: 'Поддержать чужое предложение, один раз, или больше не поддерживать',
  params: idParams,
  body: z.object({ isOn: z.boolean() }),
  reply: z.object({ isSupported: z.boolean(), supports: z.number() }),
});

export const downloadOpenPaper = defineRoute({
  id: 'discussions.download-open-paper',
  method: 'GET',
  path: '/api/open/discussions/:id/papers/:paper',
  access: 'public',
  summary: 'Заключение, протокол или свод предложений: Word, PDF, печать',
  params: z.object({ id: z.uuid(), paper: z.enum(discussionPapers) }),
  query: z.object({ format: paperFormat.default('pdf') }),
  reply: z.unknown(),
  download: true,
});
