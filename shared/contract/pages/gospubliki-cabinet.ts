import { z } from 'zod';
import { id, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { asker } from './gospubliki.ts';
import { checkStates } from './register-proof.ts';

/** The cabinet of the administration in «Госпаблики»: who works in it, what of it is sealed, which pages are connected; our own requests for reposts. */

const read = { permission: 'gospubliki.read' } as const;
const keep = { permission: 'gospubliki.keep' } as const;
const seen = { version: z.number().int() };

const cabinetPerson = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  duty: z.string(),
  /** The last day the access holds. */
  accessUntil: isoDate.nullable(),
  /** `soon`: it ends within the days of the pack; `unset`: nobody has said until when. */
  access: z.enum(['holds', 'soon', 'over', 'unset']),
});
export type CabinetPerson = z.infer<typeof cabinetPerson>;

const connection = z.object({
  pageId: z.string(),
  title: z.string(),
  /** Its number in «Госпаблики»; empty: not told. */
  gosId: z.string(),
  /** The check «connected» of the register, with the day of its picture. */
  state: z.enum(checkStates),
  takenOn: isoDate.nullable(),
});
export type CabinetConnection = z.infer<typeof connection>;

export const cabinetReply = z.object({
  organisation: z.string(),
  address: z.string(),
  note: z.string(),
  people: z.array(cabinetPerson),
  /** Kinds of secrets, and when each was entered; the secrets themselves are shown to nobody. Empty for whoever may not keep them. */
  secrets: z.array(
    z.object({ id: z.string(), title: z.string(), enteredAt: instant.nullable(), enteredBy: z.string() }),
  ),
  connections: z.array(connection),
  connected: z.number(),
  warnDays: z.number(),
  history: z.array(z.object({ at: instant, by: z.string(), what: z.string(), note: z.string() })),
  version: z.number(),
  can,
});
export type Cabinet = z.infer<typeof cabinetReply>;

export const getCabinet = defineRoute({
  id: 'gospubliki.get-cabinet',
  method: 'GET',
  path: '/api/gospubliki/cabinet',
  access: read,
  summary: 'Кабинет в «Госпабликах»: организация, ответственные и их доступ, подключённые страницы, история',
  reply: cabinetReply,
});

export const changeCabinet = defineRoute({
  id: 'gospubliki.change-cabinet',
  method: 'PATCH',
  path: '/api/gospubliki/cabinet',
  access: keep,
  summary: 'Записать организацию и адрес кабинета',
  body: z.object({
    ...seen,
    organisation: personText(200).min(3, 'Чей это кабинет?'),
    address: z
      .string()
      .trim()
      .max(500, 'Не длиннее 500 знаков')
      .regex(/^(?:https:\/\/[^\s/]+\.[^\s/]+(?:\/\S*)?)?$/u, 'Адрес целиком, например https://example.ru')
      .default(''),
    note: personText(1000).default(''),
  }),
  reply: cabinetReply,
});

export const saveSecret = defineRoute({
  id: 'gospubliki.save-secret',
  method: 'PUT',
  path: '/api/gospubliki/cabinet/secrets/:name',
  access: keep,
  summary: 'Запечатать секрет кабинета; пустой — стереть. Показать его нельзя никому',
  params: z.object({ name: z.string().regex(/^[a-z-]{1,40}$/u, 'Такого секрета нет') }),
  body: z.object({ ...seen, secret: z.string().max(500, 'Не длиннее 500 знаков').default('') }),
  reply: cabinetReply,
});

const personFields = {
  duty: personText(200).min(3, 'Что он делает в кабинете?'),
  accessUntil: isoDate.nullable().default(null),
};

export const addCabinetPerson = defineRoute({
  id: 'gospubliki.add-person',
  method: 'POST',
  path: '/api/gospubliki/cabinet/people',
  access: keep,
  summary: 'Добавить ответственного: кто, что делает, до какого дня доступ',
  body: z.object({ ...seen, personId: id, ...personFields }),
  reply: cabinetReply,
});

export const changeCabinetPerson = defineRoute({
  id: 'gospubliki.change-person',
  method: 'PATCH',
  path: '/api/gospubliki/cabinet/people/:id',
  access: keep,
  summary: 'Поправить: что делает, до какого дня доступ',
  params: idParams,
  body: z.object({ ...seen, ...personFields }),
  reply: cabinetReply,
});

export const endCabinetPerson = defineRoute({
  id: 'gospubliki.end-person',
  method: 'POST',
  path: '/api/gospubliki/cabinet/people/:id/end',
  access: keep,
  summary: 'Больше не ответственный: с причиной',
  params: idParams,
  body: z.object({ ...seen, reason: personText(300).min(3, 'Напишите, почему') }),
  reply: cabinetReply,
});

export const repostStates = ['asked', 'taken', 'refused', 'silent'] as const;
export type RepostState = (typeof repostStates)[number];

export const repost = z.object({
  id: z.string(),
  askedOf: z.string(),
  askedOfTitle: z.string(),
  url: z.string(),
  what: z.string(),
  why: z.string(),
  askedOn: isoDate,
  number: z.string(),
  dueOn: isoDate,
  state: z.enum(repostStates),
  /** Asked, and the day an answer could be expected by is past. */
  isLate: z.boolean(),
  answeredOn: isoDate.nullable(),
  takenUrl: z.string(),
  ground: z.string(),
  by: z.string(),
  version: z.number(),
  can,
});
export type Repost = z.infer<typeof repost>;

export const listReposts = defineRoute({
  id: 'gospubliki.list-reposts',
  method: 'GET',
  path: '/api/gospubliki/reposts',
  access: read,
  summary: 'Наши просьбы к области повторить публикацию и чем кончились',
  query: z.object({ ...pageQuery, state: z.enum(repostStates).optional() }),
  reply: z.object({
    reposts: z.array(repost),
    next: z.string().nullable(),
    counts: z.object({ asked: z.number(), taken: z.number(), refused: z.number(), silent: z.number() }),
    askers: z.array(asker),
    today: isoDate,
    can,
  }),
});

const address = z
  .string()
  .trim()
  .max(500, 'Не длиннее 500 знаков')
  .regex(/^https:\/\/[^\s/]+\.[^\s/]+\/\S+$/u, 'Адрес записи целиком, например https://vk.com/wall-1_2');

export const askRepost = defineRoute({
  id: 'gospubliki.ask-repost',
  method: 'POST',
  path: '/api/gospubliki/reposts',
  access: keep,
  summary: 'Попросить область повторить нашу публикацию: что, зачем, кого',
  body: z.object({
    askedOf: z.string().min(1, 'Выберите, кого просим').max(40),
    url: address,
    what: personText(300).min(3, 'Напишите, о чём публикация'),
    why: personText(500).min(3, 'Напишите, зачем её повторять'),
    askedOn: isoDate,
    number: personText(60).default(''),
  }),
  reply: repost,
});

export const answerRepost = defineRoute({
  id: 'gospubliki.answer-repost',
  method: 'POST',
  path: '/api/gospubliki/reposts/:id/answer',
  access: keep,
  summary: 'Чем кончилась просьба: повторили и где, отказали и почему, ответа нет',
  params: idParams,
  body: z.object({
    ...seen,
    state: z.enum(['taken', 'refused', 'silent'], 'Выберите, чем кончилось'),
    on: isoDate,
    takenUrl: z.union([z.literal(''), address]).default(''),
    ground: personText(500).default(''),
  }),
  reply: repost,
});
