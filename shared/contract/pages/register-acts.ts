import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { bodyLevels, pageCard, pageGrades, recipients, registerReply } from './register.ts';
import { toldCheck, verificationStates } from './register-proof.ts';

/** What is done with the register of official pages. */

const read = { permission: 'register.read' } as const;
const keep = { permission: 'register.keep' } as const;
const seen = { version: z.number().int() };

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
  summary: 'Внести официальную страницу органа, или начать её создание',
  body: z.object({ ...pageFields, isOpening: z.boolean().default(false) }),
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
  summary: 'Записать подписчиков и охват, и где их видели: то, чего сеть программе не говорит',
  params: idParams,
  body: z.object({
    ...seen,
    followers: whole,
    weekReach: whole,
    postReach: whole,
    on: isoDate,
    source: personText(100).default(''),
  }),
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
    /** For whatever stands below the body too. */
    isForBelow: z.boolean().default(false),
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

export const readProfile = defineRoute({
  id: 'register.read-profile',
  method: 'POST',
  path: '/api/official-pages/pages/:id/readings',
  access: keep,
  summary: 'Проверить сейчас: спросить сеть, что на странице; снимки людей остаются',
  params: idParams,
  reply: pageCard,
});

export const listReadings = defineRoute({
  id: 'register.list-readings',
  method: 'GET',
  path: '/api/official-pages/pages/:id/readings',
  access: read,
  summary: 'Чтения страницы: что и когда сказала сеть, её словами и с отпечатком; до шестидесяти последних',
  params: idParams,
  reply: z.object({
    readings: z.array(
      z.object({
        id: z.string(),
        at: instant,
        by: z.string(),
        members: z.number().nullable(),
        findings: z.array(toldCheck.extend({ check: z.string(), title: z.string() })),
        raw: z.string(),
        /** SHA-256 of `raw` in UTF-8. */
        sha256: z.string(),
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
