import type { RequestDuty, RequestState, RequestTerm } from '../../../../shared/contract/pages/gospubliki.ts';

/** What of a request its terms are told by. */
export interface Termed {
  state: RequestState;
  decide_by: Date;
  decided_at: Date | null;
  publish_by: Date;
  published_at: Date | null;
  report_by: Date | null;
  reported_at: Date | null;
}

const duties: Readonly<Partial<Record<RequestState, RequestDuty>>> = {
  received: 'decide',
  accepted: 'publish',
  published: 'report',
};

/** What is owed now. */
export const dutyOf = (state: RequestState): RequestDuty | null => duties[state] ?? null;

const judge = (duty: RequestDuty, due: Date, done: Date | null, now: Date): RequestTerm => ({
  duty,
  dueAt: due.toISOString(),
  doneAt: done?.toISOString() ?? null,
  isLate: (done ?? now) > due,
});

/** Terms of a request that ran or run, in their order: what was objected to or called back owes nothing more. */
export function termsOf(request: Termed, now: Date): RequestTerm[] {
  const { state, report_by: reportBy } = request;
  const isPlaced = state === 'accepted' || state === 'published' || state === 'reported';
  return [
    judge('decide', request.decide_by, request.decided_at, now),
    ...(isPlaced ? [judge('publish', request.publish_by, request.published_at, now)] : []),
    ...(isPlaced && reportBy ? [judge('report', reportBy, request.reported_at, now)] : []),
  ];
}

interface Settled {
  is_accepted: boolean | null;
  published_at: Date | null;
  missed_at: Date | null;
}

/**
 * When everything was settled about the pages a request was accepted for: the latest moment a page said it, or somebody said that it
 * will not. Null while one of them is open.
 */
export function settledMoment(pages: readonly Settled[]): Date | null {
  const accepted = pages.filter(({ is_accepted: isAccepted }) => isAccepted === true);
  const moments = accepted.flatMap(
    ({ published_at: published, missed_at: missed }) => published ?? missed ?? [],
  );
  if (accepted.length === 0 || moments.length < accepted.length) return null;
  return new Date(Math.max(...moments.map((one) => one.getTime())));
}
