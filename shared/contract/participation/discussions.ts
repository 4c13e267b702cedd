import { z } from 'zod';
import { identityLevel } from '../base/identity.ts';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { paperFormat } from '../messages/office-documents.ts';
import { can, instant, isoDate, pageQuery, saidInstant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/**
 * Public consultations and hearings (decree 398 of 2021, chapter 2, clause 3.1.3) as staff keep them. What is done with one:
 * discussions-acts.ts. Remarks: discussion-remarks.ts. As everybody sees them: discussions-open.ts.
 */

export const discussionKinds = ['consultation', 'hearing'] as const;
export type DiscussionKind = (typeof discussionKinds)[number];

export const discussionStates = [
  'draft',
  'legal-review',
  'approved',
  'announced',
  'open',
  'closed',
  'answered',
  'published',
  'decision-recorded',
  'archived',
  'cancelled',
] as const;
export type DiscussionState = (typeof discussionStates)[number];

const paragraph = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,20}$/u),
  text: personText(5000).min(1, 'Напишите пункт или уберите его'),
});
export type Paragraph = z.infer<typeof paragraph>;

const material = z.object({
  fileId: z.uuid(),
  /** What proves that it is one's own upload; of a file that stands there already none is needed. */
  token: z.string().max(200).optional(),
  title: personText(200).min(2, 'Назовите файл'),
});

/** Of a hearing: when and where people gather, and where the project is looked at before. */
export const meeting = z.object({
  at: saidInstant.nullable().default(null),
  place: personText(200).default(''),
  address: personText(300).default(''),
  exposition: personText(500).default(''),
});
export const noMeeting: z.output<typeof meeting> = { at: null, place: '', address: '', exposition: '' };

const areDistinct = (items: readonly string[]): boolean => new Set(items).size === items.length;

/** What a discussion is made of. */
export const discussionFields = {
  kind: z.enum(discussionKinds),
  title: personText(300).min(5, 'Назовите, что обсуждается'),
  matter: personText(1000).default(''),
  subject: z.string().max(60).nullable().default(null),
  level: identityLevel.default('social'),
  responsible: personText(300).default(''),
  opensAt: saidInstant.nullable().default(null),
  closesAt: saidInstant.nullable().default(null),
  resultBy: isoDate.nullable().default(null),
  meeting: meeting.default(noMeeting),
  paragraphs: z
    .array(paragraph)
    .max(400, 'Не больше 400 пунктов: длинный документ приложите файлом')
    .refine((all) => areDistinct(all.map(({ id }) => id)), 'У двух пунктов одно имя')
    .default([]),
  materials: z
    .array(material)
    .max(20, 'Не больше 20 файлов')
    .refine((all) => areDistinct(all.map(({ fileId }) => fileId)), 'Файл приложен дважды')
    .default([]),
};
export const discussionShape = z.object(discussionFields);
export type DiscussionFields = z.infer<typeof discussionShape>;

export const discussionDecision = z.object({
  isNeeded: z.boolean(),
  title: z.string(),
  words: z.string(),
  actTitle: z.string(),
  actNumber: z.string(),
  actOn: isoDate.nullable(),
  actUrl: z.string(),
  at: instant,
});
export type DiscussionDecision = z.infer<typeof discussionDecision>;

export const remarkFigures = z.object({
  remarks: z.number(),
  unanswered: z.number(),
  /** Nobody has let them out or hidden them yet. */
  waiting: z.number(),
  accepted: z.number(),
  acceptedPartly: z.number(),
  rejected: z.number(),
  notOnSubject: z.number(),
  /** Of those who live where the project holds. */
  local: z.number(),
  supports: z.number(),
  /** Different people who wrote on the site. */
  people: z.number(),
});
export type RemarkFigures = z.infer<typeof remarkFigures>;

const discussionNote = z.object({
  /** `stop`: it cannot go on so; `warn`: for a person to judge. */
  tone: z.enum(['stop', 'warn']),
  words: z.string(),
});
export type DiscussionNote = z.infer<typeof discussionNote>;

