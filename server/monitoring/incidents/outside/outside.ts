import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { IncidentStatus } from '../../../../shared/contract/monitoring/incidents.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { capturePost, readPosts } from '../../posts/index.ts';
import { openIncident } from '../open.ts';
import { findIncident, seenIncidents } from '../rows.ts';
import { addEvent, tellAct, updateIncident } from '../store.ts';
import { endTerms, noteNearestTerm, outsideRule } from '../terms.ts';
import { mayFrom } from '../workflow.ts';

/** What another system tells of a post, and under which number. */
export interface OutsidePost {
  number: string;
  /** Without what only counts who followed it. */
  url: string | null;
  text: string | null;
  /** As that system calls it. */
  network: string | null;
  author: string | null;
  postedAt: Date;
  /** As it came: the evidence. */
  raw: string;
}

/** Incidents whose posts stand at these addresses already, by the address. Plan: post_url. */
export async function findByAddress(ctx: Ctx, urls: readonly string[]): Promise<Map<string, string>> {
  if (urls.length === 0) return new Map();
  const { rows } = await sql<{ url: string; incident_id: string }>`
    SELECT post.url, member.incident_id FROM posts.v_post AS post JOIN incidents.member ON member.post_id = post.id
    WHERE post.url = ANY(${[...urls]}::text[])`.execute(ctx.db);
  return new Map(rows.map(({ url, incident_id: id }) => [url, id]));
}

/** A post another system has found becomes an incident; the same number again is the same post. Its id. */
export async function openOutside(ctx: Ctx, post: OutsidePost, systemTitle: string): Promise<string> {
  const key = hash('sha256', post.url ?? `federal:${post.number}`, 'hex');
  const { id } = await capturePost(
    ctx,
    {
      id: key,
      kind: 'post',
      threadId: key,
      parentId: null,
      pageId: '',
      authorId: '',
      authorName: post.author ?? '',
      isOwn: false,
      text: post.text ?? '',
      pictures: [],
      url: post.url ?? '',
      postedAt: post.postedAt,
      editedAt: null,
      reach: null,
    },
    { network: 'manual', pageId: null, eventId: null, receivedAt: ctx.now, raw: post.raw },
  );
  const [row] = await readPosts(ctx, [id]);
  if (!row) throw new AppError('lib.conflict', `Запись № ${post.number} уже удалена по сроку хранения.`);
  const network = post.network ? `, ${post.network}` : '';
  return openIncident(ctx, row, {
    origin: 'federal',
    how: `пришёл файлом: ${systemTitle} № ${post.number}${network}`,
  });
}

/** An incident as another system's table is compared with it. */
export interface OutsideIncident {
  id: string;
  number: string;
  title: string;
  status: IncidentStatus;
  unitTitle: string | null;
  /** The term to answer, or to give the final answer, that runs. */
  dueAt: Date | null;
  answer: string | null;
  answeredAt: Date | null;
  answerUrl: string | null;
  text: string;
  url: string;
  author: string;
  /** Id of the network the first words are of. */
  network: string;
  factId: string | null;
  postedAt: Date;
  /** Within the reader's reach. */
  isOwn: boolean;
}

/** Incidents by their ids, whoever may see them; of one that was merged, the one it is in now. `isOwn` says whether the caller sees it. */
export async function readOutside(ctx: Ctx, ids: readonly string[]): Promise<Map<string, OutsideIncident>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OutsideIncident & { asked: string }>`
    WITH RECURSIVE way AS (
      SELECT asked, asked AS id FROM unnest(${[...ids]}::uuid[]) AS asked
      UNION SELECT way.asked, incident.merged_into FROM way JOIN incidents.incident ON incident.id = way.id
      WHERE incident.merged_into IS NOT NULL)
    SELECT way.asked, incident.id, incident.number, incident.title, incident.status, unit.short_title AS "unitTitle",
      (SELECT min(term.due_at) FROM incidents.term WHERE term.incident_id = incident.id AND term.ended_at IS NULL
        AND term.kind <> 'look') AS "dueAt",
      said.text AS answer, said.published_at AS "answeredAt", said.published_url AS "answerUrl",
      first.text, first.url, first.author_name AS author, first.network, incident.fact_id AS "factId",
      first.posted_at AS "postedAt", ${seenIncidents(ctx.actor)} AS "isOwn"
    FROM way JOIN incidents.incident ON incident.id = way.id AND incident.merged_into IS NULL
    LEFT JOIN identity.v_unit AS unit ON unit.id = incident.unit_id
    LEFT JOIN LATERAL (SELECT reply.text, reply.published_at, reply.published_url FROM incidents.reply
      WHERE reply.incident_id = incident.id AND reply.state = 'published' ORDER BY reply.published_at DESC LIMIT 1) AS said ON true
    JOIN LATERAL (SELECT post.text, post.url, post.author_name, post.network, post.posted_at FROM incidents.member
      JOIN posts.v_post AS post ON post.id = member.post_id
      WHERE member.incident_id = incident.id ORDER BY post.posted_at, post.id LIMIT 1) AS first ON true`.execute(
    ctx.db,
  );
  return new Map(rows.map(({ asked, ...row }) => [asked, row]));
}

/**
 * The term to answer is the one another system names: what runs is moved, and where none runs one begins. A term that has passed stays
 * broken, and is not moved.
 */
export async function takeOutsideTerm(
  ctx: Ctx,
  incidentId: string,
  { dueAt, version, systemTitle }: { dueAt: Date; version: string; systemTitle: string },
): Promise<void> {
  const { rows } = await sql<{ due_at: Date }>`
    UPDATE incidents.term SET due_at = ${dueAt}, rule_id = ${outsideRule}, rule_version = ${version}
    WHERE incident_id = ${incidentId}::uuid AND kind = 'answer' AND ended_at IS NULL AND due_at >= ${ctx.now}
    RETURNING due_at`.execute(ctx.db);
  if (rows.length === 0)
    await sql`
      INSERT INTO incidents.term (incident_id, kind, started_at, rule_id, rule_version, due_at)
      SELECT ${incidentId}::uuid, 'answer', ${ctx.now}, ${outsideRule}, ${version}, ${dueAt}
      WHERE NOT EXISTS (SELECT FROM incidents.term
        WHERE incident_id = ${incidentId}::uuid AND kind = 'answer' AND ended_at IS NULL)`.execute(ctx.db);
  await updateIncident(ctx, { id: incidentId }, {});
  await noteNearestTerm(ctx, incidentId);
  await addEvent(ctx, incidentId, `Срок ответа по файлу: ${systemTitle}`);
}

/** Closed there, answered here: closed here too. */
export async function takeOutsideClosing(ctx: Ctx, incidentId: string, systemTitle: string): Promise<void> {
  const incident = await findIncident(ctx, incidentId);
  if (!mayFrom('close', incident.status))
    throw new AppError('lib.conflict', 'Инцидент уже в другом состоянии.');
  await endTerms(ctx, incident.id);
  await updateIncident(ctx, incident, {
    status: 'closed',
    close_reason: `Закрыт в системе «${systemTitle}»`,
    due_at: null,
  });
  await tellAct(ctx, incident, 'close', { what: `Закрыт, как в системе «${systemTitle}»` });
}
