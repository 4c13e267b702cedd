import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { incidentOffer } from './reading.ts';
import type { IncidentRow } from './rows.ts';
import type { TermRow } from './terms.ts';

/** What an incident is shown with besides its own row. */
export interface LineFacts {
  networks: string[];
  where: string;
  posts: number;
  unit_title: string | null;
}

export const presentTerm = (row: TermRow, now: Date): contract.IncidentTerm => ({
  kind: row.kind,
  startedAt: row.started_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  isBroken: (row.ended_at ?? now) > row.due_at,
});

/** The term that runs and ends first. */
function nearestTerm(terms: readonly TermRow[], now: Date): contract.IncidentTerm | null {
  const [first] = terms
    .filter(({ ended_at: endedAt }) => endedAt === null)
    .toSorted((one, other) => one.due_at.getTime() - other.due_at.getTime());
  return first ? presentTerm(first, now) : null;
}

export function presentLine(
  ctx: Pick<Ctx, 'now'>,
  row: IncidentRow & LineFacts,
  terms: readonly TermRow[],
): contract.IncidentLine {
  const offer = incidentOffer.parse(row.offer);
  const factId = row.fact_id ?? offer.topics[0]?.factId;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    status: row.status,
    importance: row.importance,
    networks: row.networks,
    where: row.where,
    posts: row.posts,
    block: row.block ?? offer.topics[0]?.block ?? null,
    factTitle: (factId === undefined ? undefined : findFact(factId)?.shortTitle) ?? null,
    isSorted: row.fact_id !== null,
    address: row.address,
    marks: offer.marks,
    unitTitle: row.unit_title,
    openedAt: row.opened_at.toISOString(),
    lastPostedAt: row.last_posted_at.toISOString(),
    term: nearestTerm(terms, ctx.now),
    caseNumber: row.case_number,
  };
}
