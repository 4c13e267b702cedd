import { z } from 'zod';
import { defineRoute } from './route.ts';

export const getCalendarYear = defineRoute({
  id: 'deadlines.get-calendar-year',
  method: 'GET',
  path: '/api/deadlines/calendar/:year',
  access: 'public',
  summary: 'Производственный календарь года',
  params: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  reply: z.object({
    year: z.number(),
    version: z.string(),
    workingDays: z.number(),
    days: z.array(
      z.object({
        date: z.string(),
        kind: z.enum(['off', 'shortened', 'working-weekend']),
        title: z.string().nullable(),
      }),
    ),
  }),
});

export const getCalendarAlarm = defineRoute({
  id: 'deadlines.get-calendar-alarm',
  method: 'GET',
  path: '/api/deadlines/calendar-alarm',
  access: 'staff',
  summary: 'Какого календаря не хватает для сроков: с 1 октября — и следующего года',
  reply: z.object({
    /** null = nothing is lacking, or it is not for the caller to mend. */
    alarm: z.object({ year: z.number(), kind: z.enum(['missing', 'unverified']) }).nullable(),
  }),
});

export const listDeadlineRules = defineRoute({
  id: 'deadlines.list-rules',
  method: 'GET',
  path: '/api/deadlines/rules',
  access: 'staff',
  summary: 'Сроки: правила с датами действия и ссылками на право',
  reply: z.object({
    rules: z.array(
      z.object({
        id: z.string(),
        version: z.string(),
        title: z.string(),
        set: z.string(),
        unit: z.string(),
        amount: z.number(),
        roll: z.string(),
        validFrom: z.string(),
        validTo: z.string().nullable(),
        legalReference: z.string(),
        toVerify: z.boolean(),
        /** Put by an administrator over the shipped pack. */
        isOwn: z.boolean(),
      }),
    ),
  }),
});

/** A new dated version of a rule: what is not named stays as in the version before it. */
export const ruleDraft = z.object({
  id: z.string().max(80),
  title: z.string().trim().min(1).max(200).optional(),
  unit: z
    .enum(['calendar-day', 'working-day', 'calendar-month', 'working-hour', 'duty-hour', 'clock-hour'])
    .optional(),
  amount: z.number().positive('Срок — число больше нуля').max(3660, 'Срок не длиннее десяти лет').optional(),
  roll: z.enum(['none', 'previous-working-day', 'next-working-day']).optional(),
  validFrom: z.iso.date('Назовите день, с которого действует'),
  legal: z
    .object({ text: z.string().trim().min(1, 'Назовите основание').max(300), url: z.url().optional() })
    .optional(),
  toVerify: z.boolean().optional(),
  note: z.string().max(1000).optional(),
});
export type RuleDraft = z.infer<typeof ruleDraft>;
