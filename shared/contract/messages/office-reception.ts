import { z } from 'zod';
import { can, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { caseNumber, personText } from './cases.ts';

/** Personal reception of citizens: 59-ФЗ, ст. 13. */

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Время в виде 14:30');

export const visitResults = ['answered', 'written', 'explained', 'refused', 'absent'] as const;
export const visitResult = z.enum(visitResults);

export const visit = z.object({
  id: z.string(),
  at: z.string(),
  /** Masked. */
  name: z.string(),
  subject: z.string(),
  result: visitResult.nullable(),
  resultNote: z.string().nullable(),
  caseNumber: z.string().nullable(),
  can,
});

export const reception = z.object({
  id: z.string(),
  day: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  official: z.string(),
  position: z.string(),
  place: z.string(),
  /** Times nobody has yet. */
  free: z.array(z.string()),
  visits: z.array(visit),
  can,
});
export type Reception = z.infer<typeof reception>;

const list = z.object({ receptions: z.array(reception), legal: z.string(), can });

export const listReceptions = defineRoute({
  id: 'office.list-receptions',
  method: 'GET',
  path: '/api/office/receptions',
  access: { permission: 'office.read' },
  summary: 'График личного приёма и записанные люди',
  query: z.object({ from: isoDate, to: isoDate }),
  reply: list,
});

export const planReception = defineRoute({
  id: 'office.plan-reception',
  method: 'POST',
  path: '/api/office/receptions',
  access: { permission: 'office.keep' },
  summary: 'Назначить часы приёма',
  body: z.object({
    day: isoDate,
    startsAt: time,
    endsAt: time,
    official: personText(150).min(3, 'Назовите, кто принимает'),
    position: personText(200).min(3, 'Назовите должность'),
    place: personText(200).min(3, 'Назовите место'),
  }),
  reply: reception,
});

export const bookVisit = defineRoute({
  id: 'office.book-visit',
  method: 'POST',
  path: '/api/office/receptions/:id/visits',
  access: { permission: 'office.keep' },
  summary: 'Записать человека на приём',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    at: time,
    name: personText(150).min(3, 'Назовите человека'),
    phone: z.string().trim().max(30).optional(),
    subject: personText(500).min(3, 'О чём приём'),
  }),
  reply: reception,
});

export const revealVisit = defineRoute({
  id: 'office.reveal-visit',
  method: 'POST',
  path: '/api/office/visits/:id/contact',
  access: { permission: 'office.keep' },
  summary: 'Показать, кто записан, целиком; причина остаётся в журнале',
  params: z.object({ id: z.uuid() }),
  body: z.object({ reason: personText(300).min(3, 'Назовите причину') }),
  reply: z.object({ name: z.string(), phone: z.string().nullable() }),
});

export const closeVisit = defineRoute({
  id: 'office.close-visit',
  method: 'POST',
  path: '/api/office/visits/:id/result',
  access: { permission: 'office.keep' },
  summary: 'Записать, чем кончился приём',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    result: visitResult,
    note: personText(2000).default(''),
    /** The case the written appeal became. */
    caseNumber: caseNumber.nullable().default(null),
  }),
  reply: reception,
});
