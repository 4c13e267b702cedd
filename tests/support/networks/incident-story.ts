import { expect } from 'vitest';
import type { IncidentCard } from '../../../shared/contract/monitoring/incidents.ts';
import { changesOf, type RecordChange, type Telling } from '../record-change.ts';
import { type IncidentDesk, openIncidentDesk } from './incident-desk.ts';

const incident: Telling = {
  row: 'SELECT * FROM incidents.incident WHERE id = $1',
  tables: [
    `SELECT concat_ws(' ', 'term', kind, rule_id, to_jsonb(started_at) #>> '{}', '→', to_jsonb(due_at) #>> '{}',
     CASE WHEN ended_at IS NOT NULL THEN 'ended ' || (to_jsonb(ended_at) #>> '{}') END, CASE WHEN is_void THEN 'void' END)
   FROM incidents.term WHERE incident_id = $1`,
    `SELECT concat_ws(' ', 'post', post.external_id, CASE WHEN came_from IS NOT NULL THEN 'came' END, nullif(array_to_string(why, '; '), ''))
   FROM incidents.member JOIN posts.post ON post.id = post_id WHERE incident_id = $1`,
    `SELECT concat_ws(' ', 'reply', state, CASE WHEN is_interim THEN 'interim' END, promised_on::text, CASE WHEN is_urgent THEN 'urgent' END,
     'made ' || (to_jsonb(made_at) #>> '{}'), 'approved ' || (to_jsonb(approved_at) #>> '{}'), 'reviewed ' || (to_jsonb(reviewed_at) #>> '{}'),
     'published ' || (to_jsonb(published_at) #>> '{}'), nullif(urgent_reason, ''), nullif(reason, ''), '«' || text || '»')
   FROM incidents.reply WHERE incident_id = $1`,
    `SELECT concat_ws(' ', 'said', what, nullif('(' || note || ')', '()')) FROM incidents.event WHERE incident_id = $1`,
    `SELECT 'journal ' || action || ' ' || coalesce(((payload::jsonb) -> 'data')::text, '') FROM audit.record
   WHERE object = 'incident' AND object_id = $1::text`,
  ],
};

/** A desk whose acts are told step by step, each at its hour of 24 November. */
export interface IncidentSteps {
  desk: IncidentDesk;
  at: (clock: string) => void;
  /** Somebody of their own, under a post of their own: `a-1`, `a-2` and so on. */
  ask: (given?: Parameters<IncidentDesk['comment']>[0]) => Promise<IncidentCard>;
  /** At this hour, the card as it is now: what an act changed of its incident. */
  step: (clock: string, id: string, act: (card: IncidentCard) => Promise<unknown>) => Promise<RecordChange>;
}

export async function openIncidentSteps(): Promise<IncidentSteps> {
  const desk = await openIncidentDesk();
  let serial = 0;
  const at = (clock: string): void => desk.server.setNow(`2026-11-24T${clock}:00Z`);
  return {
    desk,
    at,
    ask(given = {}) {
      serial += 1;
      const threadId = `thread-${serial}`;
      return desk.comment({
        id: `a-${serial}`,
        threadId,
        parentId: threadId,
        authorId: `author-${serial}`,
        text: `Где вода на Титова, ${serial}?`,
        ...given,
      });
    },
    async step(clock, id, act) {
      at(clock);
      const card = await desk.read(id);
      const change = await changesOf(desk.server, incident, id, async () => {
        await act(card);
        await desk.server.drain();
      });
      const { version } = await desk.read(id);
      expect(version, 'whoever has an older card learns of it').toBeGreaterThan(card.version);
      return change;
    },
  };
}

/** What an act without words is sent with. */
export const touchOf = (card: IncidentCard) => ({ params: { id: card.id }, body: { version: card.version } });

/** The same of an act upon the reply that does not stand in the network. */
export const onReply = <B extends object>(card: IncidentCard, body: B) => ({
  params: { id: card.id, reply: card.replies.find(({ state }) => state !== 'published')!.id },
  body: { version: card.version, ...body },
});
