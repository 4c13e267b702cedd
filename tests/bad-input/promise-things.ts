import { randomUUID } from 'node:crypto';
import { pageRow, postRow } from './monitoring-things.ts';
import type { Maker } from './thing-kit.ts';

/** A post of our page with a day that a program found in it. */
const found: Maker = () => {
  const id = randomUUID();
  const postId = randomUUID();
  const pageId = randomUUID();
  const post = postRow(postId, pageId);
  const statement = {
    id,
    source: 'post',
    source_id: postId,
    page_id: pageId,
    said_at: '2026-11-20T09:00:00Z',
    claims: '[]',
  };
  return {
    rows: [
      pageRow(pageId),
      { ...post, row: { ...post.row, kind: 'post', is_own: true } },
      { table: 'conflicts.statement', row: statement },
      {
        table: 'conflicts.promise',
        row: {
          statement_id: id,
          promised_on: '2100-01-01',
          due_at: '2100-01-02T00:00:00Z',
          state: 'waiting',
        },
      },
    ],
    known: { id, kind: () => 'page', dueOn: '2100-01-01', isPromise: true },
  };
};

export const promiseMakers: Record<string, Maker> = {
  'promises.confirm-promise': found,
  'promises.switch-page': () => ({
    rows: [
      {
        table: 'promises.page',
        row: { is_one: true, is_shown: true, changed_at: '2026-11-20T09:00:00Z', changed_by_name: 'Другой' },
      },
    ],
    known: { version: 1 },
  }),
};
