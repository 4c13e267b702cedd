import { type RawBuilder, sql } from 'kysely';
import {
  type ArchiveKind,
  type ArchiveRow,
  archiveKinds,
  type searchArchive as searchArchiveRoute,
} from '../../../../shared/contract/group/working-group-archive.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { recordOf } from '../../../../shared/known.ts';
import { lastOf } from '../../../../shared/lists.ts';
import { escapeLike } from '../../../lib/database/like.ts';
import { badCursor, cursorId, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import { type Ctx, hasPermission, isStaff } from '../../../lib/module/context.ts';
import { listPhraseWords, markTexts, queryWords, type Replaced } from '../../../messages/cases/index.ts';
import { numberOf } from './protocol-card.ts';
import { type ProtocolContent, toText } from './protocol-content.ts';

type Search = typeof searchArchiveRoute;
type Query = HandlerInput<Search>['query'];

/**
 * Meetings a reader finds in the archive: what is signed, everybody who reads the group; what is not yet, who keeps the record
 * and who had a seat.
 */
function reach(ctx: Ctx): RawBuilder<unknown> {
  const me = isStaff(ctx.actor) ? ctx.actor.id : null;
  return sql`
    SELECT meeting.id, meeting.number, meeting.day, meeting.year, protocol.serial, protocol.year AS protocol_year,
      registered.number AS city_number
    FROM working_group.meeting AS meeting LEFT JOIN working_group.protocol AS protocol ON protocol.meeting_id = meeting.id
    LEFT JOIN city_numbers.v_number AS registered ON registered.paper_id = meeting.id AND registered.kind = 'protocol'
    WHERE meeting.state NOT IN ('planned', 'agenda_draft', 'agenda_sent', 'running', 'cancelled')
      AND (protocol.signed_at IS NOT NULL OR ${hasPermission(ctx, 'working-group.keep')} OR EXISTS (
        SELECT FROM working_group.attendance AS seat WHERE seat.meeting_id = meeting.id AND seat.person_id = ${me}::uuid))`;
}

/** What a phrase looks for. */
interface Sought {
  words: RawBuilder<unknown> | null;
  /** «3/2026», «№ 11»: a protocol or a meeting by its number. */
  number: { serial: number; year: number | null } | null;
  replaced: Replaced[];
}

async function readPhrase(ctx: Ctx, phrase: string): Promise<Sought> {
  const number = /^(?:протокол\s*)?№?\s*(\d{1,4})(?:\/(\d{4}))?$/iu.exec(phrase);
  if (number) {
    const year = number[2] ? Number(number[2]) : null;
    return { words: null, number: { serial: Number(number[1]), year }, replaced: [] };
  }
  const { text, replaced } = await queryWords(ctx, listPhraseWords(phrase), { hasAllStems: true });
  return { words: sql`to_tsquery('russian', ${text})`, number: null, replaced };
}

const nothing: Sought = { words: null, number: null, replaced: [] };

/** Protocols, decisions and papers a phrase finds, each with its place in the archive: the latest meeting first. */
function find(ctx: Ctx, { words, number }: Sought, { year, q }: Query): RawBuilder<unknown> {
  const of = (search: RawBuilder<unknown>) => (words ? sql`${search} @@ ${words}` : sql`true`);
  const numbered = !number
    ? sql`true`
    : number.year
      ? sql`(reach.serial = ${number.serial} AND reach.protocol_year = ${number.year})`
      : sql`(reach.serial = ${number.serial} OR reach.number = ${number.serial})`;
  const shared = sql`reach.id AS meeting_id, reach.number AS meeting_number, reach.day, reach.serial, reach.protocol_year, reach.city_number,
    date '2999-12-31' - reach.day AS late`;
  const ofYear = year ? sql`reach.year = ${year}` : sql`true`;
  const where = sql`${numbered} AND ${ofYear}`;
  const registered = q
    ? sql`reach.city_number ILIKE ${`%${escapeLike(q.replace(/^№\s*/u, ''))}%`}`
    : sql`false`;
  return sql`
    WITH reach AS (${reach(ctx)})
    SELECT 'protocol' AS kind, 1 AS kind_no, reach.id, ${shared}, NULL AS item_id, NULL AS number, '{}'::int[] AS place,
      'Протокол' AS title, '' AS result, NULL AS responsible, NULL::date AS due_on
    FROM reach JOIN LATERAL (SELECT search FROM working_group.protocol_version AS version
      WHERE version.meeting_id = reach.id ORDER BY version DESC LIMIT 1) AS last ON true
    WHERE ${ofYear} AND ((${numbered} AND ${of(sql`last.search`)}) OR ${registered})
    UNION ALL
    SELECT 'decision', 2, decision.id, ${shared}, decision.item_id::text, decision.number,
      string_to_array(decision.number, '.')::int[], decision.text, decision.expected_result, decision.responsible_name, decision.due_on
    FROM reach JOIN working_group.v_decision AS decision ON decision.meeting_id = reach.id
    JOIN working_group.decision AS kept ON kept.id = decision.id
    WHERE ${where} AND ${of(sql`kept.search`)}
    UNION ALL
    SELECT 'paper', 3, paper.file_id, ${shared}, NULL, NULL, '{}', paper.title, '', NULL, NULL
    FROM reach JOIN working_group.paper AS paper ON paper.meeting_id = reach.id
    WHERE ${where} AND ${of(sql`paper.search`)}`;
}

interface Found {
  kind: ArchiveKind;
  kind_no: number;
  id: string;
  meeting_id: string;
  meeting_number: number | null;
  day: string;
  serial: number | null;
  protocol_year: number | null;
  city_number: string | null;
  late: number;
  item_id: string | null;
  number: string | null;
  place: number[];
  title: string;
  result: string;
  responsible: string | null;
  due_on: string | null;
}

/** A page ends on the place of its last row. */
const cursorOf = ({ late, meeting_id, kind_no, place, id }: Found): string =>
  writeCursor([`${late}`, meeting_id, `${kind_no}`, place.join('.'), id]);

/** Rows after a cursor's place. */
function afterCursor(text: string | undefined): RawBuilder<unknown> {
  const keys = readCursor(text, 5);
  if (!keys) return sql`true`;
  const [late, meetingId, kindNo, place, id] = keys.map((key) => key ?? 'none');
  const isPlace = /^(\d{1,5}(\.\d{1,5}){0,8})?$/u.test(place!);
  if (!/^\d{1,6}$/u.test(late!) || !/^\d$/u.test(kindNo!) || !isPlace) throw badCursor();
  return sql`(late, meeting_id, kind_no, place, id) > (${late}::int, ${cursorId(meetingId!)}::uuid, ${kindNo}::int,
    string_to_array(${place}, '.')::int[], ${cursorId(id!)}::uuid)`;
}

/** Route. Plan: a dozen meetings a year and what was decided at them, read whole; words by their gin indexes. */
export async function searchArchive(
  ctx: Ctx,
  { query }: HandlerInput<Search>,
): Promise<RouteReplyInput<Search>> {
  const sought = query.q ? await readPhrase(ctx, query.q) : nothing;
  const found = find(ctx, sought, query);
  const after = afterCursor(query.cursor);
  const [{ rows }, { rows: counted }, { rows: years }] = await Promise.all([
    sql<Found>`SELECT * FROM (${found}) AS found
      WHERE ${query.kind ? sql`kind = ${query.kind}` : sql`true`} AND ${after}
      ORDER BY late, meeting_id, kind_no, place, id LIMIT ${query.limit + 1}`.execute(ctx.db),
    sql<{ kind: ArchiveKind; count: number }>`
      SELECT kind, count(*)::int AS count FROM (${found}) AS found GROUP BY kind`.execute(ctx.db),
    sql<{ year: number }>`
      SELECT DISTINCT year FROM (${reach(ctx)}) AS reach ORDER BY year DESC`.execute(ctx.db),
  ]);
  const shown = rows.slice(0, query.limit);
  return {
    rows: await present(ctx, shown, sought.words),
    next: rows.length > query.limit ? cursorOf(lastOf(shown)) : null,
    counts: recordOf(archiveKinds, (kind) => counted.find((one) => one.kind === kind)?.count ?? 0),
    years: years.map(({ year }) => year),
    replaced: sought.replaced,
  };
}

/** Rows of a page with the line where the words stand; a protocol opens at the first item that says them. */
async function present(ctx: Ctx, rows: Found[], words: RawBuilder<unknown> | null): Promise<ArchiveRow[]> {
  const protocols = await readProtocols(ctx, rows, words);
  const texts = rows.map((row) =>
    row.kind === 'protocol'
      ? (protocols.get(row.id)?.text ?? '')
      : [row.result, row.responsible].filter(Boolean).join('. '),
  );
  const [titles, lines] = words
    ? await Promise.all([
        markTexts(
          ctx,
          words,
          rows.map(({ title }) => title),
          'whole',
        ),
        markTexts(ctx, words, texts, 'line'),
      ])
    : [[], []];
  return rows.map((row, at) => ({
    kind: row.kind,
    id: row.id,
    meetingId: row.meeting_id,
    meetingNumber: row.meeting_number,
    day: row.day,
    number: row.number,
    title: row.title,
    responsible: row.responsible,
    protocolNumber:
      row.protocol_year === null ? null : numberOf({ serial: row.serial, year: row.protocol_year }),
    cityNumber: row.city_number,
    dueOn: row.due_on,
    titleFound: titles[at] ?? null,
    excerpt: titles[at] ? null : (lines[at] ?? null),
    itemId: row.item_id ?? protocols.get(row.id)?.itemId ?? null,
  }));
}

async function readProtocols(ctx: Ctx, rows: Found[], words: RawBuilder<unknown> | null) {
  const ids = rows.filter(({ kind }) => kind === 'protocol').map(({ id }) => id);
  if (!words || ids.length === 0) return new Map<string, { text: string; itemId: string | null }>();
  const { rows: told } = await sql<{ id: string; content: ProtocolContent; itemId: string | null }>`
    SELECT DISTINCT ON (version.meeting_id) version.meeting_id AS id, content, (
      SELECT item.id FROM working_group.agenda_item AS item
      WHERE item.meeting_id = version.meeting_id AND to_tsvector('russian', concat_ws(' ', item.title, item.heard,
        (SELECT string_agg(concat_ws(' ', name, text), ' ') FROM working_group.speech WHERE item_id = item.id),
        (SELECT string_agg(concat_ws(' ', text, expected_result), ' ') FROM working_group.decision WHERE item_id = item.id)))
        @@ ${words}
      ORDER BY string_to_array(item.number, '.')::int[] LIMIT 1) AS "itemId"
    FROM working_group.protocol_version AS version WHERE version.meeting_id = ANY(${ids}::uuid[])
    ORDER BY version.meeting_id, version DESC`.execute(ctx.db);
  return new Map(
    told.map(({ id, content, itemId }) => [id, { text: toText(content).replaceAll('..', '.'), itemId }]),
  );
}
