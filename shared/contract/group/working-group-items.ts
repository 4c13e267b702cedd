import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { meetingDecision, voteCounts } from './working-group-decisions.ts';

/** An item of an agenda: where it comes from, what became of it, what was said and decided. */

export const agendaSources = [
  'manual',
  'overdue',
  'problem',
  'burst',
  'promise',
  'assignment',
  'zone',
  'postponed',
  'paper',
  'measure',
  'coverage',
] as const;
export const agendaSource = z.enum(agendaSources);
export type AgendaSource = z.infer<typeof agendaSource>;

const speech = z.object({
  id: z.string(),
  name: z.string(),
  text: z.string(),
  state: z.enum(['waiting', 'speaking', 'done']),
  beganAt: z.string().nullable(),
});
export type Speech = z.infer<typeof speech>;

/** What may be said of an item besides that it was considered. */
export const itemFates = ['withdrawn', 'postponed', 'waiting'] as const;
export type ItemFate = (typeof itemFates)[number];
const itemState = z.enum(['waiting', 'current', 'done', 'withdrawn', 'postponed']);
export type ItemState = z.infer<typeof itemState>;

export const agendaItem = z.object({
  id: z.string(),
  parentId: z.string().nullable(),
  /** «2.1»: counted from the tree, frozen once the meeting has opened. */
  number: z.string(),
  title: z.string(),
  speakerId: z.string().nullable(),
  speaker: z.string(),
  minutes: z.number().nullable(),
  source: agendaSource,
  sourceId: z.string().nullable(),
  sourceLabel: z.string(),
  heard: z.string(),
  state: itemState,
  /** Why it was withdrawn or postponed. */
  reason: z.string(),
  /** When it was put on the agenda of a meeting under way, under «Разное». */
  raisedAt: z.string().nullable(),
  /** When the meeting came to it first, and when it left it; null while it has not. */
  beganAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  /** The meeting a postponed item has come back to. */
  backOn: z.object({ meetingId: z.string(), number: z.number().nullable(), day: isoDate }).nullable(),
  speeches: z.array(speech),
  decisions: z.array(meetingDecision),
  /** Votes on the item as a whole: of meetings held before each decision had votes of its own. */
  votes: voteCounts.nullable(),
  opinions: z.array(z.object({ personId: z.string(), name: z.string(), text: z.string() })),
});
export type AgendaItem = z.infer<typeof agendaItem>;
