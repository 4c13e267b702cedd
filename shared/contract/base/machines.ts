import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, idParams } from './person-fields.ts';

/** Programs of others that call the API by a key: what a key opens, until when, how often it was used. */

export const machineKeyStates = ['active', 'expired', 'revoked'] as const;

export const machineKey = z.object({
  id: z.string(),
  title: z.string(),
  /** The first characters of the key. */
  prefix: z.string(),
  scopes: z.array(z.string()),
  perMinute: z.number(),
  state: z.enum(machineKeyStates),
  expiresOn: isoDate,
  createdAt: instant,
  createdBy: z.string(),
  revokedAt: instant.nullable(),
  revokedBy: z.string().nullable(),
  lastUsedAt: instant.nullable(),
});
export type MachineKey = z.infer<typeof machineKey>;

const manage = { permission: 'machines.manage' } as const;

export const listMachineKeys = defineRoute({
  id: 'machines.list-keys',
  method: 'GET',
  path: '/api/machines/keys',
  access: manage,
  summary: 'Ключи программ и что каждый открывает',
  reply: z.object({
    keys: z.array(machineKey),
    /** What a key may open, with the requests it opens. */
    scopes: z.array(z.object({ id: z.string(), title: z.string(), routes: z.array(z.string()) })),
    /** The day offered as a key's last. */
    suggestedExpiry: isoDate,
  }),
});

export const createMachineKey = defineRoute({
  id: 'machines.create-key',
  method: 'POST',
  path: '/api/machines/keys',
  access: manage,
  summary: 'Выдать ключ программе; показывается один раз',
  body: z.object({
    title: z.string().trim().min(1, 'Назовите программу и чья она').max(150, 'Не длиннее 150 знаков'),
    scopes: z.array(z.string().max(80)).min(1, 'Отметьте, что открыть').max(20),
    perMinute: z
      .number('Укажите число')
      .int('Целое число')
      .min(1, 'Хотя бы один')
      .max(6000, 'Не больше 6000')
      .default(60),
    expiresOn: isoDate,
  }),
  reply: z.object({ id: z.string(), key: z.string() }),
});

export const revokeMachineKey = defineRoute({
  id: 'machines.revoke-key',
  method: 'POST',
  path: '/api/machines/keys/:id/revoke',
  access: manage,
  summary: 'Отозвать ключ: через пять секунд он не открывает ничего ни в одном процессе',
  params: idParams,
  reply: done,
});
