/** What the figures count as broken at the end of a chunk: K1, and the words of the matrix and the report over a list. */

import { tellList } from '../../shared/contract/heatmap/indicators.ts';
import { type CaseFilter, listCases } from '../../shared/contract/messages/cases-list.ts';
import type { Site } from './site.ts';
import { topics } from './site.ts';

export interface Figures {
  /** Numbers of cases. */
  k1: ReadonlySet<string>;
  matrix: ReadonlySet<string>;
}

export async function readFigures(site: Site, from: string, to: string): Promise<Figures> {
  const told = tellList('K1', { from, to });
  return {
    k1: await collect(
      site,
      topics.map((factId) => ({ factId, told })),
    ),
    // Broken and over, by the measure of the matrix; broken and open is «просрочено» of the same matrix.
    matrix: await collect(site, [{ counted: 'broken' }, { overdue: 'yes' }]),
  };
}

/** Numbers of the cases that any of the filters finds. */
async function collect(site: Site, filters: readonly Partial<CaseFilter>[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const filter of filters) {
    let cursor: string | undefined;
    do {
      const query = { ...filter, limit: 200, ...(cursor && { cursor }) };
      const page = await site.server.call(listCases, { query }, site.cookies.head);
      for (const { number } of page.rows) found.add(number);
      cursor = page.next ?? undefined;
    } while (cursor);
  }
  return found;
}
