import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { personText } from '../messages/cases.ts';
import { can, instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** The report of signs of manipulation: sums of how people came to a poll, nothing of who they are or what they answered (decision 0060). */

export const signKinds = ['burst', 'net', 'fresh'] as const;
export type SignKind = (typeof signKinds)[number];

const sign = z.object({
  kind: z.enum(signKinds),
  /** Of `net` with hours of the day, whatever the day: the hours. */
  from: instant.nullable(),
  to: instant.nullable(),
  hours: z.object({ from: z.number(), to: z.number() }).nullable(),
  count: z.number(),
  usual: z.number(),
  /** Of `net`: everybody of it; else everybody of the window. */
  of: z.number(),
  /** Chance of it by itself, corrected by how many places were looked at. */
  chance: z.number(),
  sentence: z.string(),
});
export type PollSign = z.infer<typeof sign>;

const day = z.object({
  day: isoDate,
  taken: z.number(),
  /** Null stands for few people. */
  fresh: z.number().nullable(),
});

export const signFigures = z.object({
  /** How many came while it was noted. */
  noted: z.number(),
  /** With fewer nothing is looked for. */
  leastPeople: z.number(),
  /** From the first hour on. */
  firstHour: instant,
  hours: z.array(z.number()),
  days: z.array(day),
  /** How many nets there were, and shares of the greatest: those that are more than a family or an office. */
  nets: z.object({ count: z.number(), least: z.number(), largest: z.array(z.number()) }),
  signs: z.array(sign),
});
export type SignFigures = z.infer<typeof signFigures>;

export const toldSigns = z.object({
  sentences: z.array(z.string()),
  reason: z.string(),
  at: instant,
  by: z.string(),
});
export type ToldSigns = z.infer<typeof toldSigns>;

const report = z.object({
  /** Null: the poll runs, or the report was erased. */
  figures: signFigures.nullable(),
  erasedOn: isoDate.nullable(),
  told: toldSigns.nullable(),
  /** `tell`: whoever asks may tell everybody. */
  can,
});
export type SignReport = z.infer<typeof report>;

export const readSigns = defineRoute({
  id: 'polls.read-signs',
  method: 'GET',
  path: '/api/polls/:id/signs',
  access: { permission: 'polls.read' },
  summary: 'Признаки накрутки: как люди приходили к опросу, суммами; не доказательство',
  params: idParams,
  reply: report,
});

export const tellSigns = defineRoute({
  id: 'polls.tell-signs',
  method: 'POST',
  path: '/api/polls/:id/signs/told',
  access: { permission: 'polls.approve' },
  summary: 'Сказать о признаках всем, с причиной: другой человек, не автор опроса',
  params: idParams,
  body: z.object({
    reason: personText(500).min(10, 'Напишите, почему город говорит о признаках: это прочтут все'),
  }),
  reply: report,
});
