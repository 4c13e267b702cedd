import { sql } from 'kysely';
import type { z } from 'zod';
import { localDate } from '../../../base/deadlines/index.ts';
import type { Said } from '../../../base/promises/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { replyPublished } from '../../incidents/index.ts';
import type { PostRow } from '../../posts/index.ts';
import { findClash } from '../rules/find-clash.ts';
import { conflictPack } from '../rules/pack.ts';
import type { OfficialText, Statement } from './official-text.ts';
import { watchPromise } from './promises.ts';
import { raiseSignal } from './raise.ts';
import { dropStatement, keepStatement, readSamePlace } from './statements.ts';

/** Two workers never hold one pair against each other twice. */
const lockStatements = (ctx: Ctx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('conflicts.statements'))`.execute(ctx.db);

const toSaid = ({ said_at: at, page_id: pageId, unit_id: unitId, claims }: Statement): Said => ({
  at,
  on: localDate(at),
  by: unitId ?? pageId ?? '',
  claims,
});

/** Holds new official words against what was said of the same place and sphere: the latest that differs is a signal. */
async function compare(ctx: Ctx, statement: Statement): Promise<void> {
  const rules = conflictPack.on(localDate(ctx.now));
  for (const other of await readSamePlace(ctx, statement, rules.contradiction.days)) {
    const clash = findClash(toSaid(statement), toSaid(other), rules.contradiction);
    if (!clash) continue;
    const [first, second] = statement.said_at < other.said_at ? [statement, other] : [other, statement];
    const fact = statement.fact_id ? findFact(statement.fact_id) : undefined;
    await raiseSignal(ctx, {
      cause: `contradiction:${first.id}:${second.id}:${clash.clash}`,
      facts: {
        kind: 'contradiction',
        clash: clash.clash,
        first: clash.first,
        second: clash.second,
        apart: clash.apart,
      },
      ruleVersion: rules.version,
      eventAt: second.said_at,
      about: {
        incidentId: second.incident_id ?? first.incident_id,
        pageId: second.page_id,
        unitId: second.unit_id ?? first.unit_id,
        block: fact?.block ?? null,
        factId: statement.fact_id,
        address: statement.address,
        districtId: statement.district_id,
      },
      evidence: [
        { kind: first.source, id: first.source_id, at: first.said_at, mark: clash.firstAt },
        { kind: second.source, id: second.source_id, at: second.said_at, mark: clash.secondAt },
      ],
    });
    return;
  }
}

async function weigh(ctx: Ctx, official: OfficialText, entered: string | null): Promise<void> {
  const statement = await keepStatement(ctx, official);
  if (!statement) return;
  await compare(ctx, statement);
  await watchPromise(ctx, statement, official, entered);
}

interface PlaceRow {
  incident_id: string | null;
  page_id: string | null;
  unit_id: string | null;
  fact_id: string | null;
  address: string | null;
  street_id: string | null;
  house: string | null;
  district_id: string | null;
  is_reply: boolean;
}

const knownOf = (row: PlaceRow): OfficialText['known'] => ({
  factId: row.fact_id,
  address: row.address,
  streetId: row.street_id,
  house: row.house,
  districtId: row.district_id,
});

/**
 * Where words of our own page stand: the incident of what they answer. One that we said by a reply is that reply. Plans: post
 * (network, external_id), saying within one page.
 */
async function placeOfOwn(ctx: Ctx, postId: string): Promise<PlaceRow | undefined> {
  const { rows } = await sql<PlaceRow>`
    SELECT incident.id AS incident_id, post.page_id, coalesce(incident.unit_id, page.unit_id) AS unit_id, incident.fact_id, incident.address,
      incident.street_id, incident.house, incident.district_id,
      EXISTS (SELECT FROM networks.v_saying AS saying WHERE saying.page_id = post.page_id AND saying.said_id = post.external_id
        AND saying.subject_kind = 'incident-reply') AS is_reply
    FROM posts.v_post AS post LEFT JOIN networks.v_page AS page ON page.id = post.page_id
    LEFT JOIN posts.v_post AS answered ON answered.network = post.network AND answered.external_id = post.parent_key
    LEFT JOIN incidents.v_member AS member ON member.post_id = answered.id
    LEFT JOIN incidents.v_incident AS incident ON incident.id = member.incident_id
    WHERE post.id = ${postId}::uuid`.execute(ctx.db);
  return rows[0];
}

/** What our own pages said, whoever wrote it there. Safe to run twice. */
export async function watchOwnPosts(ctx: Ctx, posts: readonly PostRow[]): Promise<void> {
  const own = posts.filter(({ is_own: isOwn, kind }) => isOwn && kind !== 'message');
  if (own.length === 0) return;
  await lockStatements(ctx);
  for (const post of own) {
    const place = await placeOfOwn(ctx, post.id);
    if (!place || place.is_reply) continue;
    await weigh(
      ctx,
      {
        source: 'post',
        sourceId: post.id,
        pageId: post.page_id,
        unitId: place.unit_id,
        incidentId: place.incident_id,
        saidAt: post.posted_at,
        editedAt: post.edited_at,
        text: post.text,
        known: knownOf(place),
      },
      null,
    );
  }
}

interface ReplyRow extends PlaceRow {
  id: string;
  text: string;
  promised_on: string | null;
  published_at: Date;
  /** The post the network has shown of it, where it came first. */
  post_id: string | null;
}

/** Listener: a reply of ours stands in the network. Safe to run twice. */
export async function watchReply(
  ctx: Ctx,
  { replyId }: z.output<(typeof replyPublished)['payload']>,
): Promise<void> {
  const { rows } = await sql<ReplyRow>`
    SELECT reply.id, reply.text, reply.promised_on, reply.published_at, reply.page_id, incident.id AS incident_id,
      coalesce(incident.unit_id, page.unit_id) AS unit_id, incident.fact_id, incident.address, incident.street_id,
      incident.house, incident.district_id, true AS is_reply, shown.id AS post_id
    FROM incidents.v_reply AS reply JOIN incidents.v_incident AS incident ON incident.id = reply.incident_id
    JOIN networks.v_page AS page ON page.id = reply.page_id
    LEFT JOIN networks.v_saying AS saying ON saying.subject_kind = 'incident-reply' AND saying.subject_id = reply.id
    LEFT JOIN posts.v_post AS shown ON shown.network = page.network AND shown.external_id = saying.said_id
    WHERE reply.id = ${replyId}::uuid AND reply.published_at IS NOT NULL`.execute(ctx.db);
  const [reply] = rows;
  if (!reply) return;
  await lockStatements(ctx);
  if (reply.post_id) await dropStatement(ctx, 'post', reply.post_id);
  await weigh(
    ctx,
    {
      source: 'reply',
      sourceId: reply.id,
      pageId: reply.page_id,
      unitId: reply.unit_id,
      incidentId: reply.incident_id,
      saidAt: reply.published_at,
      editedAt: null,
      text: reply.text,
      known: knownOf(reply),
    },
    reply.promised_on,
  );
}
