import { sql } from 'kysely';
import type { LadderRole } from '../../../../shared/contract/messages/escalation.ts';
import type { ClockFacts, KeptSubject, Whom } from '../../../base/clocks/index.ts';
import { clockOwner } from '../../../base/deadlines/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { addEvents } from '../core/timeline.ts';
import { findClockTitle } from './clocks.ts';

/** Who a case is with: what decides who is told of it. */
export interface CaseHolder {
  unitId: string | null;
  executorId: string | null;
}

/** People of a case by the word of the ladder. A unit without a head has its coordinators for one. */
export function caseWhom(
  word: LadderRole,
  clock: string,
  { executorId }: CaseHolder,
): readonly Whom[] | undefined {
  switch (word) {
    case 'owner':
      return ownersOf(clock, executorId);
    case 'unit-head':
      return [{ role: 'reviewer', inUnit: true }, { role: 'operator' }];
    case 'coordinator':
      return [{ role: 'operator' }];
    default:
      return undefined;
  }
}

/** Whose move it is. Work nobody in the unit has taken is everybody's who executes there, and else the coordinator's. */
function ownersOf(clock: string, executorId: string | null): readonly Whom[] {
  const owner = clockOwner(clock);
  if (owner === 'resident') return [];
  if (owner !== 'executor') return [{ role: owner }];
  return [{ people: [executorId] }, { role: 'executor', inUnit: true }, { role: 'operator' }];
}

/** Cases that are not over: of a term left running on one that is, nobody is told. Plan: their keys. */
async function read(ctx: Ctx, ids: readonly string[]): Promise<ClockFacts[]> {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'block', 'fact_id', 'district_id', 'executor_unit_id', 'executor_id'])
    .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
    .where('closed_at', 'is', null)
    .execute();
  return rows.map((row) => {
    const holder = { unitId: row.executor_unit_id, executorId: row.executor_id };
    return {
      id: row.id,
      name: `Дело № ${row.number}`,
      about: findFact(row.fact_id ?? '')?.title.toLocaleLowerCase('ru') ?? '',
      path: `/staff/cases/${row.number}`,
      unitId: row.executor_unit_id,
      block: row.block,
      districtId: row.district_id,
      whom: (word, clock) => caseWhom(word, clock, holder),
    };
  });
}

/** Cases keep their clocks: the law of a case pauses, prolongs and breaks them. */
export const caseClocks: KeptSubject = {
  kind: 'case',
  title: (clock) => findClockTitle(clock),
  table: {
    table: sql`cases.clock`,
    subjectId: sql`case_id`,
    round: sql`jsonb_array_length(extensions)`,
    ruleId: sql`rule_id`,
  },
  read,
  told: (ctx, lines) =>
    addEvents(
      ctx,
      lines.map(({ id: caseId, text }) => ({
        caseId,
        kind: 'escalation',
        visibility: 'staff' as const,
        text,
      })),
    ),
};
