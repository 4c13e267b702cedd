import type * as contract from '../../../shared/contract/base/open-data.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { isFresh } from '../../lib/http/is-fresh.ts';
import { markOf } from '../../lib/http/mark-of.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download, Exchange } from '../../lib/module/module.ts';
import { findSet, KEPT_SECONDS } from './files.ts';
import { toldOf } from './judge-records.ts';
import { namedRecord } from './lines.ts';
import { readIssues } from './passport.ts';

type List = typeof contract.listOpenChanges;

/** Plan: record_changes. */
const readLines = (ctx: Ctx, setId: string, { cursor, limit }: HandlerInput<List>['query']) =>
  ctx.db
    .selectFrom('open_data.record')
    .select(['key', 'seq', 'added_seq', 'hash', 'changed_at'])
    .where('set_id', '=', setId)
    .where('seq', '>', cursor)
    .orderBy('seq')
    .limit(limit + 1)
    .execute();

/** Route: what changed in a set after a number. What a record says is read now: one that is hidden meanwhile says nothing. */
export async function listOpenChanges(
  ctx: Ctx,
  { params, query }: HandlerInput<List>,
  { headers }: Pick<Exchange, 'headers'>,
): Promise<Download> {
  const set = findSet(ctx, params.id);
  const issue = (await readIssues(ctx)).get(set.id);
  const sent = { contentType: 'application/json; charset=utf-8', isPublic: true, cacheSeconds: KEPT_SECONDS };
  const marks = issue && {
    etag: markOf(`${set.id} ${issue.seq} ${query.cursor} ${query.limit}`),
    modifiedAt: issue.changedAt,
  };
  if (marks && isFresh(headers, marks)) return { ...sent, ...marks, stream: Buffer.alloc(0) };
  const rows = await readLines(ctx, set.id, query);
  const page = rows.slice(0, query.limit);
  const keys = page.flatMap(({ key, hash }) => (hash === null ? [] : [key]));
  const live = new Map(
    (keys.length > 0 ? await set.find(ctx, keys) : []).map((record) => [record.key, record]),
  );
  const changes = page.flatMap((row): contract.OpenChanges['changes'] => {
    const record = live.get(row.key);
    const line = { key: row.key, addedSeq: Number(row.added_seq), isWithdrawn: row.hash === null };
    const kind = toldOf(line, query.cursor, record !== undefined);
    if (kind === null) return [];
    const isTold = kind !== 'withdrawn' && record;
    return [
      {
        key: row.key,
        kind,
        at: row.changed_at.toISOString(),
        record: isTold ? namedRecord(set, record) : null,
      },
    ];
  });
  const last = page.at(-1);
  const reply: contract.OpenChanges = {
    changes,
    cursor: last ? Number(last.seq) : query.cursor,
    hasMore: rows.length > query.limit,
  };
  return { ...sent, ...marks, stream: Buffer.from(JSON.stringify(reply), 'utf8') };
}
