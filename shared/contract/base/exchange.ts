import { z } from 'zod';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, id } from './person-fields.ts';

/** What the city exchanges with, of whatever module: mail, SMS, MAX, sources, outside sign-in, the systems of the decree. */

export const systemStates = ['ok', 'waiting', 'errors', 'silent', 'off', 'none'] as const;
export const systemState = z.enum(systemStates);
export type SystemState = z.infer<typeof systemState>;

export const connectedSystem = z.object({
  code: z.string(),
  title: z.string(),
  clause: z.string().nullable(),
  /** How things are exchanged with it. */
  way: z.string(),
  state: systemState,
  lastAt: instant.nullable(),
  waiting: z.number(),
  oldestWaitingAt: instant.nullable(),
  errors: z.number(),
  /** What the errors are, or why there is no exchange. */
  words: z.string(),
  /** Where one looks further. */
  link: z.string().nullable(),
  responsibleId: z.string().nullable(),
  responsible: z.string().nullable(),
  note: z.string(),
  /** Silent for longer is a fault that is told of; null = silence is none. */
  silentAfterHours: z.number().nullable(),
});
export type ConnectedSystem = z.infer<typeof connectedSystem>;

export const systemList = z.object({ systems: z.array(connectedSystem), asOf: instant, can });
export const systemParams = z.object({ code: z.string().min(1).max(80) });
const note = z.string().trim().max(300, 'Не длиннее 300 знаков').default('');

const manage = { permission: 'exchange.manage' } as const;

export const listExchange = defineRoute({
  id: 'exchange.list-systems',
  method: 'GET',
  path: '/api/exchange/systems',
  access: manage,
  summary: 'Обмен с внешними системами: последний обмен, очередь, ошибки, кто отвечает',
  reply: systemList,
});

export const setSystem = defineRoute({
  id: 'exchange.set-system',
  method: 'PUT',
  path: '/api/exchange/systems/:code',
  access: manage,
  summary: 'Кто отвечает за обмен с системой и какое молчание считать сбоем',
  params: systemParams,
  body: z.object({
    /** null = nobody: administrators are told. */
    personId: id.nullable().default(null),
    note,
    silentAfterHours: z
      .number('Укажите число часов')
      .int('Целое число часов')
      .min(1, 'Не меньше часа')
      .max(8760, 'Не больше года')
      .nullable()
      .default(null),
  }),
  reply: done,
});
