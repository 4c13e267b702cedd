import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { caseId, personText } from './cases.ts';
import { appealCard, documentKind } from './office.ts';

/** Letters of the office, copies for several bodies, the quarterly review. */

const byDocument = z.object({ id: z.uuid() });

export const makeDocument = defineRoute({
  id: 'office.make-document',
  method: 'POST',
  path: '/api/office/appeals/:id/documents',
  access: { permission: 'office.keep' },
  summary: 'Подготовить письмо или уведомление',
  params: z.object({ id: caseId }),
  body: z.object({ kind: documentKind }),
  reply: appealCard,
});

export const changeDocument = defineRoute({
  id: 'office.change-document',
  method: 'PATCH',
  path: '/api/office/documents/:id',
  access: { permission: 'office.keep' },
  summary: 'Исправить проект письма: адресат, обращение, текст',
  params: byDocument,
  body: z.object({
    version: z.number().int().positive(),
    addressee: z.array(personText(200)).min(1, 'Назовите адресата').max(8),
    salutation: personText(200),
    text: personText(20_000).min(1, 'Напишите текст'),
  }),
  reply: appealCard,
});

export const signDocument = defineRoute({
  id: 'office.sign-document',
  method: 'POST',
  path: '/api/office/documents/:id/signature',
  access: { permission: 'office.sign' },
  summary: 'Подписать простой электронной подписью; письмо получает исходящий номер',
  params: byDocument,
  body: z.object({ version: z.number().int().positive() }),
  reply: appealCard,
});

export const sendDocument = defineRoute({
  id: 'office.send-document',
  method: 'POST',
  path: '/api/office/documents/:id/sending',
  access: { permission: 'office.keep' },
  summary: 'Отметить отправку подписанного письма',
  params: byDocument,
  body: z.object({
    version: z.number().int().positive(),
    how: z.enum(['post', 'email', 'account', 'hand', 'medo']),
  }),
  reply: appealCard,
});

export const paperFormat = z.enum(['docx', 'pdf', 'html']);

export const downloadDocument = defineRoute({
  id: 'office.download-document',
  method: 'GET',
  path: '/api/office/documents/:id/file',
  access: { permission: 'office.read' },
  summary: 'Письмо: Word, PDF с разметкой или страница для печати',
  params: byDocument,
  query: z.object({ format: paperFormat.default('docx') }),
  reply: z.unknown(),
  download: true,
});

export const downloadCard = defineRoute({
  id: 'office.download-card',
  method: 'GET',
  path: '/api/office/appeals/:id/card',
  access: { permission: 'office.read' },
  summary: 'Регистрационная карточка: Word, PDF, печать',
  params: z.object({ id: caseId }),
  query: z.object({ format: paperFormat.default('docx') }),
  reply: z.unknown(),
  download: true,
});

export const addCopies = defineRoute({
  id: 'office.add-copies',
  method: 'POST',
  path: '/api/office/appeals/:id/copies',
  access: { permission: 'office.keep' },
  summary: 'Копии нескольким органам: письмо каждому и уведомление гражданину (59-ФЗ, ст. 8 ч. 4)',
  params: z.object({ id: caseId }),
  body: z.object({
    copies: z
      .array(z.object({ bodyId: z.uuid(), question: personText(1000).min(3, 'Назовите вопрос') }))
      .min(1, 'Назовите хотя бы один орган')
      .max(10),
  }),
  reply: appealCard,
});

export const leaveNamelessAppeal = defineRoute({
  id: 'office.leave-nameless-appeal',
  method: 'POST',
  path: '/api/office/appeals/:id/leave-nameless',
  access: { permission: 'office.keep' },
  summary: 'Оставить без ответа и уведомления: нет фамилии или обратного адреса (59-ФЗ, ст. 11 ч. 1)',
  params: z.object({ id: caseId }),
  reply: appealCard,
});

export const requestDocuments = defineRoute({
  id: 'office.request-documents',
  method: 'POST',
  path: '/api/office/appeals/:id/document-requests',
  access: { permission: 'office.keep' },
  summary: 'Отметить запрос документов у органа: пойдёт срок их получения (59-ФЗ, ст. 10 ч. 2)',
  params: z.object({ id: caseId }),
  body: z.object({
    from: personText(200).min(3, 'Назовите, у кого запрошено'),
    what: personText(500).min(3, 'Назовите документы'),
  }),
  reply: appealCard,
});

export const receiveDocuments = defineRoute({
  id: 'office.receive-documents',
  method: 'POST',
  path: '/api/office/appeals/:id/document-requests/:termId/receipt',
  access: { permission: 'office.keep' },
  summary: 'Отметить, что запрошенные документы получены: срок останавливается',
  params: z.object({ id: caseId, termId: z.uuid() }),
  reply: appealCard,
});

const count = z.object({ now: z.number(), quarterAgo: z.number(), yearAgo: z.number() });

export const quarterReview = z.object({
  year: z.number(),
  quarter: z.number(),
  from: z.string(),
  to: z.string(),
  total: count,
  kinds: z.array(z.object({ name: z.string(), ...count.shape })),
  forms: z.array(z.object({ name: z.string(), ...count.shape })),
  sections: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      ...count.shape,
      share: z.number(),
      topics: z.array(z.object({ code: z.string(), name: z.string(), now: z.number() })),
    }),
  ),
  /** With those that have none yet: together they are all appeals of the quarter. */
  results: z.array(z.object({ name: z.string(), ...count.shape })),
  terms: z.object({
    answered: z.number(),
    inTime: z.number(),
    late: z.number(),
    /** Over without an answer of ours: forwarded and closed, terminated, left by ст. 11. With `answered` and `open` they are all. */
    withoutAnswer: z.number(),
    extended: z.number(),
    open: z.number(),
    openOverdue: z.number(),
    registeredLate: z.number(),
    /** Average calendar days from registration to the answer. */
    averageDays: z.number().nullable(),
  }),
  collective: z.number(),
  repeated: z.number(),
});
export type QuarterReview = z.infer<typeof quarterReview>;

const quarterQuery = {
  year: z.coerce.number().int().min(2019).max(2100),
  quarter: z.coerce.number().int().min(1).max(4),
};

export const getReview = defineRoute({
  id: 'office.get-review',
  method: 'GET',
  path: '/api/office/review',
  access: { permission: 'office.read' },
  summary: 'Квартальный обзор обращений по типовому классификатору',
  query: z.object(quarterQuery),
  reply: quarterReview,
});

export const downloadReview = defineRoute({
  id: 'office.download-review',
  method: 'GET',
  path: '/api/office/review/file',
  access: { permission: 'office.read' },
  summary: 'Квартальный обзор: Word, PDF, печать',
  query: z.object({ ...quarterQuery, format: paperFormat.default('docx') }),
  reply: z.unknown(),
  download: true,
});
