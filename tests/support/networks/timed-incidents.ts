import { randomUUID } from 'node:crypto';
import type { TestServer } from '../site/server.ts';
import { type Hearing, heardPage, openHearing, putHeardPages, seenFact } from './heard-posts.ts';

/** Incidents of one comment each with their terms and replies, put as rows: what time alone makes of them. */

/** An hour of 24 November. */
export const hourAt = (clock: string): string => `2026-11-24T${clock}:00Z`;

export interface AskedIncident {
  incident: string;
  post: string;
}

export interface PutTerm {
  kind?: string;
  from?: string;
  due?: string;
  ended?: string | null;
  isVoid?: boolean;
}

export interface PutReply {
  out?: string;
  isInterim?: boolean;
  promisedOn?: string | null;
}

export interface TimedIncidents {
  hearing: Hearing;
  /** A comment on this page of ours or of others. */
  ask: (page?: typeof heardPage) => Promise<AskedIncident>;
  term: (incident: string, given?: PutTerm) => Promise<unknown>;
  reply: (asked: AskedIncident, given?: PutReply) => Promise<string>;
  /** Signals there are, by their moment. */
  signals: () => Promise<Record<string, unknown>[]>;
  /** At 09:00 with no signal, no statement and no term that runs. */
  clear: () => Promise<void>;
}

export async function openTimedIncidents(server: TestServer): Promise<TimedIncidents> {
  const hearing = openHearing(server);
  await putHeardPages(server);
  let serial = 0;
  /** An incident of one comment, posted at 08:55. */
  async function ask(page = heardPage): Promise<AskedIncident> {
    serial += 1;
    const told = hearing.fresh();
    await hearing.hear([seenFact(told)], page);
    const [incident, post] = [randomUUID(), String((await hearing.rowOf(told.id))?.id)];
    await server.asOwner(
      `INSERT INTO incidents.incident (id, number, title, status, importance, origin, offer, opened_at, last_posted_at)
       VALUES ('${incident}', 'И-${serial}', 'Яма', 'sorted', 'normal', 'own-page', '{}', now(), now());
       INSERT INTO incidents.member (post_id, incident_id, at, by_name) VALUES ('${post}', '${incident}', now(), 'Отклик')`,
    );
    return { incident, post };
  }

  const term = (
    incident: string,
    { kind = 'answer', from = '05:00', due = '07:00', ended = null, isVoid = false }: PutTerm = {},
  ) =>
    server.asOwner(
      `INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at, ended_at, is_void)
       VALUES ('${incident}', '${kind}', '${hourAt(from)}', 'rule', '1', '${hourAt(due)}', ${ended === null ? 'NULL' : `'${hourAt(ended)}'`}, ${isVoid})`,
    );

  async function reply(
    { incident, post }: AskedIncident,
    { out = '07:40', isInterim = false, promisedOn = null }: PutReply = {},
  ): Promise<string> {
    const id = randomUUID();
    await server.asOwner(
      `INSERT INTO incidents.reply (id, incident_id, post_id, page_id, text, state, is_interim, promised_on, made_by, made_by_name, made_at,
         approved_by, published_at, published_url)
       VALUES ('${id}', '${incident}', '${post}', '${heardPage.id}', 'Ответ', 'published', ${isInterim}, ${promisedOn === null ? 'NULL' : `'${promisedOn}'`},
         'staff:1', 'Пробный', now(), 'staff:2', '${out.length > 5 ? out : hourAt(out)}', '')`,
    );
    return id;
  }

  const signals = () =>
    hearing.ask(
      `SELECT signal.facts, signal.cause, signal.event_at, signal.state, signal.incident_id, signal.page_id,
         (SELECT json_agg(evidence.kind || ' ' || evidence.target_id) FROM conflicts.evidence WHERE signal_id = signal.id) AS evidence
       FROM conflicts.signal ORDER BY signal.event_at, signal.cause`,
      [],
    );
  const clear = async (): Promise<void> => {
    server.setNow('2026-11-24T09:00:00Z');
    await server.asOwner(`TRUNCATE conflicts.signal, conflicts.promise CASCADE; DELETE FROM conflicts.statement;
      UPDATE incidents.term SET ended_at = started_at, is_void = true`);
  };
  return { hearing, ask, term, reply, signals, clear };
}
