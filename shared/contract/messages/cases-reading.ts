import { z } from 'zod';
import { placeSuggestion } from '../base/territory.ts';
import { defineRoute } from '../route.ts';

/** What the server understands of a resident's words before it promises anything: asked at every pause of the form. */

/** The term that is named to a resident. `from` is null when the date is firm; else it is the earliest the answer may be due. */
export const promise = z.object({
  from: z.string().nullable(),
  to: z.string(),
  /** Working days from today up to both ends; 0 = today, within hours. */
  days: z.object({ from: z.number().nullable(), to: z.number() }),
});
export type Promised = z.infer<typeof promise>;

export const understandMessage = defineRoute({
  id: 'cases.understand-message',
  method: 'POST',
  path: '/api/messages/understand',
  access: 'public',
  summary: 'Что поняла программа до отправки: тема, место, опасность, срок',
  readOnly: true,
  body: z.object({
    /** Read and not kept. */
    text: z.string().max(100_000),
    /** The topic the person chose; then the term is by it. */
    factId: z.string().max(100).optional(),
  }),
  reply: z.object({
    /** Topics the words remind of, best first. */
    facts: z.array(z.object({ factId: z.string(), confidence: z.number() })),
    /** The one the program is sure of, else null: then the term is a range. */
    sureFact: z.string().nullable(),
    /** While it is sure of none: the one whose own words stand there clearly. Its questions are asked; who answers has chosen it. */
    askedFact: z.string().nullable(),
    /** Life may be at risk: what to do first. `key` is what the person denies. */
    danger: z.object({ key: z.string(), words: z.string() }).nullable(),
    /** About somebody's own life: nothing of it is shown to strangers. */
    isPersonal: z.boolean(),
    /** The place the words name, of those surely enough to ask about. */
    place: placeSuggestion.nullable(),
    promise,
  }),
});
