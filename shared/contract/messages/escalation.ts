import { z } from 'zod';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The escalation ladder: who is told of a term and when, in dated versions. */

export const ladderRoles = ['owner', 'unit-head', 'coordinator', 'duty', 'chair', 'head'] as const;
export type LadderRole = (typeof ladderRoles)[number];
export const ladderDeliveries = ['instant', 'hourly', 'daily'] as const;

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время вида 08:00');

const step = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40),
  title: z.string().trim().min(1, 'Назовите ступень').max(100),
  /** Share of the term that has passed; 1 is its end. */
  share: z.number().positive('Доля больше нуля').max(1, 'Доля не больше целого срока').optional(),
  /** Working days after the end. */
  afterWorkingDays: z.int().positive('Хотя бы один день').max(30, 'Не больше тридцати дней').optional(),
  to: z.array(z.enum(ladderRoles)).min(1, 'Назовите, кому сообщить'),
  delivery: z.enum(ladderDeliveries),
});
export type LadderDraftStep = z.infer<typeof step>;

const body = {
  validFrom: z.iso.date('Назовите день, с которого действует'),
  quietHours: z.object({ from: time, to: time }),
  digestAt: time,
  legal: z.object({ text: z.string().trim().min(1, 'Назовите основание').max(300) }),
  toVerify: z.boolean(),
  ladders: z
    .array(
      z.object({ clocks: z.array(z.string().max(60)).min(1).max(40), steps: z.array(step).min(1).max(20) }),
    )
    .min(1)
    .max(20),
};
const draft = z.object(body);
export type LadderDraft = z.infer<typeof draft>;

export const ladderVersion = z.object({
  ...body,
  version: z.string(),
  validTo: z.string().nullable(),
  /** Put by an administrator over the shipped pack. */
  isOwn: z.boolean(),
});
export type LadderVersionView = z.infer<typeof ladderVersion>;

export const getLadder = defineRoute({
  id: 'control.get-ladder',
  method: 'GET',
  path: '/api/control/ladder',
  access: 'staff',
  summary: 'Лестница напоминаний и эскалации: все редакции, последняя первой',
  reply: z.object({
    versions: z.array(ladderVersion),
    /** Titles of the terms ladders are of. */
    clocks: z.record(z.string(), z.string()),
    can,
  }),
});

export const previewLadder = defineRoute({
  id: 'control.preview-ladder',
  method: 'POST',
  path: '/api/control/ladder/preview',
  access: { permission: 'deadlines.manage' },
  summary: 'Что изменила бы новая редакция лестницы: у скольких открытых дел напоминания шли бы иначе',
  readOnly: true,
  body: z.object({ draft }),
  reply: z.object({
    /** Open terms looked at. */
    considered: z.number(),
    /** Open cases whose reminders ahead would be others. */
    changed: z.number(),
    isPartial: z.boolean(),
    /** Letters ahead to each role, as it is and as it would be. */
    roles: z.array(z.object({ role: z.enum(ladderRoles), before: z.number(), after: z.number() })),
    cases: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        from: z.string().nullable(),
        to: z.string().nullable(),
      }),
    ),
  }),
});

export const saveLadder = defineRoute({
  id: 'control.save-ladder',
  method: 'POST',
  path: '/api/control/ladder',
  access: { permission: 'deadlines.manage' },
  summary: 'Ввести новую редакцию лестницы с названного дня',
  body: z.object({ draft, reason: z.string().trim().min(5, 'Напишите, почему меняется лестница').max(1000) }),
  reply: z.object({ version: z.string() }),
});
