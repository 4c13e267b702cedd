import { sql } from 'kysely';
import type { Config } from '../../lib/config.ts';
import { hashToken, newId, newToken } from '../../lib/ids.ts';
import { actorRef, type Ctx } from '../../lib/module/context.ts';
import type { StoredPicture } from './picture.ts';
import { isStored, openOriginal } from './storage.ts';
import { eraseFiles } from './sweep.ts';
import { lockContent } from './upload.ts';

/**
 * Makes a file of a picture the program has received by itself (`storePicture`); it belongs to the caller at once. Returns its id; null
 * where the content was erased meanwhile with the last file of the same, and has to be stored again.
 */
export async function keepReceived(ctx: Ctx, picture: StoredPicture): Promise<string | null> {
  await lockContent(ctx, picture.sha256);
  if (!(await isStored(ctx.config, picture.sha256))) return null;
  const id = newId();
  await ctx.db
    .insertInto('files.file')
    .values({
      id,
      ...picture,
      uploader: actorRef(ctx.actor),
      // Nobody holds a token of it.
      token_hash: hashToken(newToken()),
      claimed: true,
      created_at: ctx.now,
    })
    .execute();
  return id;
}

/** Lets files go that their owner keeps no more; within `eraseByLaw`, since a file that was kept is evidence. Content goes after the commit. */
export async function forgetFiles(ctx: Ctx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ sha256: string }>`
    DELETE FROM files.file WHERE id = ANY(${[...ids]}::uuid[]) RETURNING sha256`.execute(ctx.db);
  const contents = [...new Set(rows.map(({ sha256 }) => sha256))].sort();
  for (let from = 0; from < contents.length; from += 100)
    ctx.enqueue(eraseFiles, { sha256s: contents.slice(from, from + 100) });
}

/** The bytes of a picture as they came; null where they are not on disk. Who may have them the caller knows. */
export async function readReceived(place: Pick<Config, 'dataDir'>, sha256: string): Promise<Buffer | null> {
  const stream = await openOriginal(place, sha256);
  if (!stream) return null;
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
