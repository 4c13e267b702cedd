import { z } from 'zod';
import { can } from '../paging.ts';
import { defineRoute } from '../route.ts';

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
    can,
  }),
});
