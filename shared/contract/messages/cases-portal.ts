import { z } from 'zod';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';
import {
  answerVersion,
  caseNumber,
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
  timelineEvent,
} from './cases.ts';
import { promise } from './cases-reading.ts';

/** What residents and the public call. */

const meaningfulText = personText().refine(
  (text) => /\p{L}|\p{N}/u.test(text),
  'Опишите словами, что случилось',
);

export const submission = z.object({
  /** Made by the client once per draft: a repeated request with the same key returns the same case. */
  clientKey: z.uuid(),
  text: meaningfulText,
  factId: z.string().max(100).optional(),
  place: placeInput.optional(),
  files: z.array(fileRef).max(10).default([]),
  name: personText(150).optional(),
  phone: z.string().trim().max(30).optional(),
  email: z.string().trim().max(200).optional(),
  consent: z.boolean(),
  consentVersion: z.string().max(20),
  publish: z.boolean().default(false),
  /** A form that shows its person a date: without a topic of their own the words are read for it. */
  asksTerm: z.boolean().default(false),
  answers: z.record(z.string().max(60), personText(500)).optional(),
});
export type Submission = z.input<typeof submission>;

export const submitted = z.object({
  number: z.string(),
  /** Secret of the resident's own link /m/<number>?k=<token>; shown once. */
  trackToken: z.string(),
  dueAt: z.string(),
  /** The term as it is named to the resident: a date, or a range while the topic is not sure; null where nobody asks. */
  promise: promise.nullable(),
  registeredAt: z.string(),
  executorUnit: z.string().nullable(),
  needsConfirmation: z.boolean(),
});
export type Submitted = z.infer<typeof submitted>;

export const submitMessage = defineRoute({
  id: 'cases.submit-message',
  method: 'POST',
  path: '/api/messages',
  access: 'public',
  summary: 'Сообщить о проблеме',
  body: submission,
  reply: submitted,
});

/** The second door: an appeal by 59-ФЗ, by a person who has signed in. */
export const submitAppeal = defineRoute({
  id: 'cases.submit-appeal',
  method: 'POST',
  path: '/api/appeals',
  access: 'resident',
  summary: 'Подать обращение по 59-ФЗ: фамилия, имя, куда ответить, суть',
  body: z
    .object({
      clientKey: z.uuid(),
      text: meaningfulText,
      kind: z.enum(['application', 'proposal', 'complaint']),
      surname: personText(60).min(1, 'Укажите фамилию: без неё ответ не даётся (59-ФЗ, ст. 11 ч. 1)'),
      givenName: personText(60).min(1, 'Укажите имя'),
      patronymic: personText(60).optional(),
      replyBy: z.enum(['account', 'email', 'post']),
      email: z.string().trim().max(200).optional(),
      postalAddress: personText(300).optional(),
      place: placeInput.optional(),
      files: z.array(fileRef).max(10).default([]),
      consent: z.boolean(),
      consentVersion: z.string().max(20),
    })
    .refine(({ replyBy, postalAddress }) => replyBy !== 'post' || Boolean(postalAddress), {
      path: ['postalAddress'],
      message: 'Укажите почтовый адрес: письменный ответ придёт туда',
    })
    .refine(({ replyBy, email }) => replyBy !== 'email' || Boolean(email), {
      path: ['email'],
      message: 'Укажите e-mail: ответ придёт туда',
    }),
  reply: submitted.extend({ regime: z.string(), regimeReason: z.string(), notes: z.array(z.string()) }),
});

export const similarMessage = z.object({
  number: z.string(),
  title: z.string(),
  status,
  registeredAt: z.string(),
  /** Metres to the nearest ten. */
  distance: z.number(),
  joinedCount: z.number(),
  address: z.string().nullable(),
  /** The end of the answer's term that runs; null where it stands or the answer was given. */
  dueAt: z.string().nullable(),
  /** The answer was given: by this day the deed is promised, `YYYY-MM-DD`. */
  promisedOn: z.string().nullable(),
  /** A photo a moderator released. */
  photoId: z.string().nullable(),
});

export const findSimilar = defineRoute({
  id: 'cases.find-similar',
  method: 'POST',
  path: '/api/messages/similar',
  access: 'public',
  summary: 'Открытые сообщения о том же рядом с местом, до пяти',
  readOnly: true,
  body: z.object({
    lat: z.number().min(-90).max(90),
    lon: z.number().min(-180).max(180),
    /** What the resident has written; it is compared and not kept. */
    text: z.string().max(100_000).default(''),
    factId: z.string().max(100).optional(),
  }),
  reply: z.object({ messages: z.array(similarMessage) }),
});

export const joinMessage = defineRoute({
  id: 'cases.join-message',
  method: 'POST',
  path: '/api/messages/:number/join',
  access: 'public',
  summary: 'Присоединиться к сообщению',
  params: z.object({ number: caseNumber }),
  body: z.object({
    clientKey: z.uuid(),
    /** As long as a message: joining is chosen when the words are written already. */
    text: personText().optional(),
    files: z.array(fileRef).max(10).default([]),
    name: personText(150).optional(),
    phone: z.string().trim().max(30).optional(),
    email: z.string().trim().max(200).optional(),
    consent: z.boolean(),
    consentVersion: z.string().max(20),
  }),
  reply: submitted,
});

