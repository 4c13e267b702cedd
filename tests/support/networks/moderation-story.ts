import { expect } from 'vitest';
import type { ActCard } from '../../../shared/contract/monitoring/moderation.ts';
import { changesOf, type RecordChange, type Telling } from '../record-change.ts';
import { type ModerationDesk, openModerationDesk } from './moderation-desk.ts';

/** A decision about a comment, with whatever hangs on it. */
const decision: Telling = {
  row: 'SELECT * FROM moderation.act WHERE id = $1',
  tables: [
    `SELECT concat_ws(' ', 'notice', kind, way, state) FROM moderation.notice WHERE act_id = $1`,
    `SELECT concat_ws(' ', 'appeal', rule_id, '→', to_jsonb(due_at) #>> '{}', 'taken by ' || taken_by_name, outcome,
       'decided ' || (to_jsonb(decided_at) #>> '{}'), nullif('«' || answer || '»', '«»')) FROM moderation.appeal WHERE act_id = $1`,
    `SELECT concat_ws(' ', 'said', substr(event.what, 17), nullif('(' || event.note || ')', '()'))
     FROM incidents.event JOIN moderation.act ON act.incident_id = event.incident_id
     WHERE act.id = $1 AND event.what LIKE act.number || ': %'`,
    `SELECT concat_ws(' ', 'hold', coalesce(to_jsonb(until) #>> '{}', 'open')) FROM posts.hold JOIN moderation.act USING (post_id)
     WHERE act.id = $1`,
    `SELECT concat_ws(' ', 'deed', deed.kind, deed.state) FROM networks.deed WHERE subject_id = $1`,
    `SELECT 'post ' || CASE WHEN gone_at IS NULL THEN 'stands' ELSE 'gone by ' || gone_by END
     FROM posts.post JOIN moderation.act ON act.post_id = post.id WHERE act.id = $1`,
    `SELECT 'journal ' || action || ' ' || coalesce(((payload::jsonb) -> 'data')::text, '') FROM audit.record
     WHERE object = 'moderation-act' AND object_id = $1::text`,
  ],
};

/** A desk whose decisions are told step by step, each at its hour of 24 November. */
export interface ModerationSteps {
  m: ModerationDesk;
  at: (clock: string) => void;
  /** At this hour, the card as it is now: what an act changed of its decision. */
  step: (clock: string, id: string, act: (card: ActCard) => Promise<unknown>) => Promise<RecordChange>;
}

export async function openModerationSteps(): Promise<ModerationSteps> {
  const m = await openModerationDesk();
  const at = (clock: string): void => m.server.setNow(`2026-11-24T${clock}:00Z`);
  return {
    m,
    at,
    async step(clock, id, act) {
      at(clock);
      const card = await m.readAct(id, m.approver);
      const change = await changesOf(m.server, decision, id, async () => {
        await act(card);
        await m.server.drain();
      });
      const { version } = await m.readAct(id, m.approver);
      expect(version, 'whoever has an older card learns of it').toBeGreaterThan(card.version);
      return change;
    },
  };
}
