import { type RawBuilder, sql } from 'kysely';
import type {
  MeetingDecision,
  VoteChoice,
  VoteCounts,
} from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem, AgendaSource } from '../../../../shared/contract/group/working-group-items.ts';
import { assignmentNumber } from '../../../../shared/text/group/assignments.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { numberItems, type TreeItem } from '../rules/agenda-tree.ts';

export interface ItemRow extends TreeItem {
  number: string;
  title: string;
  speaker_id: string | null;
  speaker_name: string;
  minutes: number | null;
  source: AgendaSource;
  source_id: string | null;
  source_label: string;
  heard: string;
  state: AgendaItem['state'];
  reason: string;
  raised_at: Date | null;
  began_at: Date | null;
  ended_at: Date | null;
  backOn: AgendaItem['backOn'];
}

/** Items of a meeting as they are read, each with its number: the frozen one once the meeting has opened. */
export async function listItems(ctx: Ctx, meetingId: string): Promise<ItemRow[]> {
  const { rows } = await sql<Omit<ItemRow, 'number'> & { frozen: string | null }>`
    SELECT id, parent_id AS "parentId", place, title, speaker_id, speaker_name, minutes, source, source_id, source_label,
      number AS frozen, heard, state, reason, raised_at, began_at, ended_at,
      CASE WHEN item.state = 'postponed' THEN (
        SELECT jsonb_build_object('meetingId', next.id, 'number', next.number, 'day', next.day)
        FROM working_group.agenda_item AS copy JOIN working_group.meeting AS next ON next.id = copy.meeting_id
        WHERE copy.source = 'postponed' AND copy.source_id = item.id::text AND next.state <> 'cancelled' LIMIT 1) END AS "backOn"
    FROM working_group.agenda_item AS item WHERE meeting_id = ${meetingId}`.execute(ctx.db);
  return numberItems(rows).map(({ frozen, ...item }) => ({ ...item, number: frozen ?? item.number }));
}

interface Told {
  speeches: AgendaItem['speeches'];
  decisions: Omit<MeetingDecision, 'number' | 'votes' | 'voted'>[];
  opinions: AgendaItem['opinions'];
  /** Votes by decision; of the item as a whole under `null`. */
  votes: Map<string | null, { counts: VoteCounts; voted: string[] }>;
}

/** The agenda with everything said, decided and voted on each item. Plan: one probe of an index for each kind. */
export async function readAgenda(ctx: Ctx, meetingId: string): Promise<AgendaItem[]> {
  const [items, told] = await Promise.all([listItems(ctx, meetingId), readTold(ctx, meetingId)]);
  return items.map((item) => {
    const own = told.get(item.id);
    return {
      id: item.id,
      parentId: item.parentId,
      number: item.number,
      title: item.title,
      speakerId: item.speaker_id,
      speaker: item.speaker_name,
      minutes: item.minutes,
      source: item.source,
      sourceId: item.source_id,
      sourceLabel: item.source_label,
      heard: item.heard,
      state: item.state,
      reason: item.reason,
      raisedAt: item.raised_at?.toISOString() ?? null,
      beganAt: item.began_at?.toISOString() ?? null,
      endedAt: item.ended_at?.toISOString() ?? null,
      backOn: item.backOn,
      speeches: own?.speeches ?? [],
      decisions: (own?.decisions ?? []).map((decision, at) => ({
        ...decision,
        number: `${item.number}.${at + 1}`,
        votes: own?.votes.get(decision.id)?.counts ?? null,
        voted: own?.votes.get(decision.id)?.voted ?? [],
      })),
      votes: own?.votes.get(null)?.counts ?? null,
      opinions: own?.opinions ?? [],
    };
  });
}

async function readTold(ctx: Ctx, meetingId: string): Promise<Map<string, Told>> {
  const ofItems = sql`SELECT id FROM working_group.agenda_item WHERE meeting_id = ${meetingId}`;
  const [speeches, decisions, ballots, opinions] = await Promise.all([
    sql<AgendaItem['speeches'][number] & { item_id: string; began: Date | null }>`
      SELECT item_id, id, name, text, state, began_at AS began FROM working_group.speech
      WHERE item_id IN (${ofItems}) ORDER BY place`.execute(ctx.db),
    listDecisions(ctx, ofItems),
    sql<{ item_id: string; decision_id: string | null; person_id: string; choice: VoteChoice }>`
      SELECT item_id, decision_id, person_id, choice FROM working_group.ballot
      WHERE meeting_id = ${meetingId}`.execute(ctx.db),
    sql<AgendaItem['opinions'][number] & { item_id: string }>`
      SELECT item_id, person_id AS "personId", name, text FROM working_group.opinion
      WHERE meeting_id = ${meetingId} ORDER BY name`.execute(ctx.db),
  ]);
  const told = new Map<string, Told>();
  const of = (itemId: string): Told => {
    const known = told.get(itemId) ?? {
      speeches: [],
      decisions: [],
      opinions: [],
      votes: new Map(),
    };
    told.set(itemId, known);
    return known;
  };
  for (const { item_id, began, ...speech } of speeches.rows)
    of(item_id).speeches.push({ ...speech, beganAt: began?.toISOString() ?? null });
  for (const { item_id, ...decision } of decisions) of(item_id).decisions.push(decision);
  for (const { item_id, ...opinion } of opinions.rows) of(item_id).opinions.push(opinion);
  for (const { item_id, decision_id, person_id, choice } of ballots.rows) {
    const { votes } = of(item_id);
    const cast = votes.get(decision_id) ?? { counts: { for: 0, against: 0, abstained: 0 }, voted: [] };
    votes.set(decision_id, cast);
    cast.counts[choice] += 1;
    cast.voted.push(person_id);
  }
  return told;
}

async function listDecisions(ctx: Ctx, ofItems: RawBuilder<unknown>) {
  type Off = { id: string; text: string; serial: number; year: number } | null;
  type Row = Omit<Told['decisions'][number], 'cancels'> & { item_id: string; off: Off };
  const { rows } = await sql<Row>`
    SELECT item_id, decision.id, decision.text, decision.responsible_id AS "responsibleId",
      decision.responsible_name AS responsible, decision.due_on AS "dueOn", decision.expected_result AS "expectedResult", outcome,
      CASE WHEN off.id IS NOT NULL THEN jsonb_build_object('id', off.id, 'text', off.text, 'serial', off.serial, 'year', off.year) END AS off
    FROM working_group.decision AS decision LEFT JOIN assignments.v_assignment AS off ON off.id = decision.cancels_id
    WHERE item_id IN (${ofItems}) ORDER BY place`.execute(ctx.db);
  return rows.map(({ off, ...row }) => ({
    ...row,
    cancels: off && { id: off.id, text: off.text, number: assignmentNumber(off.serial, off.year) },
  }));
}
