import { z } from 'zod';
import { can, pageQuery } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { letterChannel } from './outbox-settings.ts';

export const letterStates = [
  'queued',
  'held',
  'sending',
  'sent',
  'unknown',
  'shown',
  'dead',
  'dropped',
  'digested',
] as const;
export const letterState = z.enum(letterStates);
export type LetterState = z.infer<typeof letterState>;

export const letter = z.object({
  id: z.string(),
  channel: letterChannel,
  /** Always masked. */
  recipient: z.string(),
  subject: z.string(),
  /** Codes and one-time links are hidden outside the demo. */
  text: z.string(),
  purpose: z.string(),
  caseId: z.string().nullable(),
  state: letterState,
  createdAt: z.string(),
  attempts: z.number(),
  /** Why the last try failed. */
  reason: z.string(),
  /** When the next try comes, or the hour the recipient wished. */
  nextAt: z.string().nullable(),
  can,
});
export type Letter = z.infer<typeof letter>;

/** Public in the demo (everybody reads the demo's letters); elsewhere needs `outbox.read`, checked by the handler. */
export const listLetters = defineRoute({
  id: 'outbox.list-letters',
  method: 'GET',
  path: '/api/outbox/letters',
  access: 'public',
  summary: 'Отправленные SMS и письма',
  query: z.object({
    ...pageQuery,
    /** Only letters to this contact, as the demo shows them to a resident. */
    recipient: z.string().trim().max(200).optional(),
    state: letterState.optional(),
  }),
  reply: z.object({ letters: z.array(letter), next: z.string().nullable(), isDemo: z.boolean() }),
});
