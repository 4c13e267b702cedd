import { type RawBuilder, sql } from 'kysely';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { listCases as listCasesRoute } from '../../../../shared/contract/messages/cases-list.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { type Cursor, cursorId, cursorMoment, readCursor, writeCursor } from '../../../lib/http/cursor.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { loadRows } from '../core/rows.ts';
import { openSearch, type Search } from '../search/open-search.ts';
import { showFound } from '../search/shown.ts';
import { countListed } from '../totals/count-listed.ts';
import { isRunning } from './case-filter.ts';
import { pageByFit } from './case-fit.ts';
import type { CasePage } from './case-page.ts';
import { listedCases } from './listed-cases.ts';

type List = typeof listCasesRoute;
type Query = HandlerInput<List>['query'];

const file = sql.raw('cases.case_file');
const asText = (column: string) => sql<string | null>`${file}.${sql.raw(column)}::text`;

/** One way to walk the list: extra condition, order, key of the last row, and what comes after a key. */
interface Walk {
  conditions: RawBuilder<boolean>[];
  orderBy: RawBuilder<unknown>;
  key: RawBuilder<string | null>[];
  after: (keys: Cursor) => RawBuilder<boolean>;
}

const byRegistration = (isDescending: boolean): Walk => ({
  conditions: [],
  orderBy: isDescending
    ? sql`${file}.registered_at DESC, ${file}.id DESC`
    : sql`${file}.registered_at, ${file}.id`,
  key: [asText('registered_at')],
  after: ([at, id]) => {
    const last = sql`(${cursorMoment(at ?? null)}::timestamptz, ${cursorId(id ?? null)}::uuid)`;
    const sign = sql.raw(isDescending ? '<' : '>');
    return sql`(${file}.registered_at, ${file}.id) ${sign} ${last}`;
  },
});

const byStatus: Walk = {
  conditions: [],
  orderBy: sql`${file}.status, ${file}.registered_at, ${file}.id`,
  key: [asText('status'), asText('registered_at')],
  after: ([status, at, id]) =>
    sql`(${file}.status, ${file}.registered_at, ${file}.id) > (${status ?? ''}, ${cursorMoment(at ?? null)}::timestamptz, ${cursorId(id ?? null)}::uuid)`,
};

/** By term: what still runs comes first, by the partial index of running terms; then what is over. */
function byTerm(isOver: boolean): Walk {
  const key = sql`${file}.due_at`;
  return {
    conditions: [isOver ? sql`NOT (${isRunning})` : isRunning],
    orderBy: sql`${key}, ${file}.id`,
    key: [asText('due_at')],
    after: ([at, id]) => {
      const last = cursorMoment(at ?? null);
      const lastId = cursorId(id ?? null);
      return last === null
        ? sql`${key} IS NULL AND ${file}.id > ${lastId}::uuid`
        : sql`((${key}, ${file}.id) > (${last}::timestamptz, ${lastId}::uuid) OR ${key} IS NULL)`;
    },
  };
}

/**
 * A page of cases by filter and order. Plans: the index of the order (case_file_registered, case_file_status,
 * case_file_open_due) walked until the page is full, or the index of the filter when it is the narrower one.
 */
export async function listCases(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const search = query.q ? await openSearch(ctx, query.q, query.typing === 'yes') : null;
  const select = await listedCases(ctx, query, search);
  const [page, count] = isByFit(search, query)
    ? await pageByFit(ctx, search, query)
    : await Promise.all([
        selectPage(select, query),
        countListed(ctx, query, inOrderOfCounting(select(), query)),
      ]);
  const [rows, found] = await Promise.all([
    loadRows(ctx, page.ids),
    search ? showFound(ctx, search, page.ids) : [],
  ]);
  return { rows, next: page.next && writeCursor(page.next), ...count, search: search?.told ?? null, found };
}

/** The first cases by filter and order, for a file: what the list shows page by page. */
export async function collectCases(ctx: Ctx, query: Omit<Query, 'cursor'>): Promise<CaseRow[]> {
  const search = query.q ? await openSearch(ctx, query.q, false) : null;
  const page = isByFit(search, query)
    ? (await pageByFit(ctx, search, query))[0]
    : await selectPage(await listedCases(ctx, query, search), query);
  return loadRows(ctx, page.ids);
}

const isByFit = (search: Search | null, { sort = 'fit' }: Query): search is Search =>
  search?.candidates != null && sort === 'fit';

/** A district is counted along its own index (case_file_district_block): in no order the table would be read through. */
const inOrderOfCounting = (found: ReturnType<Select>, { districtId }: Query) =>
  found.$if(districtId !== undefined && districtId !== 'none', (query) =>
    query.orderBy('cases.case_file.district_id'),
  );

type Select = Awaited<ReturnType<typeof listedCases>>;

async function selectPage(select: Select, query: Query): Promise<CasePage> {
  const { sort = '-registered', limit } = query;
  if (sort === 'status') return walkPage(select, byStatus, readCursor(query.cursor, 3), limit);
  if (sort !== 'due')
    return walkPage(select, byRegistration(sort !== 'registered'), readCursor(query.cursor, 2), limit);
  return walkByTerm(select, query);
}

async function walkPage(select: Select, walk: Walk, after: Cursor | null, limit: number): Promise<CasePage> {
  const keys = walk.key.map((key, index) => key.as(`key${index}`));
  const found = await select()
    .where((eb) => eb.and(walk.conditions))
    .$if(after !== null, (query) => query.where(walk.after(after!)))
    .select('cases.case_file.id')
    .select(keys)
    .orderBy(walk.orderBy)
    .limit(limit + 1)
    .execute();
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const next =
    found.length > limit && last ? [...keys.map((_, index) => last[`key${index}`]!), last.id] : null;
  return { ids: page.map(({ id }) => id), next };
}

/** Two walks joined: the cursor's first key tells which of them the page ended in. */
async function walkByTerm(select: Select, { cursor, limit }: Query): Promise<CasePage> {
  const after = readCursor(cursor, 3);
  const isOver = after?.[0] === 'over' || after?.[0] === 'start';
  const first = isOver
    ? { ids: [], next: null }
    : await walkPage(select, byTerm(false), after?.slice(1) ?? null, limit);
  if (first.next) return { ids: first.ids, next: ['running', ...first.next] };
  const room = limit - first.ids.length;
  const rest = await walkPage(
    select,
    byTerm(true),
    after?.[0] === 'over' ? after.slice(1) : null,
    Math.max(room, 1),
  );
  if (room > 0) return { ids: [...first.ids, ...rest.ids], next: rest.next && ['over', ...rest.next] };
  // The running ones filled the page exactly: what is over begins on the next one, before its first row.
  return { ids: first.ids, next: rest.ids.length > 0 ? ['start', null, null] : null };
}
