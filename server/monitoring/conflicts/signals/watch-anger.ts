import { sql } from 'kysely';
import { itemAt } from '../../../../shared/lists.ts';
import { HOUR, MINUTE } from '../../../../shared/time.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { type PostRow, readPosts } from '../../posts/index.ts';
import { type AngerReader, type AngryComment, createAngerReader, findAngerBurst } from '../rules/anger.ts';
import { type ConflictRules, conflictPack } from '../rules/pack.ts';
import { aboutPost } from './around.ts';
import { growSignal, putEvidence, raiseSignal } from './raise.ts';

const readers = defineState<{ version: string; read: AngerReader | null }>('conflicts.anger', () => ({
  version: '',
  read: null,
}));

/** The reader of anger by the words in force; made once for a version. */
export function angerReader(ctx: Ctx, rules: ConflictRules): AngerReader {
  const kept = readers.of(ctx);
  if (kept.read === null || kept.version !== rules.version) {
    kept.read = createAngerReader(rules.anger);
    kept.version = rules.version;
  }
  return kept.read;
}

/** Comments looked through at most around a moment, the latest. */
const MOST = 500;

type ScopeKind = 'talk' | 'incident' | 'page';
interface Scope {
  kind: ScopeKind;
  key: string;
}

/** Within what people may be angry at once: one talk, one incident whatever the networks, one page of ours. */
async function scopesOfPost(ctx: Ctx, post: PostRow): Promise<Scope[]> {
  const { rows } = await sql<{ incident_id: string | null; page_id: string | null }>`
    SELECT (SELECT incident_id FROM incidents.v_member WHERE post_id = ${post.id}::uuid) AS incident_id,
      (SELECT id FROM networks.v_page WHERE id = ${post.page_id}::uuid AND is_own) AS page_id`.execute(
    ctx.db,
  );
  const row = itemAt(rows, 0);
  return [
    { kind: 'talk', key: `${post.network}|${post.thread_key}` },
    ...(row.incident_id ? [{ kind: 'incident' as const, key: row.incident_id }] : []),
    ...(row.page_id ? [{ kind: 'page' as const, key: row.page_id }] : []),
  ];
}

interface CommentRow {
  id: string;
  author_key: string;
  posted_at: Date;
  text: string;
}

/** Plans: post_thread; member_incident; post_page. */
const commentsWithin = (post: PostRow, { kind, key }: Scope) => {
  if (kind === 'talk') return sql`post.network = ${post.network} AND post.thread_key = ${post.thread_key}`;
  if (kind === 'page') return sql`post.page_id = ${key}::uuid`;
  return sql`post.id IN (SELECT post_id FROM incidents.v_member WHERE incident_id = ${key}::uuid)`;
};

/** Angry comments around a moment that no signal of anger has counted yet. */
async function angryComments(
  ctx: Ctx,
  post: PostRow,
  scope: Scope,
  { rules, isAngry }: { rules: ConflictRules; isAngry: AngerReader },
): Promise<AngryComment[]> {
  const reach = rules.anger.minutes * MINUTE;
  const { rows } = await sql<CommentRow>`
    SELECT post.id, post.author_key, post.posted_at, post.text FROM posts.v_post AS post
    WHERE ${commentsWithin(post, scope)} AND post.kind = 'comment' AND NOT post.is_own AND post.forgotten_at IS NULL
      AND post.posted_at BETWEEN ${new Date(post.posted_at.getTime() - reach)} AND ${new Date(post.posted_at.getTime() + reach)}
      AND NOT EXISTS (SELECT FROM conflicts.evidence JOIN conflicts.signal ON signal.id = evidence.signal_id
        WHERE evidence.kind = 'post' AND evidence.target_id = post.id AND signal.kind = 'anger')
    ORDER BY post.posted_at DESC, post.id DESC LIMIT ${MOST}`.execute(ctx.db);
  return rows
    .filter(({ text }) => isAngry(text))
    .map(({ id, author_key: author, posted_at: at }) => ({ id, author, at }));
}

interface ActiveRow {
  id: string;
  conflict_id: string | null;
}

