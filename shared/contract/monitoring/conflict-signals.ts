import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Early signals of conflicts: what a rule found around an official answer, with its numbers and its evidence. */

export const signalKinds = ['anger', 'contradiction', 'deleted', 'promise', 'late'] as const;
export const signalKind = z.enum(signalKinds);
export type SignalKind = (typeof signalKinds)[number];

export const conflictRisks = ['high', 'medium', 'low'] as const;
export const conflictRisk = z.enum(conflictRisks);
export type ConflictRisk = (typeof conflictRisks)[number];

/** In what two official answers differ. */
export const clashKinds = ['day', 'hour', 'state', 'plan', 'ours', 'body'] as const;
export type ClashKind = (typeof clashKinds)[number];

/** Numbers of a signal: what the rule counted. No words of anybody, no names. */
export const signalFacts = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('anger'),
    people: z.number(),
    comments: z.number(),
    minutes: z.number(),
    /** Within one talk, one incident, or on one page of ours. */
    scope: z.enum(['talk', 'incident', 'page']),
  }),
  z.object({
    kind: z.literal('contradiction'),
    clash: z.enum(clashKinds),
    /** What the earlier and the later one say, in the rule's own words: «24.11», «сделано», «Горсвет». */
    first: z.string(),
    second: z.string(),
    /** How far they are apart, days or hours; null where that is not counted. */
    apart: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('deleted'),
    by: z.enum(['page', 'network', 'unknown']),
    /** From the comment to its deletion. */
    minutes: z.number(),
    under: z.enum(['post', 'answer']),
  }),
  z.object({ kind: z.literal('promise'), promisedOn: isoDate }),
  z.object({
    kind: z.literal('late'),
    /** Minutes from the beginning to the answer, or so far. */
    took: z.number(),
    term: z.number(),
    isAnswered: z.boolean(),
  }),
]);
export type SignalFacts = z.infer<typeof signalFacts>;

export const signalLine = z.object({
  id: z.string(),
  kind: signalKind,
  state: z.enum(['new', 'dismissed', 'taken']),
  facts: signalFacts,
  noticedAt: instant,
  eventAt: instant,
  lastAt: instant,
  block: z.string().nullable(),
  factTitle: z.string().nullable(),
  address: z.string().nullable(),
  unitTitle: z.string().nullable(),
  pageTitle: z.string().nullable(),
  conflictId: z.string().nullable(),
});
export type SignalLine = z.infer<typeof signalLine>;

/** A post or a reply that made a signal, read anew: what was let go at the end of its term is not here. */
export const evidence = z.object({
  id: z.string(),
  kind: z.enum(['post', 'reply']),
  isOwn: z.boolean(),
  network: z.string(),
  /** The page of ours that said it; empty of residents: who they are is no matter of a conflict. */
  pageTitle: z.string(),
  unitTitle: z.string().nullable(),
  at: instant,
  /** Of residents with personal data masked. */
  text: z.string(),
  /** Which of the signals it made (none of an incident no signal tells of), and what the rule read there: offsets in the text, null = the whole of it, or it was edited since. */
  signals: z.array(
    z.object({ id: z.string(), mark: z.object({ from: z.number(), to: z.number() }).nullable() }),
  ),
  url: z.string(),
  goneAt: instant.nullable(),
  isForgotten: z.boolean(),
  /** Of the latest sight of it, with its moment; null of a reply the network has not shown yet. */
  seal: z.object({ sha256: z.string(), seenAt: instant }).nullable(),
  incidentId: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidence>;

export const signalCard = signalLine.extend({
  evidence: z.array(evidence),
  incident: z.object({ id: z.string(), number: z.string() }).nullable(),
  dismissReason: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  ruleVersion: z.string(),
  /** Open conflicts it may be joined to in one tap: those of its incident or page, its place, its topic first. */
  near: z.array(z.object({ id: z.string(), number: z.string(), title: z.string() })),
  version: z.number(),
  can,
});
export type SignalCard = z.infer<typeof signalCard>;

const read = { permission: 'conflicts.read' } as const;
const lead = { permission: 'conflicts.lead' } as const;
const seen = { version: z.number().int() };

export const listSignals = defineRoute({
  id: 'conflicts.list-signals',
  method: 'GET',
  path: '/api/conflicts/signals',
  access: read,
  summary: 'Ранние сигналы, которые никто не решил: новые сверху',
  query: z.object({ ...pageQuery, unit: z.uuid().optional() }),
  reply: z.object({ signals: z.array(signalLine), next: z.string().nullable() }),
});

export const readSignal = defineRoute({
  id: 'conflicts.read-signal',
  method: 'GET',
  path: '/api/conflicts/signals/:id',
  access: read,
  summary: 'Сигнал: правило с числами, записи, которые его дали, к чему присоединить',
  params: idParams,
  reply: signalCard,
});

export const dismissSignal = defineRoute({
  id: 'conflicts.dismiss-signal',
  method: 'POST',
  path: '/api/conflicts/signals/:id/dismiss',
  access: lead,
  summary: 'Ложный сигнал: с причиной',
  params: idParams,
  body: z.object({ ...seen, reason: personText(300).min(3, 'Напишите, почему сигнал ложный') }),
  reply: signalCard,
});

export const joinSignal = defineRoute({
  id: 'conflicts.join-signal',
  method: 'POST',
  path: '/api/conflicts/signals/:id/join',
  access: lead,
  summary: 'Присоединить сигнал к открытому конфликту',
  params: idParams,
  body: z.object({ ...seen, conflictId: z.uuid() }),
  reply: signalCard,
});

/** Nothing is asked: title, risk, place, body are the signal's own, and can be changed afterwards. */
export const openFromSignal = defineRoute({
  id: 'conflicts.open-from-signal',
  method: 'POST',
  path: '/api/conflicts/signals/:id/open',
  access: lead,
  summary: 'Это конфликт: завести по сигналу одним нажатием',
  params: idParams,
  body: z.object(seen),
  reply: signalCard,
});
