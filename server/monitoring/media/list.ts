import { type RawBuilder, sql } from 'kysely';
import * as contract from '../../../shared/contract/monitoring/media.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { contactKindTitles } from '../../../shared/text/monitoring/media.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import { cursorId, readCursor, writeCursor } from '../../lib/http/cursor.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { type ContactRow, offeredNow } from './rows.ts';

type List = typeof contract.listMedia;
type Query = HandlerInput<List>['query'];

export interface LineFacts {
  last_on: string | null;
  open_agreements: number;
  open_tasks: number;
  late_tasks: number;
}

/** Plan: interaction_contact, agreement_contact, task_contact, for each card of the page. */
export const lineFacts = (now: Date) => sql`
  (SELECT max(happened_on)::text FROM media.interaction WHERE interaction.contact_id = contact.id) AS last_on,
  (SELECT count(*)::int FROM media.agreement WHERE agreement.contact_id = contact.id AND state = 'open') AS open_agreements,
  (SELECT count(*)::int FROM media.task WHERE task.contact_id = contact.id AND done_at IS NULL) AS open_tasks,
  (SELECT count(*)::int FROM media.task WHERE task.contact_id = contact.id AND done_at IS NULL AND due_at < ${now}) AS late_tasks`;

export const presentLine = (row: ContactRow & LineFacts): contract.MediaLine => ({
  id: row.id,
  kind: row.kind,
  title: row.title,
  url: row.url,
  topics: row.topics,
  reach: row.reach,
  reachOn: row.reach_on,
  keptUntil: row.kept_until,
  lastOn: row.last_on,
  openAgreements: row.open_agreements,
  openTasks: row.open_tasks,
  lateTasks: row.late_tasks,
});

/** Words in any form, the last of them unfinished. */
const asWords = (q: string): string =>
  (q.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => `${word}:*`).join(' & ');

type Filters = Pick<Query, 'kind' | 'topic' | 'q' | 'due'>;

/** Plan: contact_words, contact_topics, task_open. */
function conditionOf(ctx: Ctx, { kind, topic, q, due }: Filters): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [];
  if (kind) all.push(sql`contact.kind = ${kind}`);
  if (topic) all.push(sql`contact.topics @> ARRAY[${topic}]::text[]`);
  if (q)
    all.push(
      asWords(q) === ''
        ? sql`false`
        : sql`to_tsvector('russian', contact.title || ' ' || contact.about) @@ to_tsquery('russian', ${asWords(q)})`,
    );
  if (due)
    all.push(sql`(contact.id IN (SELECT contact_id FROM media.task WHERE done_at IS NULL AND due_at < ${ctx.now})
      OR contact.id IN (SELECT contact_id FROM media.agreement WHERE state = 'open' AND until_on < ${localDate(ctx.now)}::date))`);
  return all.length > 0 ? sql.join(all, sql` AND `) : sql`true`;
}

async function selectPage(ctx: Ctx, query: Query): Promise<(ContactRow & LineFacts)[]> {
  const keys = readCursor(query.cursor, 2);
  const after = keys
    ? sql`(contact.title, contact.id) > (${keys[0]}, ${cursorId(keys[1] ?? null)}::uuid)`
    : sql`true`;
  const { rows } = await sql<ContactRow & LineFacts>`
    SELECT contact.*, ${lineFacts(ctx.now)} FROM media.contact
    WHERE ${conditionOf(ctx, query)} AND ${after}
    ORDER BY contact.title, contact.id LIMIT ${query.limit + 1}`.execute(ctx.db);
  return rows;
}

/** Route: by title. Nobody is ordered by how many read them. Plan: contact_order. */
export async function listMedia(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const rows = await selectPage(ctx, query);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    contacts: page.map(presentLine),
    // A cursor holds a hundred characters of a key: the rest of a longer title is settled by the id.
    next: last ? writeCursor([last.title.slice(0, 100), last.id]) : null,
    offered: offeredNow(ctx),
    can: hasPermission(ctx, 'media.keep') ? ['create'] : [],
  };
}

const columns: Column<contract.MediaLine>[] = [
  { title: 'Название', width: 36, of: ({ title }) => title },
  { title: 'Вид', width: 16, of: ({ kind }) => contactKindTitles[kind] },
  { title: 'Адрес', width: 36, of: ({ url }) => url },
  {
    title: 'Темы',
    width: 36,
    of: ({ topics }) => topics.map((code) => findBlock(code)?.shortTitle ?? code).join(', '),
  },
  { title: 'Охват', width: 12, kind: 'number', of: ({ reach }) => reach },
  { title: 'Охват на', width: 12, of: ({ reachOn }) => (reachOn ? formatDay(reachOn) : '') },
  { title: 'Последнее взаимодействие', width: 16, of: ({ lastOn }) => (lastOn ? formatDay(lastOn) : '') },
  { title: 'Договорённостей', width: 12, kind: 'number', of: ({ openAgreements }) => openAgreements },
  { title: 'Открытых задач', width: 12, kind: 'number', of: ({ openTasks }) => openTasks },
  { title: 'Хранится до', width: 12, of: ({ keptUntil }) => (keptUntil ? formatDay(keptUntil) : '') },
];

/** Route: phones, mail and names of people stay inside: a file cannot be erased. */
export const mediaFile = defineReport(contract.exportMedia, {
  journal: { action: 'media.export', object: 'register' },
  most: 10_000,
  async make(ctx, { query }, limit) {
    const { format: _, ...filters } = query;
    const rows = await selectPage(ctx, { ...filters, cursor: undefined, limit });
    return {
      title: 'СМИ и сообщества',
      file: `СМИ и сообщества ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: [['Контакты людей', 'в файл не выгружаются']],
      table: fillTable(columns, rows.map(presentLine)),
      journal: { objectId: 'media' },
    };
  },
});
