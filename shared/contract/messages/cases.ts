import { z } from 'zod';
import { placeSuggestion } from '../base/territory.ts';

/** Shapes every part of the cases contract shares. */

export const channels = [
  'pos',
  'epgu',
  'social_post',
  'social_comment',
  'direct_message',
  'site_form',
  'phone_call',
  'reception',
  'paper',
  'email',
  'edds_112',
  'media_publication',
  'official_letter',
  'max_bot',
  'import',
] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

export const statuses = [
  'new',
  'moderation',
  'rejected',
  'clarification',
  'coordination',
  'forwarded_out',
  'assigned',
  'in_work',
  'answer_draft',
  'review',
  'approval',
  'rework',
  'deferred',
  'answered',
  'reopened',
  'closed',
  'closed_forwarded',
  'closed_no_reply',
  'closed_terminated',
  'closed_unanswered',
  'merged',
] as const;
export const status = z.enum(statuses);
export type Status = z.infer<typeof status>;

export const outcomes = [
  'solved',
  'solved_partly',
  'planned',
  'explained',
  'refused',
  'not_in_competence',
  'not_confirmed',
  'duplicate',
] as const;
export const outcome = z.enum(outcomes);
export type Outcome = z.infer<typeof outcome>;

export const resolved = z.enum(['yes', 'partly', 'no']);
export const caseNumber = z.string().regex(/^\d{4}-\d{2}-\d{4,7}$/, 'Номер в виде 2026-11-0412');
export const caseId = z.uuid('Такой записи нет');

export const place = z.object({
  address: z.string().nullable(),
  districtId: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  precision: z.enum(['house', 'street', 'landmark', 'point', 'text', 'none']),
});
export type Place = z.infer<typeof place>;

/** A place as a person gives it: a point, an address, or a phrase. */
export const placeInput = z.object({
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
  address: z.string().trim().max(300).optional(),
  streetId: z.string().max(100).optional(),
  house: z.string().max(30).optional(),
  isHome: z.boolean().optional(),
});
export type PlaceInput = z.infer<typeof placeInput>;

export const suggestedFact = z.object({
  factId: z.string(),
  block: z.string(),
  /** Chance that the fact is right, as measured on texts kept aside, 0–1. */
  confidence: z.number(),
  /** Chance that the block is right, 0–1. */
  blockChance: z.number(),
  /** The person's words that speak for it. */
  words: z.array(z.string()),
  /** Those that speak for another block. */
  against: z.array(z.string()),
  /** Confidence has reached the threshold of the fact: without it a person chooses. */
  isSure: z.boolean(),
});

export const fileRef = z.object({ fileId: z.uuid(), token: z.string().max(100) });

export const photo = z.object({
  fileId: z.string(),
  role: z.enum(['before', 'after', 'document']),
  /** Moderator let the public see it. */
  released: z.boolean(),
  width: z.number().nullable(),
  height: z.number().nullable(),
});
export type Photo = z.infer<typeof photo>;

/** The term as a line: due moment, share of the term left 0..1 (0 when over). */
export const deadline = z.object({
  dueAt: z.string(),
  startedAt: z.string(),
  leftShare: z.number(),
  /** Working minutes left; negative when over. */
  leftWorkingMinutes: z.number(),
  state: z.enum(['quiet', 'normal', 'soon', 'overdue', 'stopped']),
});
export type DeadlineLine = z.infer<typeof deadline>;

/** One row of the inbox and of the case list. */
/** What stands out in the tone of a message: danger to life, a threat, abuse, irony, thanks. */
export const toneKinds = ['life', 'threat', 'insult', 'irony', 'gratitude'] as const;
export const toneKind = z.enum(toneKinds);
export const toneMark = z.object({
  kind: toneKind,
  title: z.string(),
  /** What the operator is advised. */
  say: z.string(),
  /** Words of the message that caused it. */
  words: z.array(z.string()),
});
export type ToneMark = z.infer<typeof toneMark>;

export const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  registeredAt: z.string(),
  status,
  outcome: outcome.nullable(),
  channel,
  title: z.string(),
  block: z.string().nullable(),
  factId: z.string().nullable(),
  suggestion: z.array(suggestedFact),
  /** Places the words name, while the case has none; a person takes one. */
  placeSuggestions: z.array(placeSuggestion),
  importance: z.enum(['normal', 'high']),
  tone: z.array(toneMark),
  /** A person's word on the marks of tone; null = nobody has looked yet. */
  toneCheck: z.enum(['confirmed', 'dismissed']).nullable(),
  address: z.string().nullable(),
  districtId: z.string().nullable(),
  executorUnitId: z.string().nullable(),
  executorUnit: z.string().nullable(),
  executorName: z.string().nullable(),
  deadline: deadline.nullable(),
  joinedCount: z.number(),
  reopenCount: z.number(),
  hasPhoto: z.boolean(),
  rating: z.number().nullable(),
  resolved: resolved.nullable(),
  version: z.number(),
});
export type CaseRow = z.infer<typeof caseRow>;

export const timelineEvent = z.object({
  id: z.number(),
  at: z.string(),
  kind: z.string(),
  visibility: z.enum(['public', 'resident', 'staff']),
  actorName: z.string(),
  text: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEvent = z.infer<typeof timelineEvent>;

export const answerVersion = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(['draft', 'review', 'approval', 'released', 'returned']),
  body: z.string(),
  outcome,
  promisedOn: z.string().nullable(),
  authorName: z.string(),
  createdAt: z.string(),
  decidedByName: z.string().nullable(),
  decidedAt: z.string().nullable(),
  returnReason: z.string().nullable(),
  /** Passages of a returned version with what to mend; offsets in UTF-16 units of its text. */
  marks: z.array(
    z.object({
      start: z.number(),
      end: z.number(),
      quote: z.string(),
      comment: z.string(),
      byName: z.string(),
    }),
  ),
  /** The released version this one corrects. */
  corrects: z.string().nullable(),
  correctionReason: z.string().nullable(),
  photos: z.array(photo),
});
export type AnswerVersion = z.infer<typeof answerVersion>;

/** Text a person writes: up to 100,000 characters, trimmed; a null byte cannot be stored and is refused. */
export const personText = (max = 100_000) =>
  z
    .string()
    .trim()
    .max(max, `Не длиннее ${max.toLocaleString('ru')} знаков`)
    .refine((text) => !text.includes('\0'), 'В тексте есть недопустимые знаки. Удалите их.');