export const discussionCard = z.object({
  ...discussionFields,
  materials: z.array(z.object({ fileId: z.string(), title: z.string() })),
  paragraphs: z.array(z.object({ id: z.string(), text: z.string(), outcome: z.string().nullable() })),
  id: z.string(),
  state: z.enum(discussionStates),
  stateAt: instant,
  reason: z.string(),
  announcedAt: instant.nullable(),
  openedAt: instant.nullable(),
  closedAt: instant.nullable(),
  madeBy: z.string(),
  madeAt: instant,
  approvedBy: z.string(),
  notes: z.array(discussionNote),
  figures: remarkFigures,
  decision: discussionDecision.nullable(),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type DiscussionCard = z.infer<typeof discussionCard>;

const read = { permission: 'discussions.read' } as const;

export const discussionShelves = ['making', 'running', 'answering', 'over', 'all'] as const;
export type DiscussionShelf = (typeof discussionShelves)[number];

const discussionLine = z.object({
  id: z.string(),
  kind: z.enum(discussionKinds),
  title: z.string(),
  state: z.enum(discussionStates),
  opensAt: instant.nullable(),
  closesAt: instant.nullable(),
  madeBy: z.string(),
  reason: z.string(),
  remarks: z.number(),
  unanswered: z.number(),
});
export type DiscussionLine = z.infer<typeof discussionLine>;

export const listDiscussions = defineRoute({
  id: 'discussions.list-discussions',
  method: 'GET',
  path: '/api/discussions',
  access: read,
  summary: 'Обсуждения и слушания: готовятся, идут, ждут ответов, завершены',
  query: z.object({ ...pageQuery, shelf: z.enum(discussionShelves).default('all') }),
  reply: z.object({ items: z.array(discussionLine), next: z.string().nullable(), can }),
});

export const countDiscussions = defineRoute({
  id: 'discussions.count-waiting',
  method: 'GET',
  path: '/api/discussions/counts',
  access: read,
  summary: 'Сколько замечаний ждут ответа или просмотра',
  reply: z.object({ waiting: z.number() }),
});

const subject = z.object({
  id: z.string(),
  title: z.string(),
  kinds: z.array(z.enum(discussionKinds)),
  law: z.string(),
  leastDays: z.number(),
  mostDays: z.number().nullable(),
  noticeDays: z.number(),
  /** Whoever uses it checks the words of the law first. */
  toVerify: z.boolean(),
});
export type DiscussionSubject = z.infer<typeof subject>;

export const getDiscussionRules = defineRoute({
  id: 'discussions.get-rules',
  method: 'GET',
  path: '/api/discussions/rules',
  access: 'public',
  summary: 'Порядок обсуждений: предметы слушаний, сроки, уровни входа, каким бывает обоснование',
  reply: z.object({
    subjects: z.array(subject),
    levels: z.array(z.object({ id: identityLevel, title: z.string(), about: z.string() })),
    leastDays: z.number(),
    leastReason: z.number(),
    templates: z.array(z.string()),
  }),
});

export const readDiscussion = defineRoute({
  id: 'discussions.read-discussion',
  method: 'GET',
  path: '/api/discussions/:id',
  access: read,
  summary: 'Обсуждение: проект по пунктам, файлы, ход, числа, решение, история',
  params: idParams,
  reply: discussionCard,
});

export const discussionPapers = ['notice', 'protocol', 'conclusion', 'summary'] as const;
export type DiscussionPaper = (typeof discussionPapers)[number];

export const downloadDiscussionPaper = defineRoute({
  id: 'discussions.download-paper',
  method: 'GET',
  path: '/api/discussions/:id/papers/:paper',
  access: read,
  summary: 'Оповещение, протокол и заключение слушаний, свод предложений: Word, PDF, печать',
  params: z.object({ id: z.uuid(), paper: z.enum(discussionPapers) }),
  query: z.object({ format: paperFormat.default('docx') }),
  reply: z.unknown(),
  download: true,
});
