import { sql } from 'kysely';
import type { Ctx } from '../../../lib/module/context.ts';
import type { About } from './raise.ts';

interface AroundRow {
  incident_id: string | null;
  page_id: string | null;
  unit_id: string | null;
  block: string | null;
  fact_id: string | null;
  address: string | null;
  district_id: string | null;
}

const toAbout = (row: AroundRow): About => ({
  incidentId: row.incident_id,
  pageId: row.page_id,
  unitId: row.unit_id,
  block: row.block,
  factId: row.fact_id,
  address: row.address,
  districtId: row.district_id,
});

/** What a post is about: by its incident where it has one, by its page else. Plan: post and member by id. */
export async function aboutPost(ctx: Ctx, postId: string): Promise<About> {
  const { rows } = await sql<AroundRow>`
    SELECT incident.id AS incident_id, page.id AS page_id, coalesce(incident.unit_id, page.unit_id) AS unit_id,
      incident.block, incident.fact_id, incident.address, incident.district_id
    FROM posts.v_post AS post LEFT JOIN networks.v_page AS page ON page.id = post.page_id
    LEFT JOIN incidents.v_member AS member ON member.post_id = post.id
    LEFT JOIN incidents.v_incident AS incident ON incident.id = member.incident_id
    WHERE post.id = ${postId}::uuid`.execute(ctx.db);
  const [row] = rows;
  return row ? toAbout(row) : noAbout;
}

/** What an incident is about; `pageId` = the page of ours that answers there. */
export async function aboutIncident(ctx: Ctx, incidentId: string, pageId: string | null): Promise<About> {
  const { rows } = await sql<AroundRow>`
    SELECT incident.id AS incident_id, page.id AS page_id, coalesce(incident.unit_id, page.unit_id) AS unit_id,
      incident.block, incident.fact_id, incident.address, incident.district_id
    FROM incidents.v_incident AS incident LEFT JOIN networks.v_page AS page ON page.id = ${pageId}::uuid
    WHERE incident.id = ${incidentId}::uuid`.execute(ctx.db);
  const [row] = rows;
  return row ? toAbout(row) : noAbout;
}

const noAbout: About = {
  incidentId: null,
  pageId: null,
  unitId: null,
  block: null,
  factId: null,
  address: null,
  districtId: null,
};
