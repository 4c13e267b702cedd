import type { FileKind } from '../../../shared/contract/base/files.ts';
import { itemAt } from '../../../shared/lists.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken, isSameSecret } from '../../lib/ids.ts';
import { actorRef, type Ctx, isStaff } from '../../lib/module/context.ts';
import { makeCopy, readBoxes } from './cover.ts';
import { dropCopy } from './storage.ts';

export interface FileInfo {
  id: string;
  kind: FileKind;
  bytes: number;
  /** Pixels as shown; null for documents. */
  width: number | null;
  height: number | null;
  released: boolean;
}

/** A file to attach: with the token of its upload, or without it when staff attach what they sent themselves. */
export interface FileClaim {
  fileId: string;
  token?: string | undefined;
}

const columns = ['id', 'kind', 'bytes', 'width', 'height', 'released'] as const;

const toInfo = (row: Omit<FileInfo, 'kind'> & { kind: string }): FileInfo => ({
  id: row.id,
  kind: row.kind as FileKind,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  released: row.released,
});

/**
 * Attaches uploads to what the caller is saving, in the caller's transaction; each file can be attached once.
 * Returns them in the order asked. Throws `files.not-found` (unknown, removed, or a wrong token: the reply does not
 * tell which) and `files.claimed`.
 */
export async function claimFiles(ctx: Ctx, claims: readonly FileClaim[]): Promise<FileInfo[]> {
  if (claims.length === 0) return [];
  const ids = claims.map((claim) => claim.fileId.toLowerCase());
  if (new Set(ids).size !== ids.length)
    throw new AppError('files.claimed', 'Один и тот же файл приложен дважды. Уберите повтор.');
  // Ordered, so that two submissions with the same files wait for each other instead of deadlocking.
  const rows = await ctx.db
    .selectFrom('files.file')
    .select([...columns, 'claimed', 'uploader', 'token_hash'])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const found = claims.map(({ token }, index) => {
    const row = byId.get(itemAt(ids, index));
    const isOwn = row !== undefined && isStaff(ctx.actor) && row.uploader === actorRef(ctx.actor);
    const isProven = row !== undefined && !!token && isSameSecret(hashToken(token), row.token_hash);
    if (!row || !(isOwn || isProven))
      throw new AppError('files.not-found', 'Приложенный файл не найден или устарел. Приложите его ещё раз.');
    if (row.claimed)
      throw new AppError(
        'files.claimed',
        'Этот файл уже приложен. Загрузите его снова, если он нужен здесь.',
      );
    return toInfo(row);
  });
  await ctx.db.updateTable('files.file').set({ claimed: true }).where('id', 'in', ids).execute();
  return found;
}

/** Lets the public see pictures, with the covered places burnt in, or hides them again; the right to do so is checked by the caller. */
export async function releaseFiles(ctx: Ctx, ids: readonly string[], released: boolean): Promise<void> {
  if (ids.length === 0) return;
  const changed = await ctx.db
    .updateTable('files.file')
    .set({ released })
    .where('id', 'in', [...ids])
    .where('claimed', '=', true)
    .where('released', '=', !released)
    .returning(['id', 'sha256', 'boxes'])
    .execute();
  for (const { id, sha256, boxes } of changed) {
    // The copy lies on disk before the public may ask for it, and is gone from there when it may not.
    if (released) await makeCopy(ctx.config, { id, sha256, boxes: readBoxes(boxes) });
    else await dropCopy(ctx.config, { id, sha256 });
    ctx.audit({ action: released ? 'files.released' : 'files.hidden', object: 'file', objectId: id });
  }
}

/** Facts of files by id, for cards and lists; unknown ids are left out. Plan: primary key. */
export async function describeFiles(
  ctx: Pick<Ctx, 'db'>,
  ids: readonly string[],
): Promise<Map<string, FileInfo>> {
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('files.file')
    .select([...columns])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, toInfo(row)]));
}
