import { type RawBuilder, sql } from 'kysely';
import { type SignalLine, signalFacts } from '../../../shared/contract/monitoring/conflict-signals.ts';
import type { ConflictLine } from '../../../shared/contract/monitoring/conflicts.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { ConflictRow, SignalRow } from './rows.ts';

const titleOf = (factId: string | null): string | null =>
  (factId === null ? undefined : findFact(factId)?.shortTitle) ?? null;

export interface SignalTitles {
  unit_title: string | null;
  page_title: string | null;
}

export const signalColumns: RawBuilder<unknown> = sql`signal.*,
  (SELECT unit.short_title FROM identity.v_unit AS unit WHERE unit.id = signal.unit_id) AS unit_title,
  (SELECT page.title FROM networks.v_page AS page WHERE page.id = signal.page_id) AS page_title`;

export const presentSignal = (row: SignalRow & SignalTitles): SignalLine => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  facts: signalFacts.parse(row.facts),
  noticedAt: row.noticed_at.toISOString(),
  eventAt: row.event_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  block: row.block,
  factTitle: titleOf(row.fact_id),
  address: row.address,
  unitTitle: row.unit_title,
  pageTitle: row.page_title,
  conflictId: row.conflict_id,
});

export interface ConflictTitles {
  unit_title: string | null;
  signals: number;
}

export const conflictColumns: RawBuilder<unknown> = sql`conflict.*,
  (SELECT unit.short_title FROM identity.v_unit AS unit WHERE unit.id = conflict.unit_id) AS unit_title,
  (SELECT count(*)::int FROM conflicts.signal WHERE signal.conflict_id = conflict.id) AS signals`;

export const presentConflict = (ctx: Pick<Ctx, 'now'>, row: ConflictRow & ConflictTitles): ConflictLine => ({
  id: row.id,
  number: row.number,
  title: row.title,
  trigger: row.trigger,
  risk: row.risk,
  state: row.state,
  block: row.block,
  factTitle: titleOf(row.fact_id),
  address: row.address,
  unitId: row.unit_id,
  unitTitle: row.unit_title,
  leader: row.leader_name,
  signals: row.signals,
  openedAt: row.opened_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  closedAt: row.closed_at?.toISOString() ?? null,
  isLate: (row.closed_at ?? ctx.now) > row.due_at,
  outcome: row.outcome,
});
