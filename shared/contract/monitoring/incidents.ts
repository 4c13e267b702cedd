import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { toneMark } from '../messages/cases.ts';
import { area } from '../messages/map.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { toldIncidents } from './told-incidents.ts';

/** Incidents: what people write in open sources, as those who answer there see it. No term of 59-ФЗ runs for them. */

export const incidentStatuses = [
  'captured',
  'dismissed',
  'sorted',
  'sent',
  'refused',
  'accepted',
  'approval',
  'published',
  'dialogue',
  'interim',
  'closed',
  'merged',
  'converted',
] as const;
export type IncidentStatus = (typeof incidentStatuses)[number];

export const dismissReasons = [
  'spam',
  'ad',
  'not-our-territory',
  'no-question',
  'provocation',
  'duplicate',
  'already-answered',
  'opinion',
  'others-personal-data',
] as const;
export type DismissReason = (typeof dismissReasons)[number];

export const importances = ['high', 'normal', 'low'] as const;
export type Importance = (typeof importances)[number];

export const incidentTermKinds = ['look', 'answer', 'final', 'follow-up'] as const;
export type IncidentTermKind = (typeof incidentTermKinds)[number];

const term = z.object({
  kind: z.enum(incidentTermKinds),
  startedAt: instant,
  dueAt: instant,
  endedAt: instant.nullable(),
  /** Its end came, or comes, after it was due. */
  isBroken: z.boolean(),
});
export type IncidentTerm = z.infer<typeof term>;

/** A line of the desk. */
export const incidentLine = z.object({
  id: z.string(),
  /** «И-2026-11-0188». */
  number: z.string(),
  /** First words of its first post, personal data masked. */
  title: z.string(),
  status: z.enum(incidentStatuses),
  importance: z.enum(importances),
  networks: z.array(z.string()),
  /** Where it was written: «Синарский двор», «сообщение странице». */
  where: z.string(),
  posts: z.number(),
  block: z.string().nullable(),
  factTitle: z.string().nullable(),
  /** Chosen by a person; else what the program reads in it. */
  isSorted: z.boolean(),
  address: z.string().nullable(),
  marks: z.array(toneMark),
  unitTitle: z.string().nullable(),
  openedAt: instant,
  lastPostedAt: instant,
  /** The term that runs and ends first; null where none runs. */
  term: term.nullable(),
  caseNumber: z.string().nullable(),
});
export type IncidentLine = z.infer<typeof incidentLine>;

export const incidentTabs = ['open', 'look', 'answer', 'dialogue', 'approval', 'over'] as const;
export type IncidentTab = (typeof incidentTabs)[number];

const read = { permission: 'incidents.read' } as const;

export const listIncidents = defineRoute({
  id: 'incidents.list-incidents',
  method: 'GET',
  path: '/api/incidents',
  access: read,
  summary: 'Лента соцсетей: по сроку, с вкладками и поиском',
  query: z.object({
    ...pageQuery,
    tab: z.enum(incidentTabs).default('open'),
    network: z.string().max(40).optional(),
    block: z.string().max(20).optional(),
    unit: z.union([z.uuid(), z.literal('none')]).optional(),
    importance: z.enum(importances).optional(),
    q: z.string().trim().max(200).optional(),
    /** The number whose incidents these are, of whatever tab; the rest is then its slice to the letter. */
    told: z.string().regex(toldIncidents, 'Такого числа нет').optional(),
    district: z.string().max(60).optional(),
    fact: z.string().max(100).optional(),
    channel: z.string().max(40).optional(),
    area: area.optional(),
    cell: z
      .string()
      .regex(/^[0-9a-f]{15}$/u, 'Такой ячейки нет')
      .optional(),
    /** Nearest term first, or the newest words first. */
    order: z.enum(['term', 'new']).default('term'),
  }),
  reply: z.object({
    incidents: z.array(incidentLine),
    next: z.string().nullable(),
    /** How the networks are called, whatever the conditions are. */
    networks: z.array(z.object({ id: z.string(), title: z.string(), short: z.string() })),
    can,
  }),
});

export const countIncidents = defineRoute({
  id: 'incidents.count-incidents',
  method: 'GET',
  path: '/api/incidents/counts',
  access: read,
  summary: 'Сколько ждёт на каждой вкладке, сколько опоздало; кто дежурит и когда никого',
  reply: z.object({
    tabs: z.record(z.enum(incidentTabs), z.number()),
    late: z.number(),
    /** Who is on duty now, until when. */
    onDuty: z.array(z.object({ name: z.string(), until: instant })),
    /** The nearest hours of the coming day that nobody watches; null where there are none. */
    gap: z.object({ from: instant, to: instant }).nullable(),
    /** Whose shift waits for the caller or another to take it over; null where none does. */
    handover: z.string().nullable(),
    /** Changes with every change of any incident: a screen asks again only then. */
    mark: z.string(),
  }),
});

