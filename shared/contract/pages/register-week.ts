import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';

/** A week of an official page against its norm: ISO weeks in the city's zone, as the page was read. */

export const weekStates = [
  // The norm is met by posts that have stood long enough, or will be where the young ones stand.
  'met',
  'likely',
  // The week goes on: enough so far, or fewer than a warning asks.
  'going',
  'warned',
  // The week is over without the norm; it is over and young posts may still meet it.
  'missed',
  'pending',
  // Nobody knows: see `why`.
  'unknown',
] as const;
export type WeekState = (typeof weekStates)[number];

/** Why a week is not known: no page of networks is bound, its reading is off, it was not read lately, it was bound within the week. */
export const unknownReasons = ['unbound', 'off', 'stale', 'partial'] as const;
export type UnknownReason = (typeof unknownReasons)[number];

export const pageWeek = z.object({
  /** Monday and Sunday. */
  from: isoDate,
  to: isoDate,
  norm: z.number(),
  state: z.enum(weekStates),
  why: z.enum(unknownReasons).nullable(),
  /** Posts that have stood; null where nothing is known. */
  stood: z.number().nullable(),
  /** Posts that are there and have not stood so long yet. */
  fresh: z.number().nullable(),
  /** Posts that were taken off before they had stood: they do not count. */
  removed: z.number().nullable(),
  /** By day, Monday first; empty where nothing is known. */
  days: z.array(z.object({ day: isoDate, stood: z.number(), fresh: z.number() })),
});
export type PageWeek = z.infer<typeof pageWeek>;

/** How the page is read. */
export const pageReading = z.object({
  networkPageId: z.string().nullable(),
  /** Null: it was never read, or is not bound. */
  readAt: instant.nullable(),
  /** What stands in the way, in words; empty = nothing. */
  trouble: z.string(),
});
