import type { LedgerFact } from '../../../base/promises/index.ts';

/** A line of the ledger of a case. Days `YYYY-MM-DD`. */
export interface PromiseRow {
  id: string;
  case_id: string;
  kind: 'answer' | 'interim';
  until: string;
  unit_id: string | null;
  made_at: Date;
  settled_at: Date | null;
  state: 'open' | 'kept' | 'broken' | 'moved';
}

/** Promises of one case in the order they were made, apart where one was kept: what is promised after is another. */
export function chainsOf(rows: readonly PromiseRow[]): [PromiseRow, ...PromiseRow[]][] {
  const chains: [PromiseRow, ...PromiseRow[]][] = [];
  let former: PromiseRow | undefined;
  for (const row of rows.toSorted((a, b) => a.made_at.getTime() - b.made_at.getTime())) {
    const last = chains.at(-1);
    if (last && former && former.state !== 'kept') last.push(row);
    else chains.push([row]);
    former = row;
  }
  return chains;
}

/** What became of a case since. */
export interface CaseEnd {
  outcome: string | null;
  answered_at: Date | null;
  /** The residents' word on the result. */
  resolved: string | null;
  /** A released photo of what was done. */
  has_photo: boolean;
}

type Done = Pick<LedgerFact, 'doneAt' | 'proof'>;
const notDone: Done = { doneAt: null, proof: null };

/**
 * Whether what the last line of a chain promised is done, and what proves it. A deed: the answer says so, unless a resident denies it;
 * residents or a photo prove it. An answer by a day is proved by itself: everybody reads it.
 */
export function doneOf(
  { kind, state, settled_at: settledAt }: PromiseRow,
  { outcome, answered_at: answeredAt, resolved, has_photo: hasPhoto }: CaseEnd,
): Done {
  if (kind === 'interim') {
    // The case may be back in work since: the answer that was promised has come all the same.
    const at = state === 'kept' ? settledAt : answeredAt;
    return at === null ? notDone : { doneAt: at, proof: 'answer' };
  }
  if (answeredAt === null || outcome !== 'solved' || resolved === 'no' || resolved === 'partly')
    return notDone;
  return { doneAt: answeredAt, proof: resolved === 'yes' ? 'residents' : hasPhoto ? 'photo' : null };
}

/** A chain after which more was promised of the same case: a deed that had to be promised again was not done. */
export const returned: CaseEnd = { outcome: null, answered_at: null, resolved: null, has_photo: false };
