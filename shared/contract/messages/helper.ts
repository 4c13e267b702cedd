import { z } from 'zod';
import { done } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';
import { personText } from './cases.ts';
import { byId } from './cases-card.ts';

/** Texts an outside or local language model offers. Off until an administrator names an address. */

const line = z.string().trim().max(500, 'Не длиннее 500 знаков');
const address = z.url({ protocol: /^https?$/, error: 'Адрес начинается с https://' }).max(500);

export const helperKind = z.enum(['openai', 'yandex', 'gigachat']);
export type HelperKind = z.infer<typeof helperKind>;

export const helperSettings = z.object({
  kind: helperKind,
  /** Beginning of the address, without `/chat/completions`. */
  baseUrl: address,
  model: line.min(1, 'Назовите модель'),
  /** Where GigaChat gives its token. */
  authUrl: z.union([z.literal(''), address]).default(''),
  scope: line.default('GIGACHAT_API_CORP'),
  /** The address is inside our own network: a local model. */
  mayBePrivate: z.boolean().default(false),
  timeoutSeconds: z.number().int().min(5).max(120).default(30),
});
export type HelperSettings = z.infer<typeof helperSettings>;

export const readHelper = defineRoute({
  id: 'helper.read-helper',
  method: 'GET',
  path: '/api/helper',
  access: { permission: 'cases.read' },
  summary: 'Включены ли черновики текстов',
  reply: z.object({ isOn: z.boolean(), model: z.string() }),
});

export const readHelperSettings = defineRoute({
  id: 'helper.read-settings',
  method: 'GET',
  path: '/api/helper/settings',
  access: { permission: 'helper.manage' },
  summary: 'Настройки модели для черновиков',
  reply: z.object({ settings: helperSettings.nullable(), hasSecret: z.boolean(), isActive: z.boolean() }),
});

export const setHelper = defineRoute({
  id: 'helper.set-helper',
  method: 'PUT',
  path: '/api/helper/settings',
  access: { permission: 'helper.manage' },
  summary: 'Настроить модель для черновиков',
  body: z.object({
    settings: helperSettings,
    /** Empty = keep the present one. */
    secret: z.string().max(2000).default(''),
    isActive: z.boolean(),
  }),
  reply: done,
});

export const tryHelper = defineRoute({
  id: 'helper.try-helper',
  method: 'POST',
  path: '/api/helper/settings/test',
  access: { permission: 'helper.manage' },
  summary: 'Спросить модель о пробной фразе',
  readOnly: true,
  body: z.object({}),
  reply: z.object({ text: z.string().nullable(), reason: z.string().nullable() }),
});

/** What came back, and what was sent: the reader sees both. */
const offered = z.object({
  text: z.string().nullable(),
  /** Why there is no text, in words. */
  reason: z.string().nullable(),
  /** The masked words that left. */
  sent: z.string(),
  model: z.string(),
  /** What is known of the case, to check the text by. */
  facts: z.array(z.object({ title: z.string(), value: z.string() })),
});

export const summariseCase = defineRoute({
  id: 'helper.summarise-case',
  method: 'POST',
  path: '/api/cases/:id/helper/summary',
  access: { permission: 'cases.read' },
  summary: 'Кратко о длинном сообщении: черновик модели',
  readOnly: true,
  params: byId,
  body: z.object({}),
  reply: offered,
});

export const draftByHelper = defineRoute({
  id: 'helper.draft-answer',
  method: 'POST',
  path: '/api/cases/:id/helper/draft',
  access: { permission: 'cases.answer' },
  summary: 'Первый черновик ответа от модели',
  readOnly: true,
  params: byId,
  body: z.object({
    /** What was done, in the executor's words. */
    done: personText(2000).default(''),
  }),
  reply: offered,
});
