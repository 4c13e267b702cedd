import { z } from 'zod';
import { done, idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { incidentLine } from './incidents.ts';

/** A shift at the feed: what stands open, and its handing over from one person to the next. */

const figures = z.object({
  open: z.number(),
  /** Their term has passed. */
  late: z.number(),
  /** Their term ends within two hours. */
  soon: z.number(),
  /** Replies whose fate in the network nobody knows. */
  unknown: z.number(),
});
export type ShiftFigures = z.infer<typeof figures>;

export const handoverStates = ['given', 'taken', 'withdrawn'] as const;
/** Incidents marked for the next person at most. */
export const MOST_MARKED = 20;

const handover = z.object({
  id: z.string(),
  givenBy: z.string(),
  givenAt: instant,
  /** Whom it is meant for; empty = whoever comes next. */
  toName: z.string(),
  note: z.string(),
  figures,
  /** Of those marked, what the reader may see; the rest is counted. */
  incidents: z.array(
    z.object({ id: z.string(), number: z.string(), title: z.string(), isOver: z.boolean() }),
  ),
  hidden: z.number(),
  state: z.enum(handoverStates),
  endedAt: instant.nullable(),
  takenBy: z.string(),
  can,
});
export type Handover = z.infer<typeof handover>;

const watch = { permission: 'incidents.watch' } as const;
const sort = { permission: 'incidents.sort' } as const;

export const readShift = defineRoute({
  id: 'incidents.read-shift',
  method: 'GET',
  path: '/api/incident-shift',
  access: watch,
  summary: 'Смена: кто дежурит и кто следующий, что открыто и когда срок, последние передачи',
  reply: z.object({
    onDuty: z.array(z.object({ id: z.string(), name: z.string(), until: instant })),
    /** Whose duty begins next within the coming day and a half; null where nobody's does. */
    next: z.object({ id: z.string(), name: z.string(), from: instant }).nullable(),
    gap: z.object({ from: instant, to: instant }).nullable(),
    figures,
    /** The nearest term first, those whose term has passed before all. */
    incidents: z.array(incidentLine),
    /** The latest first; those that wait before all. */
    handovers: z.array(handover),
    networks: z.array(z.object({ id: z.string(), title: z.string(), short: z.string() })),
    can,
  }),
});
export type Shift = z.infer<(typeof readShift)['reply']>;

export const giveShift = defineRoute({
  id: 'incidents.give-shift',
  method: 'POST',
  path: '/api/incident-shift/handovers',
  access: sort,
  summary: 'Сдать смену: что важно следующему, кому',
  body: z.object({
    /** Null = whoever comes next. */
    toId: z.uuid().nullable(),
    note: personText(2000).default(''),
    incidentIds: z.array(z.uuid()).max(MOST_MARKED, `Отметить можно не больше ${MOST_MARKED}`).default([]),
  }),
  reply: z.object({ id: z.string() }),
});

export const takeShift = defineRoute({
  id: 'incidents.take-shift',
  method: 'POST',
  path: '/api/incident-shift/handovers/:id/take',
  access: sort,
  summary: 'Принять смену',
  params: idParams,
  reply: done,
});

export const withdrawShift = defineRoute({
  id: 'incidents.withdraw-shift',
  method: 'POST',
  path: '/api/incident-shift/handovers/:id/withdraw',
  access: sort,
  summary: 'Не сдавать: передачу, которую ещё не приняли, берут назад',
  params: idParams,
  reply: done,
});