/** A reason beside a rating: `bad` goes with a low mark or an unsolved problem. */
export const ratingReason = z.object({ id: z.string(), title: z.string(), for: z.enum(['good', 'bad']) });
export type RatingReason = z.infer<typeof ratingReason>;

/**
 * A message as its reader may see it. `access`: own — the author's full view; joined — the answers and the published
 * part, for who joined it; public — the published part; by-contact — how it goes, for who named a contact of it.
 */
export const messagePage = z.object({
  access: z.enum(['own', 'joined', 'public', 'by-contact']),
  number: z.string(),
  registeredAt: z.string(),
  status,
  statusTitle: z.string(),
  outcome: outcome.nullable(),
  answerState: z.enum(['none', 'preparing', 'given']),
  /** The answer promises the deed by this day, `YYYY-MM-DD`. */
  promisedOn: z.string().nullable(),
  title: z.string().nullable(),
  text: z.string().nullable(),
  block: z.string().nullable(),
  factId: z.string().nullable(),
  channel,
  place,
  deadline: deadline.nullable(),
  /** The answer's term as it stands: a date or a range; null when none runs. */
  promise: promise.nullable(),
  executorUnit: z.string().nullable(),
  joinedCount: z.number(),
  timeline: z.array(timelineEvent),
  answers: z.array(answerVersion.omit({ state: true, returnReason: true, marks: true })),
  photos: z.array(photo),
  rating: z
    .object({
      score: z.number().nullable(),
      resolved,
      /** Titles of the reasons marked beside it. */
      reasons: z.array(z.string()),
      comment: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
  /** What may be marked beside a rating; empty when it may not be given. */
  rateReasons: z.array(ratingReason),
  /** Until when the author answers the question put to them; null when none waits. */
  questionUntil: z.string().nullable(),
  /** «Держится ли?», asked a month after: until when it is answered, and what was said. */
  holdsAsked: z.object({ until: z.string(), holds: z.boolean().nullable() }).nullable(),
  /** The body it was forwarded to, while it is there or when it was closed there. */
  forwardedTo: z.string().nullable(),
  /** Until when a refusal may be disputed; null when it may not. */
  disputeUntil: z.string().nullable(),
  /** Until when the answer may be rated and returned. */
  returnUntil: z.string().nullable(),
  can,
});
export type MessagePage = z.infer<typeof messagePage>;

const trackQuery = z.object({ k: z.string().max(100).optional() });

export const getMessage = defineRoute({
  id: 'cases.get-message',
  method: 'GET',
  path: '/api/messages/:number',
  access: 'public',
  summary: 'Сообщение: лента, ответ, результат',
  params: z.object({ number: caseNumber }),
  query: trackQuery,
  reply: messagePage,
});

export const rateMessage = defineRoute({
  id: 'cases.rate-message',
  method: 'POST',
  path: '/api/messages/:number/rating',
  access: 'public',
  summary: 'Оценить ответ; «не решено» возвращает в работу',
  params: z.object({ number: caseNumber }),
  query: trackQuery,
  body: z.object({
    score: z.number().int().min(1).max(5).nullable(),
    resolved,
    /** Ids of the reasons the page offers; several, or none. */
    reasons: z.array(z.string().max(60)).max(20).default([]),
    /** With «не решено» a word or a photo is needed: somebody has to know what is left. */
    comment: personText(5000).optional(),
    files: z.array(fileRef).max(10).default([]),
  }),
  reply: messagePage,
});

export const tellWhetherHolds = defineRoute({
  id: 'cases.tell-whether-holds',
  method: 'POST',
  path: '/api/messages/:number/holds',
  access: 'public',
  summary: 'Ответить через месяц, держится ли сделанное; «не держится» возвращает в работу',
  params: z.object({ number: caseNumber }),
  query: trackQuery,
  body: z.object({
    holds: z.boolean(),
    comment: personText(5000).optional(),
    files: z.array(fileRef).max(10).default([]),
  }),
  reply: messagePage,
});

export const disputeRejection = defineRoute({
  id: 'cases.dispute-rejection',
  method: 'POST',
  path: '/api/messages/:number/dispute',
  access: 'public',
  summary: 'Не согласиться с отказом: один раз, пока не вышел срок',
  params: z.object({ number: caseNumber }),
  query: trackQuery,
  body: z.object({
    text: personText(5000).min(1, 'Напишите, с чем вы не согласны'),
    files: z.array(fileRef).max(10).default([]),
  }),
  reply: messagePage,
});

export const addToMessage = defineRoute({
  id: 'cases.add-to-message',
  method: 'POST',
  path: '/api/messages/:number/comments',
  access: 'public',
  summary: 'Дополнить своё сообщение словами и фото',
  params: z.object({ number: caseNumber }),
  query: trackQuery,
  body: z.object({ text: personText(5000), files: z.array(fileRef).max(10).default([]) }),
  reply: messagePage,
});
