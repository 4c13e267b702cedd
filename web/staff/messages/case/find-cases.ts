import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { call } from '../../../lib/api.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { Finder } from '../../base/parts/finders.ts';

/** Cases in Ctrl+K: by number, even a part of it, by words, by address. Those who may not read cases find none. */
export const caseFinder = (go: (path: string) => void): Finder => ({
  title: 'Дела',
  find: async (text, signal) => {
    if (text.trim().length < 2) return [];
    const { rows, search } = await call(
      listCases,
      { query: { q: text, limit: 6, typing: 'yes' } },
      { signal },
    );
    return rows.map((row) => ({
      id: row.id,
      label: `${formatCaseNumber(row.number)} ${row.title}`,
      note: [search?.shown && `показано по: ${search.shown}`, row.address ?? 'без места']
        .filter(Boolean)
        .join(', '),
      run: () => go(caseHref(row.number)),
    }));
  },
});