const sight = z.object({
  serial: z.number(),
  seenAt: instant,
  text: z.string(),
  authorName: z.string(),
  sha256: z.string(),
});

export const pictureStates = ['waiting', 'kept', 'missed'] as const;

/** A post of the talk, as it looks now and as it looked. */
export const incidentPost = z.object({
  id: z.string(),
  network: z.string(),
  kind: z.enum(['post', 'comment', 'message', 'article']),
  /** It is of the incident; else it only stands in the same talk. */
  isMember: z.boolean(),
  isOwn: z.boolean(),
  authorName: z.string(),
  text: z.string(),
  url: z.string(),
  where: z.string(),
  postedAt: instant,
  editedAt: instant.nullable(),
  capturedAt: instant,
  /** By a word of the network, never since it was not found. */
  goneAt: instant.nullable(),
  goneBy: z.string().nullable(),
  /** Of the last look: where each stands in the network, and the file it is kept as. */
  pictures: z.array(
    z.object({
      url: z.string(),
      /** `missed`: the network did not give it, and it is asked for no more. */
      state: z.enum(pictureStates),
      fileId: z.string().nullable(),
      /** Why it is not kept. */
      reason: z.string(),
    }),
  ),
  reach: z
    .object({
      views: z.number().nullable(),
      likes: z.number().nullable(),
      comments: z.number().nullable(),
      shares: z.number().nullable(),
    })
    .nullable(),
  /** The words were let go at the end of their term. */
  isForgotten: z.boolean(),
  /** Why it stands in the incident; empty of the first one. */
  why: z.array(z.string()),
  sights: z.array(sight),
});
export type IncidentPost = z.infer<typeof incidentPost>;

export const replyStates = [
  'draft',
  'approval',
  'returned',
  'saying',
  'published',
  'unknown',
  'failed',
] as const;
export type ReplyState = (typeof replyStates)[number];

export const incidentReply = z.object({
  id: z.string(),
  postId: z.string(),
  pageId: z.string(),
  pageTitle: z.string(),
  text: z.string(),
  state: z.enum(replyStates),
  isInterim: z.boolean(),
  promisedOn: isoDate.nullable(),
  madeBy: z.string(),
  madeAt: instant,
  approvedBy: z.string().nullable(),
  approvedAt: instant.nullable(),
  /** Let out by its author alone, to be looked at by another within a working day. */
  isUrgent: z.boolean(),
  reviewedBy: z.string().nullable(),
  /** Why it was returned, or what the network said against it. */
  reason: z.string(),
  publishedAt: instant.nullable(),
  publishedUrl: z.string().nullable(),
  can,
});
export type IncidentReply = z.infer<typeof incidentReply>;

const offeredTopic = z.object({
  factId: z.string(),
  block: z.string(),
  title: z.string(),
  confidence: z.number(),
  isSure: z.boolean(),
});

export const incidentCard = incidentLine.extend({
  factId: z.string().nullable(),
  unitId: z.string().nullable(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  dismissReason: z.enum(dismissReasons).nullable(),
  closeReason: z.string().nullable(),
  refusal: z.string().nullable(),
  mergedInto: z.object({ id: z.string(), number: z.string() }).nullable(),
  caseId: z.string().nullable(),
  terms: z.array(term),
  talk: z.array(incidentPost),
  replies: z.array(incidentReply),
  /** What the program proposes: nothing of it holds before a person takes it. */
  offer: z.object({
    topics: z.array(offeredTopic),
    address: z.string().nullable(),
    unit: z.object({ id: z.string(), title: z.string() }).nullable(),
    importance: z.enum(importances),
    /** Why that importance. */
    signs: z.array(z.string()),
    /** Open incidents that may be of the same matter, the surest first, with what they share. */
    like: z.array(
      z.object({ id: z.string(), number: z.string(), title: z.string(), why: z.array(z.string()) }),
    ),
  }),
  /** Pages that may answer under its first post. */
  pages: z.array(
    z.object({ id: z.string(), network: z.string(), title: z.string(), longestReply: z.number() }),
  ),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type IncidentCard = z.infer<typeof incidentCard>;

export const readIncident = defineRoute({
  id: 'incidents.read-incident',
  method: 'GET',
  path: '/api/incidents/:id',
  access: read,
  summary: 'Инцидент: разговор с доказательствами, предложенное, ответы, сроки, история',
  params: idParams,
  reply: incidentCard,
});

/** Files the talk as it was seen, to be opened without a network. */
export const exportEvidence = defineRoute({
  id: 'incidents.export-evidence',
  method: 'GET',
  path: '/api/incidents/:id/evidence',
  access: read,
  summary: 'Доказательства инцидента архивом WARC',
  params: idParams,
  download: true,
  reply: z.unknown(),
});
