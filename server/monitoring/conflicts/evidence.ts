import { sql } from 'kysely';
import type { Evidence } from '../../../shared/contract/monitoring/conflict-signals.ts';
import { maskPersonal } from '../../base/understanding/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

interface Row {
  kind: 'post' | 'reply';
  id: string;
  at: Date;
  signals: Evidence['signals'];
  is_own: boolean;
  network: string | null;
  page_title: string | null;
  unit_title: string | null;
  text: string;
  url: string | null;
  gone_at: Date | null;
  forgotten_at: Date | null;
  sha256: string | null;
  seen_at: Date | null;
  incident_id: string | null;
}

/** A signal of two hundred angry comments is understood by fewer. */
const MOST = 100;

interface Asked {
  signalIds: readonly string[];
  /** With posts and published replies of its incidents that none of these signals tells of. */
  conflictId?: string;
}

/**
 * `told` by signals; then what stands in the incidents of a conflict about which no signal says anything: they were put in by hand, or
 * took in, merge by merge, one that was.
 */
const foundEvidence = (signalIds: string[], conflictId: string | null) => sql`
    told AS (
      SELECT kind, target_id, min(at) AS at FROM conflicts.evidence
      WHERE signal_id = ANY(${signalIds}::uuid[]) GROUP BY kind, target_id),
    put_in AS (
      SELECT part.target_id AS incident_id FROM conflicts.part
      WHERE part.conflict_id = ${conflictId}::uuid AND part.kind = 'incident'
      UNION SELECT incident.merged_into FROM put_in JOIN incidents.v_incident AS incident ON incident.id = put_in.incident_id
      WHERE incident.merged_into IS NOT NULL),
    alone AS (
      SELECT incident_id FROM put_in
      EXCEPT SELECT member.incident_id FROM told JOIN incidents.v_member AS member
        ON told.kind = 'post' AND member.post_id = told.target_id
      EXCEPT SELECT reply.incident_id FROM told JOIN incidents.v_reply AS reply
        ON told.kind = 'reply' AND reply.id = told.target_id),
    found AS (
      SELECT * FROM told
      UNION ALL SELECT 'post', post.id, post.posted_at FROM alone
        JOIN incidents.v_member AS member ON member.incident_id = alone.incident_id
        JOIN posts.v_post AS post ON post.id = member.post_id
      UNION ALL SELECT 'reply', reply.id, reply.published_at FROM alone
        JOIN incidents.v_reply AS reply ON reply.incident_id = alone.incident_id AND reply.state = 'published'
      ORDER BY at, target_id LIMIT ${MOST})`;

/**
 * What a conflict or a signal stands on, read anew each time: words stand in the posts alone, and where they were let go there they are
 * gone here. Who wrote it is said of our own pages only. Plans: evidence by signal and by target, member_incident, reply by incident,
 * post and reply by id.
 */
export async function readEvidence(ctx: Pick<Ctx, 'db'>, asked: Asked): Promise<Evidence[]> {
  const { conflictId = null } = asked;
  const signalIds = [...asked.signalIds];
  if (signalIds.length === 0 && conflictId === null) return [];
  const { rows } = await sql<Row>`
    WITH RECURSIVE ${foundEvidence(signalIds, conflictId)}
    SELECT found.kind, found.target_id AS id, found.at,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', signal.id, 'mark',
          -- Of words that were changed since nobody knows where the rule's own stand.
          CASE WHEN from_char IS NULL OR to_char IS NULL OR post.edited_at > signal.noticed_at THEN NULL
          ELSE jsonb_build_object('from', from_char, 'to', to_char) END) ORDER BY signal.noticed_at, signal.id)
        FROM conflicts.evidence JOIN conflicts.signal ON signal.id = evidence.signal_id
        WHERE signal_id = ANY(${signalIds}::uuid[]) AND evidence.kind = found.kind AND evidence.target_id = found.target_id),
        '[]') AS signals,
      found.kind = 'reply' OR coalesce(post.is_own, false) AS is_own, coalesce(post.network, page.network) AS network,
      page.title AS page_title, unit.short_title AS unit_title, coalesce(post.text, reply.text, '') AS text,
      coalesce(post.url, reply.published_url) AS url, post.gone_at, post.forgotten_at, seal.sha256, seal.seen_at,
      coalesce(member.incident_id, reply.incident_id) AS incident_id
    FROM found
    LEFT JOIN posts.v_post AS post ON found.kind = 'post' AND post.id = found.target_id
    LEFT JOIN incidents.v_reply AS reply ON found.kind = 'reply' AND reply.id = found.target_id
    LEFT JOIN networks.v_page AS page ON page.id = coalesce(post.page_id, reply.page_id)
    LEFT JOIN identity.v_unit AS unit ON unit.id = page.unit_id
    LEFT JOIN incidents.v_member AS member ON member.post_id = post.id
    LEFT JOIN LATERAL (SELECT sha256, seen_at FROM posts.v_sight AS sight WHERE sight.post_id = post.id
      ORDER BY serial DESC LIMIT 1) AS seal ON true
    ORDER BY found.at, found.target_id`.execute(ctx.db);
  return rows.map(presentEvidence);
}

const presentEvidence = (row: Row): Evidence => ({
  id: row.id,
  kind: row.kind,
  isOwn: row.is_own,
  network: row.network ?? '',
  pageTitle: row.is_own ? (row.page_title ?? '') : '',
  unitTitle: row.is_own ? row.unit_title : null,
  at: row.at.toISOString(),
  text: row.is_own ? row.text : maskPersonal(row.text),
  signals: row.signals,
  url: row.url ?? '',
  goneAt: row.gone_at?.toISOString() ?? null,
  isForgotten: row.forgotten_at !== null,
  seal: row.sha256 && row.seen_at ? { sha256: row.sha256, seenAt: row.seen_at.toISOString() } : null,
  incidentId: row.incident_id,
});
