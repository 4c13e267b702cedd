import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import {
  checkSummary,
  pageCheck,
  pageProfile,
  pageVerification,
  verificationStates,
} from './register-proof.ts';
import { pageReading, pageWeek } from './register-week.ts';

/**
 * The register of official pages (decree 398 of 2021, chapter 2, clauses 3.4 and 3.5.2): bodies and institutions as their tree, what each keeps
 * in which network, or why it lawfully keeps nothing. The week: register-week.ts. What is proved: register-proof.ts. What is done with it:
 * register-acts.ts.
 */

export const recipients = [
  'local-government',
  'state-organisation',
  'municipal-organisation',
  'public-share',
] as const;
export type Recipient = (typeof recipients)[number];

export const bodyLevels = ['region', 'ministry', 'department', 'municipality', 'special'] as const;
export type BodyLevel = (typeof bodyLevels)[number];

export const pageGrades = ['flagship', 'active', 'card'] as const;
export type PageGrade = (typeof pageGrades)[number];

const network = z.object({
  id: z.string(),
  title: z.string(),
  short: z.string(),
  use: z.enum(['required', 'recommended', 'off', 'archived']),
  /** Of one that cannot be chosen: why. */
  ground: z.string(),
  /** Where its pages are, and how such an address looks; empty where nothing is said of it. */
  host: z.string(),
  example: z.string(),
});
export type RegisterNetwork = z.infer<typeof network>;

const grade = z.object({ id: z.enum(pageGrades), title: z.string(), about: z.string(), norm: z.number() });

export const pageLine = z.object({
  id: z.string(),
  unitId: z.string(),
  network: z.string(),
  title: z.string(),
  url: z.string(),
  grade: z.enum(pageGrades),
  /** Short name of whoever keeps it; null where nobody is named. */
  keeper: z.string().nullable(),
  contractUntil: isoDate.nullable(),
  /** The contract ended before today. */
  isContractOver: z.boolean(),
  week: pageWeek,
  checks: z.array(checkSummary),
  /** Checks that are there ÷ all of them, 0…1. */
  share: z.number(),
  verification: z.enum(verificationStates),
  verificationOn: isoDate.nullable(),
  followers: z.number().nullable(),
  /** As they were known thirty days ago; null where nobody knew them. */
  followersMonthAgo: z.number().nullable(),
  archivedAt: instant.nullable(),
  /** It is being made: nobody is shown it until whatever is mandatory is proved. */
  isOpening: z.boolean(),
});
export type PageLine = z.infer<typeof pageLine>;

/** Followers of a local day: as the network told them, or as a person wrote them down and where they saw them. */
const followersDay = z.object({
  day: isoDate,
  count: z.number(),
  by: z.enum(['network', 'hand']),
  source: z.string(),
});
export type FollowersDay = z.infer<typeof followersDay>;

export const exemptionLine = z.object({
  id: z.string(),
  unitId: z.string(),
  /** Null: from pages in any network. */
  network: z.string().nullable(),
  ground: z.string(),
  from: isoDate,
  until: isoDate.nullable(),
  /** It holds today. */
  isInForce: z.boolean(),
  /** It holds for whatever stands below the body too. */
  isForBelow: z.boolean(),
  /** Short title of the body above it was put down for; '' = its own. */
  fromBody: z.string(),
  version: z.number(),
});
export type ExemptionLine = z.infer<typeof exemptionLine>;

export const bodyLine = z.object({
  unitId: z.string(),
  parentId: z.string().nullable(),
  /** Steps below the top of the tree. */
  depth: z.number(),
  title: z.string(),
  shortTitle: z.string(),
  /** False: closed in the structure, and seen until its pages are archived. */
  isActive: z.boolean(),
  /** Null: nobody has said whom of clause 1 it is. */
  recipient: z.enum(recipients).nullable(),
  level: z.enum(bodyLevels),
  founder: z.string(),
  ogrn: z.string(),
  spheres: z.array(z.string()),
  pages: z.array(pageLine),
  exemptions: z.array(exemptionLine),
  /** Required networks where it has neither a page nor an exemption. */
  lacks: z.array(z.string()),
  version: z.number(),
});
export type BodyLine = z.infer<typeof bodyLine>;