/** The signal of one of these scopes that is not over: nobody has dismissed it, and its conflict is open. Plan: signal_scope. */
async function findActive(
  ctx: Ctx,
  scopes: readonly Scope[],
  at: Date,
  quietHours: number,
): Promise<ActiveRow | undefined> {
  const { rows } = await sql<ActiveRow>`
    SELECT signal.id, signal.conflict_id FROM conflicts.signal
    LEFT JOIN conflicts.conflict ON conflict.id = signal.conflict_id
    WHERE signal.scope_key = ANY(${scopes.map(({ key }) => key)}::text[])
      AND signal.last_at >= ${new Date(at.getTime() - quietHours * HOUR)}
      AND (signal.state = 'new' OR signal.state = 'taken' AND conflict.state <> 'closed')
    ORDER BY signal.last_at DESC LIMIT 1 FOR UPDATE OF signal`.execute(ctx.db);
  return rows[0];
}

interface CountRow {
  people: number;
  comments: number;
  minutes: number;
  scope: ScopeKind;
  last_at: Date;
}

/** One more angry comment of a burst that is known already. */
async function addToActive(ctx: Ctx, active: ActiveRow, post: PostRow): Promise<void> {
  await putEvidence(ctx, active.id, [{ kind: 'post', id: post.id, at: post.posted_at }]);
  const { rows } = await sql<CountRow>`
    SELECT count(DISTINCT nullif(post.author_key, ''))::int AS people, count(*)::int AS comments,
      round(extract(epoch FROM max(post.posted_at) - min(post.posted_at)) / 60)::int AS minutes,
      (SELECT facts ->> 'scope' FROM conflicts.signal WHERE id = ${active.id}::uuid) AS scope, max(post.posted_at) AS last_at
    FROM conflicts.evidence JOIN posts.v_post AS post ON post.id = evidence.target_id
    WHERE evidence.signal_id = ${active.id}::uuid AND evidence.kind = 'post'`.execute(ctx.db);
  const { people, comments, minutes, scope, last_at: lastAt } = itemAt(rows, 0);
  await growSignal(
    ctx,
    { id: active.id, conflictId: active.conflict_id },
    { facts: { kind: 'anger', people, comments, minutes, scope }, lastAt, words: 'Недовольство растёт' },
  );
}

async function judgeAnger(
  ctx: Ctx,
  post: PostRow,
  given: { rules: ConflictRules; isAngry: AngerReader },
): Promise<void> {
  const { rules } = given;
  const counted = await ctx.db
    .selectFrom('conflicts.evidence')
    .innerJoin('conflicts.signal', 'conflicts.signal.id', 'conflicts.evidence.signal_id')
    .select('conflicts.signal.id')
    .where('conflicts.evidence.kind', '=', 'post')
    .where('conflicts.evidence.target_id', '=', post.id)
    .where('conflicts.signal.kind', '=', 'anger')
    .executeTakeFirst();
  if (counted) return;
  const scopes = await scopesOfPost(ctx, post);
  const active = await findActive(ctx, scopes, post.posted_at, rules.anger.quietHours);
  if (active) return addToActive(ctx, active, post);
  for (const scope of scopes) {
    const burst = findAngerBurst(await angryComments(ctx, post, scope, given), rules.anger);
    const [first] = burst?.ids ?? [];
    if (!burst || first === undefined) continue;
    const posts = await readPosts(ctx, burst.ids);
    await raiseSignal(ctx, {
      cause: `anger:${scope.key}:${first}`,
      scopeKey: scope.key,
      facts: {
        kind: 'anger',
        people: burst.people,
        comments: burst.ids.length,
        minutes: burst.minutes,
        scope: scope.kind,
      },
      ruleVersion: rules.version,
      eventAt: burst.to,
      about: await aboutPost(ctx, post.id),
      evidence: posts.map(({ id, posted_at: at }) => ({ kind: 'post', id, at })),
    });
    return;
  }
}

/** Two workers never raise two signals of one burst. */
const lockAnger = (ctx: Ctx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('conflicts.anger'))`.execute(ctx.db);

/** Comments that were taken in; several people angry at once are a signal. Safe to run twice. */
export async function watchAnger(ctx: Ctx, posts: readonly PostRow[]): Promise<void> {
  const rules = conflictPack.on(localDate(ctx.now));
  const isAngry = angerReader(ctx, rules);
  const angry = posts.filter(
    ({ kind, is_own: isOwn, text, forgotten_at: forgotten }) =>
      kind === 'comment' && !isOwn && forgotten === null && isAngry(text),
  );
  if (angry.length === 0) return;
  await lockAnger(ctx);
  for (const post of angry) await judgeAnger(ctx, post, { rules, isAngry });
}
