import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineReportRoute } from '../report.ts';
import { defineRoute } from '../route.ts';

/**
 * Media, communities, bloggers and leaders of opinion: public professional contacts alone, each for a purpose, on a ground, for a term. What
 * passes between them and the administration: media-acts.ts.
 */

export const contactKinds = ['smi', 'pablik', 'blogger', 'lom'] as const;
export type ContactKind = (typeof contactKinds)[number];

export const channelKinds = ['phone', 'email', 'messenger', 'address'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export const interactionKinds = [
  'request',
  'answer',
  'comment',
  'meeting',
  'publication',
  'correction',
] as const;
export type InteractionKind = (typeof interactionKinds)[number];

export const agreementStates = ['open', 'kept', 'broken', 'dropped'] as const;
export type AgreementState = (typeof agreementStates)[number];

export const mediaLine = z.object({
  id: z.string(),
  kind: z.enum(contactKinds),
  title: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  reach: z.number().nullable(),
  reachOn: isoDate.nullable(),
  keptUntil: isoDate.nullable(),
  lastOn: isoDate.nullable(),
  openAgreements: z.number(),
  openTasks: z.number(),
  lateTasks: z.number(),
});
export type MediaLine = z.infer<typeof mediaLine>;

const channel = z.object({
  id: z.string(),
  kind: z.enum(channelKinds),
  /** Masked: the whole is shown by `readMediaChannel`, and that is on record. */
  shown: z.string(),
  whose: z.string(),
  source: z.string(),
  purpose: z.string(),
  ground: z.string(),
  keptUntil: isoDate,
  madeBy: z.string(),
});
export type MediaChannel = z.infer<typeof channel>;

const interaction = z.object({
  id: z.string(),
  kind: z.enum(interactionKinds),
  on: isoDate,
  words: z.string(),
  url: z.string(),
  by: z.string(),
});
export type MediaInteraction = z.infer<typeof interaction>;

const agreement = z.object({
  id: z.string(),
  words: z.string(),
  fromOn: isoDate,
  untilOn: isoDate,
  state: z.enum(agreementStates),
  endedOn: isoDate.nullable(),
  isOver: z.boolean(),
  by: z.string(),
});
export type MediaAgreement = z.infer<typeof agreement>;

const task = z.object({
  id: z.string(),
  words: z.string(),
  owner: z.string(),
  dueAt: instant,
  isLate: z.boolean(),
  doneAt: instant.nullable(),
  doneBy: z.string().nullable(),
  outcome: z.string(),
  can,
});
export type MediaTask = z.infer<typeof task>;

export const mediaCard = mediaLine.extend({
  about: z.string(),
  purpose: z.string(),
  ground: z.string(),
  madeAt: instant,
  madeBy: z.string(),
  channels: z.array(channel),
  /** The newest hundred. */
  interactions: z.array(interaction),
  agreements: z.array(agreement),
  tasks: z.array(task),
  version: z.number(),
  can,
});
export type MediaCard = z.infer<typeof mediaCard>;

/** What the form offers: packs/monitoring/media. */
const offered = z.object({
  purposes: z.array(z.string()),
  grounds: z.array(z.string()),
  usualUntil: isoDate,
  mostUntil: isoDate,
});
export type MediaOffered = z.infer<typeof offered>;

const read = { permission: 'media.read' } as const;
const keep = { permission: 'media.keep' } as const;

const filters = {
  kind: z.enum(contactKinds).optional(),
  topic: z.string().max(20).optional(),
  q: z.string().trim().max(200).optional(),
  /** With an open task past its day, or an open agreement past its end. */
  due: z.enum(['yes']).optional(),
};

export const listMedia = defineRoute({
  id: 'media.list-contacts',
  method: 'GET',
  path: '/api/media',
  access: read,
  summary: 'Реестр СМИ, сообществ, блогеров и лидеров мнений',
  query: z.object({ ...pageQuery, ...filters }),
  reply: z.object({
    contacts: z.array(mediaLine),
    next: z.string().nullable(),
    offered,
    can,
  }),
});

export const exportMedia = defineReportRoute({
  id: 'media.export-contacts',
  path: '/api/media/export',
  access: read,
  summary: 'Реестр СМИ и сообществ файлом: без телефонов, адресов и имён людей',
  query: filters,
});

export const readMedia = defineRoute({
  id: 'media.read-contact',
  method: 'GET',
  path: '/api/media/:id',
  access: read,
  summary: 'Карточка: контакты, взаимодействие, договорённости, задачи',
  params: idParams,
  reply: mediaCard.extend({ offered }),
});

const address = z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1000)], 'Адрес: https://…');

const contactInput = {
  kind: z.enum(contactKinds, 'Выберите, кто это'),
  title: personText(200).min(2, 'Назовите: издание, сообщество, псевдоним'),
  url: address.default(''),
  about: personText(1000).default(''),
  topics: z.array(z.string().max(20)).max(20).default([]),
  reach: z.number().int().min(0).max(1_000_000_000).nullable().default(null),
  reachOn: isoDate.nullable().default(null),
  purpose: z.string().trim().max(200).default(''),
  ground: z.string().trim().max(200).default(''),
  keptUntil: isoDate.nullable().default(null),
};

export const createMedia = defineRoute({
  id: 'media.create-contact',
  method: 'POST',
  path: '/api/media',
  access: keep,
  summary: 'Завести карточку; о человеке — с целью, основанием и сроком',
  body: z.object(contactInput),
  reply: mediaCard,
});

export const changeMedia = defineRoute({
  id: 'media.change-contact',
  method: 'PATCH',
  path: '/api/media/:id',
  access: keep,
  summary: 'Исправить карточку или продлить её срок',
  params: idParams,
  body: z.object({ version: z.number().int(), ...contactInput }),
  reply: mediaCard,
});

export const eraseMedia = defineRoute({
  id: 'media.erase-contact',
  method: 'DELETE',
  path: '/api/media/:id',
  access: { permission: 'media.erase' },
  summary: 'Стереть карточку по просьбе человека: со всем, что в ней было',
  params: idParams,
  query: z.object({ version: z.coerce.number().int() }),
  reply: z.object({ done: z.literal(true) }),
});

export const addMediaChannel = defineRoute({
  id: 'media.add-channel',
  method: 'POST',
  path: '/api/media/:id/channels',
  access: keep,
  summary: 'Записать публичный профессиональный контакт: откуда он, зачем, на каком основании, до какого дня',
  params: idParams,
  body: z.object({
    version: z.number().int(),
    kind: z.enum(channelKinds, 'Выберите вид'),
    value: personText(200).min(3, 'Впишите контакт'),
    whose: personText(150).default(''),
    source: personText(300).min(3, 'Напишите, где он опубликован'),
    purpose: z.string().trim().min(1, 'Выберите цель').max(200),
    ground: z.string().trim().min(1, 'Выберите основание').max(200),
    keptUntil: isoDate,
  }),
  reply: mediaCard,
});

export const readMediaChannel = defineRoute({
  id: 'media.read-channel',
  method: 'POST',
  path: '/api/media/:id/channels/:channel/reading',
  access: read,
  summary: 'Показать контакт целиком: чтение записывается в журнал',
  params: idParams.extend({ channel: z.uuid() }),
  reply: z.object({ value: z.string() }),
});

export const eraseMediaChannel = defineRoute({
  id: 'media.erase-channel',
  method: 'DELETE',
  path: '/api/media/:id/channels/:channel',
  access: keep,
  summary: 'Стереть контакт',
  params: idParams.extend({ channel: z.uuid() }),
  query: z.object({ version: z.coerce.number().int() }),
  reply: mediaCard,
});
