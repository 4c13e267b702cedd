import { z } from 'zod';
import { can, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { answerVersion, caseId, caseRow, fileRef, outcome, personText } from './cases.ts';
import { byId, caseCard, seen } from './cases-card.ts';

/** The work of the executor, the answer with its approval, links for executors without sign-in. */

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

/** «Не наше»: a ground of the directory, the circumstances, and whose it is — a refusal that names nobody is none. */
export const refusalWords = {
  groundId: z.string().min(1, 'Выберите основание').max(60),
  reason: personText(2000).min(1, 'Напишите, почему это не ваше'),
  whose: personText(300).min(1, 'Назовите, чьё это дело'),
};

export const refuseCase = defineRoute({
  id: 'cases.refuse-case',
  method: 'POST',
  path: '/api/cases/:id/refusal',
  access: { permission: 'cases.answer' },
  summary: 'Вернуть координатору: не наше',
  params: byId,
  body: z.object({ ...seen, ...refusalWords }),
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

/** A place the check is about: in the answer or in the resident's words, characters from `from` up to `to`. */
const checkMark = z.object({ in: z.enum(['answer', 'question']), from: z.number(), to: z.number() });
export type CheckMark = z.infer<typeof checkMark>;

export const answerCheck = z.object({
  id: z.string(),
  title: z.string(),
  ok: z.boolean(),
  hint: z.string().nullable(),
  marks: z.array(checkMark),
});
export type AnswerCheck = z.infer<typeof answerCheck>;

/** An answer given before, beside the one that repeats it. */
const earlierAnswer = z.object({
  number: z.string(),
  /** When it went out. */
  at: z.string().nullable(),
  /** Personal data of its resident are hidden. */
  text: z.string(),
  /** Share of the wording that is common, 0–1. */
  likeness: z.number(),
  /** Nothing in the new one is its own: no day, no figure. */
  isBrushOff: z.boolean(),
});
export type EarlierAnswer = z.infer<typeof earlierAnswer>;

export const checkDraft = defineRoute({
  id: 'cases.check-draft',
  method: 'POST',
  path: '/api/cases/:id/answer-check',
  access: { permission: 'cases.answer' },
  summary: 'Проверить текст ответа до отправки: что сказано и чего не хватает',
  readOnly: true,
  params: byId,
  body: z.object({
    text: personText(20_000),
    outcome: z.union([outcome, z.literal('')]),
    hasPhotoAfter: z.boolean(),
  }),
  reply: z.object({ checks: z.array(answerCheck), repeats: earlierAnswer.nullable() }),
});

export const approvalItem = caseRow.extend({
  answer: answerVersion,
  previous: answerVersion.nullable(),
  question: z.string(),
  /** What the answer has and lacks; shown, never blocking. */
  checks: z.array(answerCheck),
  /** The earlier answer it repeats, where that one may be read. */
  repeats: earlierAnswer.nullable(),
  /** Where the answer is: waits for one of two decisions, came back, or went out. */
  stage: z.enum(['review', 'approval', 'returned', 'released']),
  /** Who agreed to this version before it went to approval. */
  reviewed: z.object({ name: z.string(), at: z.string() }).nullable(),
  can,
});

export type ApprovalItem = z.infer<typeof approvalItem>;

export const listApprovals = defineRoute({
  id: 'cases.list-approvals',
  method: 'GET',
  path: '/api/approvals',
  access: { permission: 'cases.review' },
  summary: 'Ответы на согласовании; list — ждущие решения, возвращённые или утверждённые',
  query: z.object({ ...pageQuery, list: z.enum(['waiting', 'returned', 'approved']).default('waiting') }),
  reply: z.object({ items: z.array(approvalItem), next: z.string().nullable(), total: z.number() }),
});

const decidedTogether = z.object({ id: caseId, answerId: z.uuid(), ...seen });

/** Answers that differ in the facts of their cases alone. */
export const listEqual = defineRoute({
  id: 'cases.list-equal-answers',
  method: 'GET',
  path: '/api/approvals/equal',
  access: { permission: 'cases.approve' },
  summary: 'Одинаковые ответы, которые можно утвердить сразу',
  reply: z.object({
    groups: z.array(
      z.object({
        /** The common text with marks in place of the cases' facts. */
        shape: z.string(),
        outcome,
        items: z.array(
          decidedTogether.extend({
            number: z.string(),
            title: z.string(),
            address: z.string().nullable(),
            body: z.string(),
          }),
        ),
      }),
    ),
  }),
});

export const approveEqual = defineRoute({
  id: 'cases.approve-equal-answers',
  method: 'POST',
  path: '/api/approvals/equal',
  access: { permission: 'cases.approve' },
  summary: 'Утвердить одинаковые ответы; preview только проверяет',
  body: z.object({ items: z.array(decidedTogether).min(1).max(300), preview: z.boolean() }),
  reply: z.object({
    applied: z.number(),
    refused: z.array(z.object({ id: z.string(), number: z.string(), reason: z.string() })),
    undoToken: z.string().nullable(),
  }),
});

/** Ten seconds: then the letters go, and an answer that went out is corrected in the open. */
export const undoApproval = defineRoute({
  id: 'cases.undo-approval',
  method: 'POST',
  path: '/api/approvals/undo',
  access: { permission: 'cases.approve' },
  summary: 'Отменить своё утверждение, пока ответ не ушёл жителю',
  body: z.object({ undoToken: z.string().max(200) }),
  /** `kept`: answers that have gone already, or whose case somebody has changed since. */
  reply: z.object({ undone: z.number(), kept: z.number(), number: z.string() }),
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
    /** Passages of the answer that is returned, each with what to mend. */
    marks: z
      .array(
        z.object({
          start: z.number().int().min(0),
          end: z.number().int().min(1),
          comment: personText(1000).min(1, 'Напишите, что исправить в этом месте'),
        }),
      )
      .max(50)
      .optional(),
    /** The text as edited in place by the approver. */
    text: personText(20_000).optional(),
  }),
  /** `undoToken` of an approval, while its letters wait. */
  reply: caseCard.extend({ undoToken: z.string().nullable() }),
});

export const reopenCase = defineRoute({
  id: 'cases.reopen-case',
  method: 'POST',
  path: '/api/cases/:id/reopen',
  access: { permission: 'cases.approve' },
  summary: 'Вернуть закрытое дело в работу',
  params: byId,
  body: z.object({
    ...seen,
    groundId: z.string().min(1, 'Выберите основание').max(60),
    reason: personText(2000).min(1, 'Напишите, что произошло'),
  }),
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
