import { type RawBuilder, sql } from 'kysely';
import type { Segment } from '../../../../shared/contract/messages/cases-found.ts';
import type { Ctx } from '../../../lib/module/context.ts';

/** Private-use characters stand around a found word: no text of a person holds them after `plain`. */
const OPEN = '\ue000';
const CLOSE = '\ue001';

export const wholeOptions = `StartSel=${OPEN}, StopSel=${CLOSE}, HighlightAll=true`;
export const excerptOptions = `StartSel=${OPEN}, StopSel=${CLOSE}, MaxFragments=1, MaxWords=26, MinWords=12, FragmentDelimiter=" … "`;

export const plainText = (text: string): string => text.replaceAll(/[\ue000\ue001]/gu, '');

/** Whether a marked text holds a found word at all. */
export const isHit = (text: string | null): boolean => text?.includes(OPEN) ?? false;

export const countHits = (text: string): number => text.split(OPEN).length - 1;

/** A marked text in pieces. */
export function splitMarked(text: string): Segment[] {
  const segments: Segment[] = [];
  for (const [index, part] of text.split(OPEN).entries()) {
    const [hit = '', rest] = index === 0 ? [undefined, part] : part.split(CLOSE);
    if (hit) segments.push({ text: hit, isHit: true });
    if (rest) segments.push({ text: rest, isHit: false });
  }
  return segments;
}

/**
 * Where the words of a query stand in each text: a line around them, or the whole text marked; null where they do not. In the
 * order of the texts.
 */
export async function markTexts(
  ctx: Ctx,
  query: RawBuilder<unknown>,
  texts: readonly string[],
  shown: 'line' | 'whole',
): Promise<(Segment[] | null)[]> {
  if (texts.length === 0) return [];
  const options = shown === 'whole' ? wholeOptions : excerptOptions;
  const { rows } = await sql<{ marked: string }>`
    SELECT ts_headline('russian', given.text, sought.words, ${options}) AS marked
    FROM unnest(${texts.map(plainText)}::text[]) WITH ORDINALITY AS given(text, place), (SELECT ${query} AS words) AS sought
    ORDER BY given.place`.execute(ctx.db);
  return rows.map(({ marked }) => (isHit(marked) ? splitMarked(marked) : null));
}
