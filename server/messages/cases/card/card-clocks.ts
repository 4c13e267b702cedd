import type { ExpressionBuilder } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { termLine } from '../../../base/deadlines/index.ts';
import type { DB } from '../../../lib/database/schema.gen.ts';
import { clockTitle } from '../clocks/clocks.ts';

/** Columns of a clock as a card tells it, oldest first. */
export function selectClocks(eb: ExpressionBuilder<DB, 'cases.case_file'>) {
  return jsonArrayFrom(
    eb
      .selectFrom('cases.clock as clock')
      .select([
        'clock.id',
        'clock.kind',
        'clock.rule_id',
        'clock.started_at',
        'clock.due_at',
        'clock.due_from',
        'clock.stopped_at',
        'clock.paused_at',
        'clock.extensions',
      ])
      .whereRef('clock.case_id', '=', 'cases.case_file.id')
      .orderBy('clock.id'),
  );
}

interface ClockRow {
  id: string;
  kind: string;
  rule_id: string;
  started_at: string | Date;
  due_at: string | Date;
  due_from: string | Date | null;
  stopped_at: string | Date | null;
  paused_at: string | Date | null;
  extensions: unknown;
}

/** Clocks as the card shows them; a paused one stands, so its line stands too. */
export function presentClocks(now: Date, clocks: readonly ClockRow[]): CaseCard['clocks'] {
  return clocks.map((clock) => {
    const moment = (at: string | Date | null) => (at === null ? null : new Date(at));
    const [stoppedAt, pausedAt] = [moment(clock.stopped_at), moment(clock.paused_at)];
    return {
      id: clock.id,
      kind: clock.kind,
      title: clockTitle(clock.kind, clock.rule_id),
      ruleId: clock.rule_id,
      ...termLine(now, {
        startedAt: new Date(clock.started_at),
        dueAt: new Date(clock.due_at),
        stoppedAt: stoppedAt ?? pausedAt,
        ruleId: clock.rule_id,
      }),
      dueFrom: moment(clock.due_from)?.toISOString() ?? null,
      stoppedAt: stoppedAt?.toISOString() ?? null,
      pausedAt: stoppedAt ? null : (pausedAt?.toISOString() ?? null),
      extensionCount: Array.isArray(clock.extensions) ? clock.extensions.length : 0,
    };
  });
}
