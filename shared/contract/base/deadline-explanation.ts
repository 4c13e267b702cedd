import { z } from 'zod';

const day = z.iso.date();
const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/);

/** One day of a count, as the strip «Почему эта дата» draws it. */
export const deadlineDaySchema = z.object({
  date: day,
  /** 1 Monday … 7 Sunday. */
  weekday: z.int().min(1).max(7),
  /** `unknown`: the calendar does not cover the day and the count does not need it. */
  kind: z.enum(['weekend', 'holiday', 'moved', 'declared', 'off', 'working', 'shortened', 'unknown']),
  /** Two or three letters for the cell: «вых.», «праздн.», «сокр.»; empty on an ordinary working day. */
  label: z.string(),
  /** The whole reason: «День народного единства», «выходной, перенесён с 3 января 2026 года». */
  name: z.string().nullable(),
  /** Which day of the term it is, from 1; null when the day does not count. */
  number: z.int().min(1).nullable(),
  /** Terms in hours: minutes of the term that ran on this day, and when. Terms in days: null and empty. */
  minutes: z.number().nullable(),
  spans: z.array(z.tuple([z.string(), z.string()])),
  isStart: z.boolean(),
  isPaused: z.boolean(),
  isDue: z.boolean(),
});

/** How a deadline was counted. Plain JSON: kept with the clock, drawn by the card, put into the journal. */
export const deadlineExplanationSchema = z.object({
  /** «6 рабочих дней». */
  headline: z.string(),
  /** The whole account in one paragraph, without the notes. */
  text: z.string(),
  rule: z.object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    unit: z.enum([
      'calendar-day',
      'working-day',
      'calendar-month',
      'working-hour',
      'duty-hour',
      'clock-hour',
    ]),
    amount: z.number(),
    roll: z.enum(['none', 'previous-working-day', 'next-working-day']),
    force: z.enum(['law', 'regulation', 'goal']),
    legal: z.object({ text: z.string(), url: z.string().optional() }),
    toVerify: z.boolean(),
  }),
  /** What the rule was applied to, e.g. «дороги · яма»; empty when the caller did not say. */
  subject: z.string(),
  start: z.object({ event: z.string(), at: z.iso.datetime(), local: localTime }),
  due: z.object({ at: z.iso.datetime(), local: localTime, date: day }),
  zone: z.string(),
  calendar: z.object({
    id: z.string(),
    version: z.string(),
    title: z.string(),
    overlays: z.array(z.string()),
  }),
  /** Years the count touches, for links to their calendars. */
  years: z.array(z.int()),
  /** Days from the start to the end of the count, in order. Long terms leave out the middle: see `omittedDays`. */
  days: z.array(deadlineDaySchema),
  /** How many days were left out after the first 31 of `days`. */
  omittedDays: z.int().min(0),
  pauses: z.array(z.object({ from: localTime, to: localTime.nullable(), reason: z.string() })),
  /** Days or minutes that were not counted because of pauses. */
  pausedAmount: z.number(),
  /** Set when the term ended on a non-working day and was moved. */
  roll: z.object({ from: day, to: day }).nullable(),
  /** Everything else a person should know, ready to print. */
  notes: z.array(
    z.object({
      kind: z.enum([
        'roll',
        'pause',
        'stopped',
        'assumed-year',
        'uncovered-year',
        'unverified-year',
        'to-verify',
        'extension',
      ]),
      text: z.string(),
    }),
  ),
});

export type DeadlineDay = z.output<typeof deadlineDaySchema>;
export type DeadlineExplanation = z.output<typeof deadlineExplanationSchema>;
