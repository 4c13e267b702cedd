import { type RawBuilder, sql } from 'kysely';
import type { FoundIn } from '../../../../shared/contract/messages/cases-found.ts';
import { firstLine } from '../../../../shared/text/words.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { forLists } from '../core/mask-text.ts';
import { countHits, excerptOptions, isHit, plainText, splitMarked, wholeOptions } from './marks.ts';
import type { Search } from './open-search.ts';

interface Source {
  id: string;
  title: string;
  body: string;
  address: string | null;
  answer: string | null;
}

/**
 * Where the words stand: in the title, and a line of the text or of the answer around them. Personal data in the
 * text are hidden before anything is cut. For the rows of one page only.
 */
export async function showFound(ctx: Ctx, search: Search, ids: readonly string[]): Promise<FoundIn[]> {
  if (!search.words || ids.length === 0) return [];
  const { rows } = await sql<Source>`
    SELECT file.id, file.title, left(file.body, 20000) AS body, file.address, given.answer
    FROM cases.case_file AS file
    LEFT JOIN LATERAL (SELECT left(answer.body, 20000) AS answer FROM cases.answer
      WHERE answer.case_id = file.id AND answer.state = 'released' ORDER BY answer.version DESC LIMIT 1) AS given ON true
    WHERE file.id = ANY(${[...ids]}::uuid[])`.execute(ctx.db);
  const sources = rows.map((row) => ({
    id: row.id,
    title: forLists(plainText(row.title)),
    body: forLists(plainText(row.body)),
    answer: row.answer && forLists(plainText(row.answer)),
  }));
  return mark(ctx, search.words, sources);
}

interface Marked {
  id: string;
  title: string;
  body: string;
  answer: string | null;
}

async function mark(ctx: Ctx, words: RawBuilder<unknown>, sources: Marked[]): Promise<FoundIn[]> {
  const { rows } = await sql<Marked>`
    SELECT given.id, ts_headline('russian', given.title, query.words, ${wholeOptions}) AS title,
      ts_headline('russian', given.body, query.words, ${excerptOptions}) AS body,
      ts_headline('russian', given.answer, query.words, ${excerptOptions}) AS answer
    FROM json_to_recordset(${JSON.stringify(sources)}::json) AS given(id uuid, title text, body text, answer text),
      (SELECT ${words} AS words) AS query`.execute(ctx.db);
  return rows.map((row) => {
    const source = isHit(row.body) ? 'text' : isHit(row.answer) ? 'answer' : null;
    const excerpt = source === 'text' ? row.body : row.answer;
    const isOnlyTitle = source === 'text' && repeatsTitle(row.title, row.body);
    return {
      id: row.id,
      title: isHit(row.title) ? splitMarked(row.title) : null,
      excerpt: source && !isOnlyTitle ? { source, segments: splitMarked(excerpt!) } : null,
    };
  });
}

const beginning = (text: string): string => firstLine(plainText(text)).replace(/[\s.!?…]+$/u, '');

/** An excerpt that begins as the title and marks nothing further on would say the same twice. */
function repeatsTitle(title: string, excerpt: string): boolean {
  const [told, again] = [beginning(title), beginning(excerpt)];
  return (again.startsWith(told) || told.startsWith(again)) && countHits(excerpt) <= countHits(title);
}
