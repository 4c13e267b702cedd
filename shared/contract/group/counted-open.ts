import { z } from 'zod';
import { id } from '../base/person-fields.ts';
import { caseNumber } from '../messages/cases.ts';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { groundKind } from './counted.ts';

/** What residents read of decisions that took into account what they said. */

const openGround = z.object({
  id: z.string(),
  kind: groundKind,
  /** «Постановление № 12 от 24.11.2026», «строка бюджета 0409 на 2027 год, 12 млн ₽». */
  label: z.string(),
  url: z.string(),
  /** What changed, where somebody let it out; else empty. */
  words: z.string(),
  result: z.object({ words: z.string(), on: isoDate }).nullable(),
});
export type OpenGround = z.infer<typeof openGround>;

export const readOwnCounted = defineRoute({
  id: 'counted.read-own',
  method: 'GET',
  path: '/api/messages/:number/counted',
  access: 'public',
  summary: 'Где и при чём учтено сообщение жителя; чужому — ничего',
  params: z.object({ number: caseNumber }),
  query: z.object({ k: z.string().max(200).optional() }),
  reply: z.object({ grounds: z.array(openGround) }),
});

export const readOpenCounted = defineRoute({
  id: 'counted.read-open',
  method: 'GET',
  path: '/api/open/counted/:kind/:id',
  access: 'public',
  summary: 'При каких решениях учтён опрос или обсуждение',
  params: z.object({ kind: z.enum(['poll', 'discussion']), id }),
  reply: z.object({ grounds: z.array(openGround) }),
});

/** What a decision of the year took in, counted roughly where few people stand behind it. */
const changed = openGround.extend({
  /** Messages behind it; null = so few that they are not told. */
  messages: z.number().nullable(),
  /** Released messages, polls and discussions it took in. */
  examples: z.array(z.object({ title: z.string(), href: z.string() })),
});
export type ChangedLine = z.infer<typeof changed>;

export const readChangedYear = defineRoute({
  id: 'counted.read-year',
  method: 'GET',
  path: '/api/open/changed/:year',
  access: 'public',
  summary: 'Что изменилось благодаря жителям за год',
  params: z.object({
    year: z.coerce.number().int().min(2000, 'Такого года нет').max(2199, 'Такого года нет'),
  }),
  reply: z.object({
    year: z.number(),
    /** Years of which there is something, the latest first. */
    years: z.array(z.number()),
    asOf: instant,
    decisions: z.number(),
    done: z.number(),
    /** Messages rounded down to tens; null = few. */
    messages: z.number().nullable(),
    polls: z.number(),
    proposals: z.number().nullable(),
    /** Fewer than so many are not told. */
    smallest: z.number(),
    months: z.array(z.object({ month: z.string(), decisions: z.number() })),
    kinds: z.array(z.object({ kind: groundKind, decisions: z.number() })),
    lines: z.array(changed),
  }),
});
export type ChangedYear = z.infer<typeof readChangedYear.reply>;
