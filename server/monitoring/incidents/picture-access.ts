import { sql } from 'kysely';
import type { FileAccess } from '../../base/files/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { seenIncidents } from './rows.ts';

/** Who may see a picture of a post: whoever sees an incident in whose talk it stands. Plan: picture_file, post_thread, member by post. */
export async function accessPicture(ctx: Ctx, fileId: string): Promise<FileAccess> {
  if (ctx.actor.kind !== 'staff' || !ctx.actor.permissions.has('incidents.read')) return 'denied';
  const { rows } = await sql<{ seen: boolean }>`
    SELECT true AS seen FROM posts.v_picture AS picture
    JOIN posts.v_post AS post ON post.id = picture.post_id
    JOIN posts.v_post AS other ON other.network = post.network AND other.thread_key = post.thread_key
    JOIN incidents.member ON member.post_id = other.id
    JOIN incidents.incident ON incident.id = member.incident_id
    WHERE picture.file_id = ${fileId}::uuid AND ${seenIncidents(ctx.actor)} LIMIT 1`.execute(ctx.db);
  return rows.length > 0 ? 'allowed' : 'denied';
}
