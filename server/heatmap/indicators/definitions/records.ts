/**
 * Plain records the definitions of K1–K20 read: whatever keeps the cases, it can be told by these. Moments are milliseconds.
 */

/**
 * A final term of a case and when it ended, by an answer or otherwise; null = not yet. A case that came back has one for each round;
 * broken ones of the cases merged into it stand beside its own.
 */
export interface FinalTerm {
  dueAt: number;
  fulfilledAt: number | null;
}

export interface CaseRecord {
  id: string;
  registeredAt: number;
  /** Merged into another: counted with that one, never by itself. */
  isMerged: boolean;
  /** The term runs: neither answered nor ended without an answer. */
  isOpen: boolean;
  /** The final answer: of one that came back, the last; null while it is at work anew. */
  answeredAt: number | null;
  /** Working minutes from registration to the final answer, by the calendar of the office. */
  workedMinutes: number | null;
  closedAt: number | null;
  outcome: string | null;
  isConfirmed: boolean;
  hasAfterPhoto: boolean;
  terms: FinalTerm[];
  /** The case it repeats came so long ago; null = it repeats none. `canRepeat`: it is of those where repeats are told. */
  canRepeat: boolean;
  repeatsFrom: number | null;
  ratings: { at: number; score: number }[];
  /** Its author rated the final answer. */
  isRated: boolean;
  reopenedAt: number[];
  assignedAt: number[];
  refusedAt: number[];
  forwardedAt: number[];
  reviewedAt: number[];
  reworkedAt: number[];
  /** Promised dates approved as the answer («запланировано»). */
  deferredAt: number[];
  promises: { until: number; state: 'open' | 'kept' | 'broken' | 'moved' }[];
  answers: { at: number; isBrushOff: boolean | null }[];
}

export interface MassProblemRecord {
  foundAt: number;
  firstAt: number;
}

/** What is written in networks and answered there, and what pages publish; of the latter nothing is in the product yet. */
export interface SocialRecords {
  captured: { capturedAt: number; publishedAt: number | null }[];
  comments: { at: number; needsAnswer: boolean; answeredAt: number | null }[];
}

/** A post of an official page; reach and reactions are null where the network does not tell. */
export interface PostRecord {
  publishedAt: number;
  isStanding: boolean;
  reach: number | null;
  reactions: number | null;
}

/** Official pages that are kept when the period ends. */
export interface PageRecords {
  /** Of each check of each page, as it is known then. */
  checks: { isPassed: boolean }[];
  /** Pages whose posts are known. */
  pages: { norm: number; posts: PostRecord[] }[];
}

export interface GroupRecords {
  /** When meetings were held. */
  meetings: number[];
  decisions: { dueAt: number; doneAt: number | null }[];
  /** First moments of the months that are looked at, in order, and the moment after the last. */
  months: number[];
}

/** First moment of the period, the first one after it, and the present. */
export interface Window {
  from: number;
  to: number;
  now: number;
}

export const isWithin = (at: number | null, { from, to }: Window): boolean =>
  at !== null && at >= from && at < to;

export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** The value at a rank of the sorted ones, the lower of two middles: what a sketch approaches. */
export function quantileOf(values: readonly number[], quantile: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(quantile * (sorted.length - 1))] ?? null;
}

export const meanOf = (values: readonly number[]): number | null =>
  shareOf(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
