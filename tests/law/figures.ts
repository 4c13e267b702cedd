/** What the figures count as broken at the end of a chunk: K1, and the words of the matrix and the report over a list. */

import { listIndicatorCases } from '../../shared/contract/heatmap/indicators.ts';
import { listCases } from '../../shared/contract/messages/cases-list.ts';
import type { Site } from './site.ts';
import { topics } from './site.ts';

export interface Figures {
  /** Numbers of cases. */
  k1: ReadonlySet<string>;
  matrix: ReadonlySet<string>;
}

/** Each topic apart: the indicator opens no more than two hundred cases at once. */
export async function readFigures(site: Site, from: string, to: string): Promise<Figures> {
  const k1 = new Set<string>();
  for (const factId of topics) {
    const query = { factId, from, to };
    const { numbers, total } = await site.server.call(
      listIndicatorCases,
      { params: { id: 'K1' }, query },
      site.cookies.head,
    );
    if (total > numbers.length)
      throw new Error(`K1 opens ${numbers.length} of ${total}: make the chunks smaller`);
    for (const number of numbers) k1.add(number);
  }
  return { k1, matrix: await readBroken(site) };
}

/** Broken and over, by the measure of the matrix; broken and open is «просрочено» of the same matrix. */
async function readBroken(site: Site): Promise<Set<string>> {
  const found = new Set<string>();
  for (const mark of [{ counted: 'broken' as const }, { overdue: 'yes' as const }]) {
    let cursor: string | undefined;
    do {
      const query = { ...mark, limit: 200, ...(cursor && { cursor }) };
      const page = await site.server.call(listCases, { query }, site.cookies.head);
      for (const { number } of page.rows) found.add(number);
      cursor = page.next ?? undefined;
    } while (cursor);
  }
  return found;
}
