import { sql } from 'kysely';
import type {
  AgendaItem,
  AgendaSource,
  VoteChoice,
} from '../../../../shared/contract/group/working-group-meetings.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { numberItems, type TreeItem } from './agenda-tree.ts';

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
}

/** Items of a meeting as they are read, each with its number: the frozen one once the meeting has opened. */
export async function listItems(ctx: Ctx, meetingId: string): Promise<ItemRow[]> {
  const { rows } = await sql<Omit<ItemRow, 'number'> & { frozen: string | null }>`
    SELECT id, parent_id AS "parentId", place, title, speaker_id, speaker_name, minutes, source, source_id, source_label,
      number AS frozen, heard, state
    FROM working_group.agenda_item WHERE meeting_id = ${meetingId}`.execute(ctx.db);
  return numberItems(rows).map(({ frozen, ...item }) => ({ ...item, number: frozen ?? item.number }));
}

interface Told {
  speeches: AgendaItem['speeches'];
  decisions: AgendaItem['decisions'];
  opinions: AgendaItem['opinions'];
  votes: { for: number; against: number; abstained: number };
  voted: string[];
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
      speeches: own?.speeches ?? [],
      decisions: (own?.decisions ?? []).map((decision, at) => ({
        ...decision,
        number: `${item.number}.${at + 1}`,
      })),
      votes: own && own.voted.length > 0 ? own.votes : null,
      voted: own?.voted ?? [],
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
    sql<AgendaItem['decisions'][number] & { item_id: string }>`
      SELECT item_id, id, text, responsible_id AS "responsibleId", responsible_name AS responsible, due_on AS "dueOn",
        expected_result AS "expectedResult"
      FROM working_group.decision WHERE item_id IN (${ofItems}) ORDER BY place`.execute(ctx.db),
    sql<{ item_id: string; person_id: string; choice: VoteChoice }>`
      SELECT item_id, person_id, choice FROM working_group.ballot WHERE meeting_id = ${meetingId}`.execute(
      ctx.db,
    ),
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
      voted: [],
      votes: { for: 0, against: 0, abstained: 0 },
    };
    told.set(itemId, known);
    return known;
  };
  for (const { item_id, began, ...speech } of speeches.rows)
    of(item_id).speeches.push({ ...speech, beganAt: began?.toISOString() ?? null });
  for (const { item_id, ...decision } of decisions.rows) of(item_id).decisions.push(decision);
  for (const { item_id, ...opinion } of opinions.rows) of(item_id).opinions.push(opinion);
  for (const { item_id, person_id, choice } of ballots.rows) {
    of(item_id).votes[choice] += 1;
    of(item_id).voted.push(person_id);
  }
  return told;
}
