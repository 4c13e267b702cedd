import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';

/** What is proved of an official page: the checks, each by a dated picture, and the run of its verification. */

export const checkStates = ['there', 'missing', 'stale', 'unseen'] as const;
export type CheckState = (typeof checkStates)[number];

export const checkSummary = z.object({ id: z.string(), state: z.enum(checkStates) });

export const pageCheck = checkSummary.extend({
  title: z.string(),
  about: z.string(),
  /** So many days a picture proves it; null = until somebody sees that it is gone. */
  livesDays: z.number().nullable(),
  /** The latest look; null where nobody has looked. */
  look: z
    .object({
      note: z.string(),
      fileId: z.string().nullable(),
      takenOn: isoDate,
      at: instant,
      by: z.string(),
    })
    .nullable(),
  /** The task of what is missing, with its last day; null where nothing is. */
  fix: z.object({ by: isoDate, isLate: z.boolean() }).nullable(),
});
export type PageCheck = z.infer<typeof pageCheck>;

export const verificationStates = [
  'not_started',
  'documents',
  'submitted',
  'needs_fix',
  'verified',
  'revoked',
] as const;
export type VerificationState = (typeof verificationStates)[number];

export const pageVerification = z.object({
  id: z.string(),
  state: z.enum(verificationStates),
  on: isoDate,
  ground: z.string(),
  dueOn: isoDate.nullable(),
  isLate: z.boolean(),
  moves: z.array(
    z.object({
      state: z.enum(verificationStates),
      on: isoDate,
      ground: z.string(),
      dueOn: isoDate.nullable(),
      fileId: z.string().nullable(),
      at: instant,
      by: z.string(),
    }),
  ),
  version: z.number(),
});
export type PageVerification = z.infer<typeof pageVerification>;

/** Which state a run may go to from each; not_started stands for none, and for one that was revoked. */
export const verificationWays: Readonly<Record<VerificationState, readonly VerificationState[]>> = {
  not_started: ['documents'],
  documents: ['submitted'],
  submitted: ['needs_fix', 'verified'],
  needs_fix: ['submitted'],
  verified: ['revoked'],
  revoked: ['documents'],
};
