import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { checkSummary, pageCheck, pageVerification, verificationStates } from './register-proof.ts';
import { pageReading, pageWeek } from './register-week.ts';

/**
 * The register of official pages (decree 398 of 2021, chapter 2, clauses 3.4 and 3.5.2): bodies and institutions as their tree, what each keeps
 * in which network, or why it lawfully keeps nothing. The week: register-week.ts. What is proved: register-proof.ts.
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
  archivedAt: instant.nullable(),
});
export type PageLine = z.infer<typeof pageLine>;

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
const keep = { permission: 'register.keep' } as const;
const seen = { version: z.number().int() };

/** What of the register wants a hand, each a condition of the list too. */
export const registerNeeds = ['posts', 'unread', 'proof', 'revoked', 'none'] as const;
export type RegisterNeed = (typeof registerNeeds)[number];

const registerReply = z.object({
  /** In the order of the tree: each below its parent. */
  bodies: z.array(bodyLine),
  networks: z.array(network),
  grades: z.array(grade),
  checks: z.array(
    z.object({ id: z.string(), title: z.string(), about: z.string(), livesDays: z.number().nullable() }),
  ),
  /** The ISO week it is judged in, and the local day. */
  week: z.object({ from: isoDate, to: isoDate, today: isoDate }),
  needs: z.record(z.enum(registerNeeds), z.number()),
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
  reply: z.object({ short: z.number(), missed: z.number() }),
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
  followers: z.number().nullable(),
  weekReach: z.number().nullable(),
  postReach: z.number().nullable(),
  figuresOn: isoDate.nullable(),
  reading: pageReading,
  /** This week and those before it, the newest first. */
  weeks: z.array(pageWeek),
  /** Whole weeks among them that are known to have missed the norm. */
  missedWeeks: z.number(),
  /** Posts of this week. */
  posts: z.array(publishedPost),
  checks: z.array(pageCheck),
  /** Share of the checks thirty days ago; null where the page was not here yet. */
  monthAgo: z.number().nullable(),
  run: pageVerification.nullable(),
  archiveReason: z.string(),
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

/** What a page may be bound to: pages of ours in networks that are read. */
export const listSources = defineRoute({
  id: 'register.list-sources',
  method: 'GET',
  path: '/api/official-pages/sources',
  access: keep,
  summary: 'Подключённые страницы сетей, по которым можно читать официальную страницу',
  reply: z.object({
    sources: z.array(
      z.object({ id: z.string(), network: z.string(), title: z.string(), boundTo: z.string().nullable() }),
    ),
  }),
});

const whole = z.number().int().min(0).max(2_000_000_000).nullable();

const pageFields = {
  unitId: id,
  network: z.string().trim().min(1, 'Выберите сеть').max(40),
  title: personText(200).min(2, 'Напишите, как страница названа в сети'),
  url: z
    .string()
    .trim()
    .max(500, 'Не длиннее 500 знаков')
    .regex(
      /^https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?$/u,
      'Адрес страницы целиком, например https://vk.com/gorod',
    ),
  settingsUrl: personText(200).default(''),
  gosId: personText(60).default(''),
  grade: z.enum(pageGrades, 'Выберите уровень'),
  keeperId: id.nullable().default(null),
  contract: personText(200).default(''),
  contractUntil: isoDate.nullable().default(null),
  contact: personText(200).default(''),
  networkPageId: id.nullable().default(null),
};

export const createPage = defineRoute({
  id: 'register.create-page',
  method: 'POST',
  path: '/api/official-pages/pages',
  access: keep,
  summary: 'Внести официальную страницу органа',
  body: z.object(pageFields),
  reply: pageCard,
});

export const changePage = defineRoute({
  id: 'register.change-page',
  method: 'PATCH',
  path: '/api/official-pages/pages/:id',
  access: keep,
  summary: 'Поправить: название, адрес, уровень, кто ведёт, договор, чем читается',
  params: idParams,
  body: z.object({ ...seen, ...pageFields }),
  reply: pageCard,
});

export const keepFigures = defineRoute({
  id: 'register.keep-figures',
  method: 'POST',
  path: '/api/official-pages/pages/:id/figures',
  access: keep,
  summary: 'Записать подписчиков и охват: то, чего сеть программе не говорит',
  params: idParams,
  body: z.object({ ...seen, followers: whole, weekReach: whole, postReach: whole, on: isoDate }),
  reply: pageCard,
});

export const archivePage = defineRoute({
  id: 'register.archive-page',
  method: 'POST',
  path: '/api/official-pages/pages/:id/archive',
  access: keep,
  summary: 'Больше не ведём: страница уходит в архив с причиной',
  params: idParams,
  body: z.object({ ...seen, reason: personText(300).min(3, 'Напишите, почему страницу больше не ведут') }),
  reply: pageCard,
});

export const restorePage = defineRoute({
  id: 'register.restore-page',
  method: 'POST',
  path: '/api/official-pages/pages/:id/restore',
  access: keep,
  summary: 'Вернуть страницу из архива',
  params: idParams,
  body: z.object(seen),
  reply: pageCard,
});

const unitParams = z.object({ unitId: id });

export const saveBody = defineRoute({
  id: 'register.save-body',
  method: 'PUT',
  path: '/api/official-pages/bodies/:unitId',
  access: keep,
  summary:
    'Что реестр говорит об органе: кто он по пункту 1, учредитель, ОГРН, сферы; внешняя организация так входит в реестр',
  params: unitParams,
  body: z.object({
    /** 0: nothing was said of it yet. */
    version: z.number().int().min(0),
    recipient: z.enum(recipients, 'Выберите, кто это по пункту 1 Положения'),
    level: z.enum(bodyLevels, 'Выберите уровень'),
    founder: personText(200).default(''),
    ogrn: z
      .string()
      .trim()
      .regex(/^(?:\d{13})?$/u, 'ОГРН — 13 цифр')
      .default(''),
    spheres: z.array(personText(100).min(2)).max(3, 'Не больше трёх сфер').default([]),
  }),
  reply: registerReply,
});

export const addExemption = defineRoute({
  id: 'register.add-exemption',
  method: 'POST',
  path: '/api/official-pages/bodies/:unitId/exemptions',
  access: keep,
  summary: 'Орган законно не ведёт страницу: основание и срок',
  params: unitParams,
  body: z.object({
    network: z.string().trim().min(1).max(40).nullable().default(null),
    ground: personText(300).min(5, 'Назовите акт: вид, номер, дату'),
    from: isoDate,
    until: isoDate.nullable().default(null),
  }),
  reply: registerReply,
});

export const endExemption = defineRoute({
  id: 'register.end-exemption',
  method: 'POST',
  path: '/api/official-pages/exemptions/:id/end',
  access: keep,
  summary: 'Основание не вести страницу больше не действует',
  params: idParams,
  body: z.object({
    ...seen,
    reason: personText(300).min(3, 'Напишите, почему основание больше не действует'),
  }),
  reply: registerReply,
});

const sentFile = z.object({ fileId: z.uuid(), token: z.string().min(1).max(200) });

export const lookAtPage = defineRoute({
  id: 'register.look-at-page',
  method: 'POST',
  path: '/api/official-pages/pages/:id/looks',
  access: keep,
  summary: 'Записать, что человек увидел на странице: по каждой проверке есть или нет, со снимком и его днём',
  params: idParams,
  body: z.object({
    /** One picture may show several of them. */
    checks: z.array(z.string().max(40)).min(1, 'Отметьте, что проверяли').max(40),
    isThere: z.boolean(),
    note: personText(300).default(''),
    takenOn: isoDate,
    file: sentFile.nullable().default(null),
  }),
  reply: pageCard,
});

export const listLooks = defineRoute({
  id: 'register.list-looks',
  method: 'GET',
  path: '/api/official-pages/pages/:id/looks',
  access: read,
  summary: 'Все взгляды на страницу: что, когда и кто видел; до трёхсот последних',
  params: idParams,
  reply: z.object({
    looks: z.array(
      z.object({
        id: z.string(),
        check: z.string(),
        title: z.string(),
        isThere: z.boolean(),
        note: z.string(),
        fileId: z.string().nullable(),
        takenOn: isoDate,
        at: instant,
        by: z.string(),
      }),
    ),
  }),
});

export const moveVerification = defineRoute({
  id: 'register.move-verification',
  method: 'POST',
  path: '/api/official-pages/pages/:id/verification',
  access: keep,
  summary: 'Верификация страницы: документы, подана, вернули на доработку, подтверждена, отозвана',
  params: idParams,
  body: z.object({
    /** Of the run that was seen; 0 where a new one begins. */
    version: z.number().int().min(0),
    to: z.enum(verificationStates),
    on: isoDate,
    ground: personText(500).default(''),
    dueOn: isoDate.nullable().default(null),
    file: sentFile.nullable().default(null),
  }),
  reply: pageCard,
});