const read = { permission: 'register.read' } as const;

/** What a page that is being made has to have. */
export const openingStep = z.object({ id: z.string(), title: z.string(), isDone: z.boolean() });
export type OpeningStep = z.infer<typeof openingStep>;

/** What of the register wants a hand, each a condition of the list. */
export const registerNeeds = ['posts', 'unread', 'proof', 'revoked', 'none'] as const;
export type RegisterNeed = (typeof registerNeeds)[number];

export const registerReply = z.object({
  /** In the order of the tree: each below its parent. */
  bodies: z.array(bodyLine),
  networks: z.array(network),
  grades: z.array(grade),
  checks: z.array(
    z.object({ id: z.string(), title: z.string(), about: z.string(), livesDays: z.number().nullable() }),
  ),
  /** The ISO week it is judged in, and the local day. */
  week: z.object({ from: isoDate, to: isoDate, today: isoDate }),
  archived: z.number(),
  can,
});
export type Register = z.infer<typeof registerReply>;

export const listRegister = defineRoute({
  id: 'register.list-register',
  method: 'GET',
  path: '/api/official-pages/register',
  access: read,
  summary: 'Реестр официальных страниц: органы деревом, их страницы, неделя, проверки, основания не вести',
  reply: registerReply,
});

export const listArchivedPages = defineRoute({
  id: 'register.list-archived',
  method: 'GET',
  path: '/api/official-pages/archive',
  access: read,
  summary: 'Страницы, которые больше не ведут: до двухсот последних',
  reply: z.object({
    pages: z.array(
      z.object({
        id: z.string(),
        bodyTitle: z.string(),
        networkTitle: z.string(),
        title: z.string(),
        url: z.string(),
        archivedAt: instant,
        reason: z.string(),
      }),
    ),
  }),
});

export const countRegister = defineRoute({
  id: 'register.count-needs',
  method: 'GET',
  path: '/api/official-pages/counts',
  access: read,
  summary: 'Скольким страницам не хватает публикаций на этой неделе',
  reply: z.object({ short: z.number() }),
});

const publishedPost = z.object({
  id: z.string(),
  postedAt: instant,
  goneAt: instant.nullable(),
  url: z.string(),
  /** The first words of it. */
  start: z.string(),
  views: z.number().nullable(),
  counts: z.enum(['stood', 'fresh', 'removed']),
});

export const pageCard = pageLine.omit({ checks: true }).extend({
  bodyTitle: z.string(),
  networkTitle: z.string(),
  settingsUrl: z.string(),
  gosId: z.string(),
  keeperId: z.string().nullable(),
  contract: z.string(),
  contact: z.string(),
  /** By day, of the last three months. */
  followersDays: z.array(followersDay),
  weekReach: z.number().nullable(),
  postReach: z.number().nullable(),
  figuresOn: isoDate.nullable(),
  reading: pageReading,
  /** What it shows of itself; null where nothing asks its network. */
  profile: pageProfile.nullable(),
  /** This week and those before it, the newest first. */
  weeks: z.array(pageWeek),
  /** Posts of this week. */
  posts: z.array(publishedPost),
  checks: z.array(pageCheck),
  /** Share of the checks thirty days ago; null where the page was not here yet. */
  monthAgo: z.number().nullable(),
  run: pageVerification.nullable(),
  archiveReason: z.string(),
  /** What is left of its making; empty once it is made. */
  opening: z.array(openingStep),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type PageCard = z.infer<typeof pageCard>;

export const readPage = defineRoute({
  id: 'register.read-page',
  method: 'GET',
  path: '/api/official-pages/pages/:id',
  access: read,
  summary: 'Официальная страница: неделя, проверки, верификация, кто ведёт, история',
  params: idParams,
  reply: pageCard,
});
