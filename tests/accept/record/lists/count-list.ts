import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import { listApprovals } from '../../../../shared/contract/messages/cases-answers.ts';
import { listCases, listInbox } from '../../../../shared/contract/messages/cases-list.ts';
import { listProblems } from '../../../../shared/contract/messages/problems.ts';
import { readFilter } from '../../../../web/staff/messages/cases/list-filter.ts';
import type { Speaker } from '../../../support/site/server.ts';

type Query = Record<string, string>;

/** How many things each list has, as its screen asks the server for them. */
const lists: Readonly<Record<string, (server: Speaker, cookie: string, query: Query) => Promise<number>>> = {
  '/staff/cases': async (server, cookie, query) => {
    const found = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await server.call(
        listCases,
        { query: { ...readFilter(query), limit: 200, ...(cursor && { cursor }) } },
        cookie,
      );
      // A total that is no more than near is counted by reading the list to its end.
      if (!page.isApproximate) return page.total;
      for (const { id } of page.rows) found.add(id);
      cursor = page.next ?? undefined;
    } while (cursor);
    return found.size;
  },
  '/staff/inbox': async (server, cookie, { view = 'new' }) =>
    (await server.call(listInbox, { query: { view: view as 'new' } }, cookie)).total,
  '/staff/approval': async (server, cookie) =>
    (await server.call(listApprovals, { query: {} }, cookie)).total,
  '/staff/problems': async (server, cookie, { view = 'proposed' }) =>
    (await server.call(listProblems, { query: { view: view as 'proposed' } }, cookie)).rows.length,
  '/staff/assignments': async (server, cookie, query) => {
    let count = 0;
    let cursor: string | undefined;
    do {
      const page = await server.call(
        listAssignments,
        { query: { ...query, ...(cursor && { cursor }) } },
        cookie,
      );
      count += page.rows.length;
      cursor = page.next ?? undefined;
    } while (cursor);
    return count;
  },
};

/** null where the address is of no list: a card, a screen, a file. */
export async function countList(server: Speaker, cookie: string, address: string): Promise<number | null> {
  const { pathname, searchParams } = new URL(address, 'http://city');
  const list = lists[pathname];
  return list ? list(server, cookie, Object.fromEntries(searchParams)) : null;
}
