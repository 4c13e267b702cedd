import { type Selectable, sql } from 'kysely';
import { formatDay } from '../../../shared/text/dates.ts';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import {
  type Claim,
  deniedPromises,
  type LedgerFact,
  type LedgerWords,
  type Matter,
  type PromiseSource,
  readClaims,
  type SaidBefore,
} from '../../base/promises/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import type { DB } from '../../lib/database/schema.gen.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forStrangers, makeTitle } from '../../messages/cases/index.ts';
import { readSights, type SightRow } from '../posts/index.ts';
import { type PagePromise, pageChains } from './rules/page-chains.ts';
import { toStatement } from './signals/statements.ts';

type FactRow = PagePromise & {
  unit_id: string | null;
  page_title: string | null;
  fact_id: string | null;
  /** A person entered the day beside the reply. */
  is_entered: boolean;
  /** When a page said later that it was done. */
  done_at: Date | null;
};

/**
 * What everybody could read: a post of the page, or a reply under words that are no private message. A post its page has deleted was read
 * as well, and what it promised is owed.
 */
const isOpenWord = sql<boolean>`CASE statement.source
  WHEN 'post' THEN EXISTS (SELECT FROM posts.v_post AS post WHERE post.id = statement.source_id)
  ELSE EXISTS (SELECT FROM incidents.v_reply AS reply JOIN posts.v_post AS asked ON asked.id = reply.post_id
    WHERE reply.id = statement.source_id AND reply.published_at IS NOT NULL AND asked.kind <> 'message') END`;

/** Promises of posts and replies. Plans: promise_due, statement_place, statement_incident. */
async function readFacts(ctx: Ctx, since: string, most: number): Promise<FactRow[]> {
  const { rows } = await sql<FactRow>`
    SELECT statement.id, promise.promised_on, statement.said_at, statement.unit_id, page.title AS page_title, statement.fact_id,
      statement.incident_id, statement.place_key, statement.category, reply.promised_on IS NOT NULL AS is_entered,
      least((SELECT min(later.done_at) FROM conflicts.statement AS later
        WHERE later.said_at > statement.said_at
          AND (later.place_key = statement.place_key AND later.category = statement.category
            OR later.incident_id = statement.incident_id)),
        CASE WHEN promise.withdrawn_at IS NOT NULL THEN statement.done_at END) AS done_at
    FROM conflicts.promise JOIN conflicts.statement AS statement ON statement.id = promise.statement_id
    LEFT JOIN networks.v_page AS page ON page.id = statement.page_id
    LEFT JOIN incidents.v_reply AS reply ON statement.source = 'reply' AND reply.id = statement.source_id
    WHERE promise.promised_on >= ${since}::date AND ${isOpenWord}
    ORDER BY statement.said_at, statement.id LIMIT ${most}`.execute(ctx.db);
  return rows;
}

/** A page's «сделано» is its own word: nothing proves it. */
async function listPromised(ctx: Ctx, { since, most }: { since: Date; most: number }): Promise<LedgerFact[]> {
  const denied = await deniedPromises(ctx, 'page');
  const rows = (await readFacts(ctx, localDate(since), most)).filter(({ id }) => !denied.has(id));
  return pageChains(rows).map(
    ([first, ...later]): LedgerFact => ({
      id: first.id,
      unitId: first.unit_id,
      body: first.page_title ?? 'Страница города',
      block: (first.fact_id && findFact(first.fact_id)?.block) || null,
      madeAt: first.said_at,
      dueAt: localDayEnd(first.promised_on),
      moves: later.map(({ said_at: at, promised_on: on }) => ({ at, dueAt: localDayEnd(on) })),
      hasHour: false,
      isFound: !first.is_entered,
      doneAt: first.done_at,
      proof: null,
    }),
  );
}

type Row = Selectable<DB['conflicts.statement']> & {
  promised_on: string;
  withdrawn_at: Date | null;
  words_serial: number | null;
  /** When the post is no longer there; null = it stands, or it is a reply. */
  gone_at: Date | null;
  gone_by: string | null;
  words: string | null;
  url: string | null;
  page_title: string | null;
};

/** The sentence of `text` that names the day that was promised. */
function titleOf(row: Row, text: string, claims: readonly Claim[]): string {
  const day = claims.find((one) => one.kind === 'day' && one.day === row.promised_on);
  const from = day ? Math.max(text.slice(0, day.from).search(/[^.!?…\n]*$/u), 0) : 0;
  return makeTitle(forStrangers(text.slice(from)));
}

/** The look that holds the words: the one that was marked as they were written over, or the last before the post was deleted. */
const findLook = (row: Row, sights: readonly SightRow[]): SightRow | undefined =>
  sights.findLast(
    ({ post_id: post, serial, text }) =>
      post === row.source_id && (row.withdrawn_at ? serial === row.words_serial : Boolean(text)),
  );

