import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';

/** What is proved of an official page: the checks, each by what its network tells or by a dated picture, and the run of its verification. */

export const checkStates = ['there', 'missing', 'stale', 'unseen'] as const;
export type CheckState = (typeof checkStates)[number];

export const checkSummary = z.object({ id: z.string(), state: z.enum(checkStates) });

/** By what a check is judged: what the network told, or the picture of a person. */
export const checkProofs = ['network', 'picture'] as const;
export type CheckProof = (typeof checkProofs)[number];

/** What the network tells of a check. */
export const toldCheck = z.object({
  isThere: z.boolean(),
  /** What stands there, in the words of the page. */
  shown: z.string(),
  /** Of what is not there: why; else empty. */
  why: z.string(),
  /** The local day since which it stands there as it does. */
  since: isoDate,
});
export type ToldCheck = z.infer<typeof toldCheck>;

/** How a page is asked what it shows of itself. */
export const pageProfile = z.object({
  /** Null: it was never read. */
  readAt: instant.nullable(),
  /** Since when it cannot be read, and why; null: it can. */
  failing: z.object({ since: instant, trouble: z.string() }).nullable(),
});

export const pageCheck = checkSummary.extend({
  by: z.enum(checkProofs).nullable(),
  /** Whoever saw what stands there now says otherwise than the network. */
  isDisputed: z.boolean(),
  /** What the network tells of it now; null where it does not. */
  told: toldCheck.nullable(),
  title: z.string(),
  about: z.string(),
  /** So many days a picture proves it; null = until somebody sees that it is gone. */
  livesDays: z.number().nullable(),
  /** The latest look; null where nobody has looked. */
  look: z
    .object({
      isThere: z.boolean(),
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
