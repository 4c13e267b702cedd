import { sql } from 'kysely';
import type { Evidence } from '../../../shared/contract/monitoring/conflict-signals.ts';
import type { ConflictCard } from '../../../shared/contract/monitoring/conflicts.ts';
import { HOUR, MINUTE } from '../../../shared/time.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { conflictPack } from './rules/pack.ts';
import { angerReader } from './signals/watch-anger.ts';

/** One column of the course. */
const STEP = 15;
/** Shown at once: four hours. */
const STEPS = 16;
const MOST = 2000;

interface CommentRow {
  posted_at: Date;
  text: string;
}

/** Comments of the talks these posts stand in, of four hours at most. Plans: member_incident, post by id; post_thread. */
async function readComments(
  ctx: Ctx,
  evidence: readonly Evidence[],
  from: Date,
  to: Date,
): Promise<CommentRow[]> {
  const ids = evidence.filter(({ kind }) => kind === 'post').map(({ id }) => id);
  const incidents = [...new Set(evidence.flatMap(({ incidentId }) => incidentId ?? []))];
  const { rows } = await sql<CommentRow>`
    SELECT post.posted_at, post.text FROM (
      SELECT DISTINCT head.network, head.thread_key FROM posts.v_post AS head
      WHERE head.id IN (SELECT unnest(${ids}::uuid[])
        UNION SELECT post_id FROM incidents.v_member WHERE incident_id = ANY(${incidents}::uuid[]))
    ) AS talk JOIN posts.v_post AS post ON post.network = talk.network AND post.thread_key = talk.thread_key
    WHERE post.posted_at BETWEEN ${from} AND ${to} AND post.kind = 'comment' AND NOT post.is_own
      AND post.forgotten_at IS NULL
    ORDER BY post.posted_at DESC LIMIT ${MOST}`.execute(ctx.db);
  return rows;
}

/**
 * How people went on around what was said officially: comments by quarters of an hour, angry ones apart, up to an hour after the
 * latest evidence; null where nobody commented.
 */
export async function readCourse(ctx: Ctx, evidence: readonly Evidence[]): Promise<ConflictCard['course']> {
  const last = evidence.map(({ at }) => Date.parse(at)).toSorted((a, b) => b - a)[0];
  if (last === undefined) return null;
  const step = STEP * MINUTE;
  const end = Math.ceil(Math.min(ctx.now.getTime(), last + HOUR) / step) * step;
  const from = end - STEPS * step;
  const comments = await readComments(ctx, evidence, new Date(from), new Date(end));
  if (comments.length === 0) return null;
  const isAngry = angerReader(ctx, conflictPack.on(localDate(ctx.now)));
  const angry = Array.from({ length: STEPS }, () => 0);
  const other = Array.from({ length: STEPS }, () => 0);
  for (const { posted_at: at, text } of comments) {
    const column = Math.min(STEPS - 1, Math.floor((at.getTime() - from) / step));
    const counts = isAngry(text) ? angry : other;
    counts[column] = (counts[column] ?? 0) + 1;
  }
  return {
    from: new Date(from).toISOString(),
    minutes: STEP,
    angry,
    other,
    said: evidence
      .filter(({ isOwn, at }) => isOwn && Date.parse(at) >= from && Date.parse(at) <= end)
      .map(({ at, pageTitle }) => ({ at, who: pageTitle })),
  };
}