/** A network tells of a post that is gone, and not always by whom. */
const howGone = ({ withdrawn_at: withdrawnAt, gone_by: by }: Row): string => {
  if (withdrawnAt) return 'Страница убрала эти слова';
  // Its author is the page.
  return by === 'page' || by === 'author' ? 'Страница удалила запись' : 'Записи в сети больше нет с';
};

/** Words a page took back are read from the look that is kept of them; where even that was let go, there is nothing to show. */
function formerOf(
  row: Row,
  since: Date,
  sights: readonly SightRow[],
): { title: string; note: string } | null {
  const look = findLook(row, sights);
  if (!look?.text) return null;
  const [gone, seen] = [since, look.seen_at].map((at) => formatDay(localDate(at)));
  return {
    title: titleOf(row, look.text, readClaims(look.text, localDate(row.said_at))),
    note: `${howGone(row)} ${gone}. Прежние слова — по снимку от ${seen}, SHA-256 ${look.sha256.slice(0, 16)}…`,
  };
}

const goneSince = (row: Row): Date | null => row.withdrawn_at ?? row.gone_at;

function presentOf(row: Row, sights: readonly SightRow[]): { title: string; note: string } | null {
  const since = goneSince(row);
  if (since) return formerOf(row, since, sights);
  return { title: titleOf(row, row.words ?? '', toStatement(row).claims), note: '' };
}

async function readPageWords(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LedgerWords>> {
  const { rows } = await sql<Row>`
    SELECT statement.*, promise.promised_on, promise.withdrawn_at, promise.words_serial, post.gone_at, post.gone_by, coalesce(post.text, reply.text) AS words,
      CASE WHEN post.gone_at IS NULL THEN coalesce(post.url, reply.published_url) END AS url, page.title AS page_title
    FROM conflicts.statement AS statement JOIN conflicts.promise ON promise.statement_id = statement.id
    LEFT JOIN posts.v_post AS post ON statement.source = 'post' AND post.id = statement.source_id
    LEFT JOIN incidents.v_reply AS reply ON statement.source = 'reply' AND reply.id = statement.source_id
    LEFT JOIN networks.v_page AS page ON page.id = statement.page_id
    WHERE statement.id = ANY(${[...ids]}::uuid[]) AND ${isOpenWord}`.execute(ctx.db);
  const sights = await readSights(
    ctx,
    rows.flatMap((row) => (goneSince(row) ? row.source_id : [])),
  );
  return new Map(
    rows.flatMap((row): [string, LedgerWords][] => {
      const shown = presentOf(row, sights);
      if (!shown) return [];
      const where = `${row.source === 'post' ? 'в записи страницы' : 'в ответе страницы'} «${row.page_title ?? 'города'}»`;
      const { title, note } = shown;
      return [
        [row.id, { title, place: row.address, where, link: row.url || null, note, proofs: [], photos: null }],
      ];
    }),
  );
}

/** Of one place nobody says more in the days that count. */
const MOST_SAID = 50;

/** What pages said of a place and a sphere and has stayed, as it was read for signals of contradictions. Plan: statement_place. */
async function saidOnPages(ctx: Ctx, { category, placeKey }: Matter, since: Date): Promise<SaidBefore[]> {
  if (category === null || placeKey === null) return [];
  const { rows } = await sql<Row>`
    SELECT statement.*, coalesce(post.url, reply.published_url) AS url, page.title AS page_title
    FROM conflicts.statement AS statement
    LEFT JOIN posts.v_post AS post ON statement.source = 'post' AND post.id = statement.source_id
    LEFT JOIN incidents.v_reply AS reply ON statement.source = 'reply' AND reply.id = statement.source_id
    LEFT JOIN networks.v_page AS page ON page.id = statement.page_id
    WHERE statement.place_key = ${placeKey} AND statement.category = ${category} AND statement.said_at >= ${since} AND ${isOpenWord}
      AND post.gone_at IS NULL
    ORDER BY statement.said_at DESC LIMIT ${MOST_SAID}`.execute(ctx.db);
  return rows.map((row) => ({
    at: row.said_at,
    unitId: row.unit_id,
    claims: toStatement(row).claims,
    title: `${row.source === 'post' ? 'запись' : 'ответ'} страницы «${row.page_title ?? 'города'}» от ${formatDay(localDate(row.said_at))}`,
    link: row.url ?? '',
  }));
}

/** Promises in posts and replies of pages of the city. */
export const pagePromises: PromiseSource = {
  kind: 'page',
  list: listPromised,
  words: readPageWords,
  saidOf: saidOnPages,
};
