import type { FileKind, FileVariant, getFile as getFileRoute } from '../../../shared/contract/base/files.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { requirePermission } from '../../lib/http/access.ts';
import { hashToken, isSameSecret } from '../../lib/ids.ts';
import { actorRef, type Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { definePort } from '../../lib/module/port.ts';
import { mimeByKind } from './content.ts';
import { readBoxes } from './cover.ts';
import { openOriginal, readCopy, readVariant } from './storage.ts';

/**
 * What the owner of an attachment says of a caller: `allowed` — sees it by own right (staff of the case, its resident);
 * `full` — may read the original too; `public` — what it is attached to is public, so a released picture is seen by all;
 * `denied` — none of these.
 */
export type FileAccess = 'public' | 'allowed' | 'full' | 'denied';
/** `token`: what the caller gave beside the address; the attaching module may know it as a private link of its own. */
export type FileAccessChecker = (ctx: Ctx, fileId: string, token?: string) => Promise<FileAccess>;

/** A module that attaches files says, under its name, who may see them: files itself knows no cases. */
export const fileAccess = definePort<FileAccessChecker>('files.access');

/** A file is attached by one module: the first that knows it decides. */
async function checkAccess(ctx: Ctx, fileId: string, token: string | undefined): Promise<FileAccess> {
  for (const checker of ctx.ports.list(fileAccess)) {
    const access = await checker(ctx, fileId, token);
    if (access !== 'denied') return access;
  }
  return 'denied';
}

interface Row {
  id: string;
  sha256: string;
  kind: string;
  uploader: string;
  token_hash: string;
  claimed: boolean;
  released: boolean;
  boxes: unknown;
}

const missing = () => new AppError('files.not-found', 'Такого файла нет или он вам не показан.');

/** Seconds a browser keeps a picture; a public one is asked for each time, so that withdrawing it takes effect at once. */
const KEEP = { public: 0, own: 3600 };

async function decideAccess(ctx: Ctx, row: Row, token: string | undefined): Promise<FileAccess> {
  if (token && isSameSecret(hashToken(token), row.token_hash)) return 'allowed';
  if (!row.claimed) {
    const isOwn = ctx.actor.kind !== 'anonymous' && row.uploader === actorRef(ctx.actor);
    return isOwn ? 'full' : 'denied';
  }
  const access = await checkAccess(ctx, row.id, token);
  return access === 'public' && !row.released ? 'denied' : access;
}

/** Name under which a file is saved: tells nothing of the sender. */
function nameFile(row: Row, variant: FileVariant): string {
  const ending =
    row.kind === 'pdf' ? 'pdf' : variant === 'original' ? row.kind.replace('jpeg', 'jpg') : 'jpg';
  return `otklik-${row.id.slice(-12)}.${ending}`;
}

/**
 * The original with all that its camera wrote in it: by the permission that covers this very attachment (a picture the
 * whole city sees is no reason), with a reason, and the reading is recorded.
 */
async function readOriginal(ctx: Ctx, row: Row, reason: string | undefined): Promise<Download> {
  requirePermission(ctx.actor, 'cases.reveal');
  if ((await decideAccess(ctx, row, undefined)) !== 'full') throw missing();
  if (!reason || reason.length < 3) {
    throw new AppError('lib.bad-input', 'Назовите причину: она останется в журнале.', {
      fields: { reason: 'Назовите причину' },
    });
  }
  const stream = await openOriginal(ctx.config, row.sha256);
  if (!stream) throw lost(ctx, row);
  ctx.audit({ action: 'files.original-read', object: 'file', objectId: row.id, data: { reason } });
  return { stream, contentType: mimeByKind[row.kind as FileKind], filename: nameFile(row, 'original') };
}

function lost(ctx: Ctx, row: Row): AppError {
  ctx.log.error({ fileId: row.id }, 'файла нет на диске');
  return missing();
}

/** A document has no picture: its display form is the document itself, saved and never opened in the page. */
async function readDocument(ctx: Ctx, row: Row, variant: FileVariant): Promise<Download> {
  if (variant === 'thumb') throw new AppError('files.not-found', 'У документа нет миниатюры.');
  const stream = await openOriginal(ctx.config, row.sha256);
  if (!stream) throw lost(ctx, row);
  return { stream, contentType: mimeByKind.pdf, filename: nameFile(row, variant) };
}

/** Sends a file to whoever may see it; to others it does not exist. */
export async function getFile(
  ctx: Ctx,
  { params, query }: HandlerInput<typeof getFileRoute>,
): Promise<Download> {
  const row = await ctx.db
    .selectFrom('files.file')
    .select(['id', 'sha256', 'kind', 'uploader', 'token_hash', 'claimed', 'released', 'boxes'])
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!row) throw missing();
  const { variant } = params;
  if (variant === 'original') return readOriginal(ctx, row, query.reason);
  const access = await decideAccess(ctx, row, query.token);
  if (access === 'denied') throw missing();
  if (row.kind === 'pdf') return readDocument(ctx, row, variant);
  const isPublic = access === 'public';
  const boxes = readBoxes(row.boxes);
  const isCovered = isPublic && boxes.length > 0;
  const bytes = isCovered
    ? await readCopy(ctx.config, row, variant)
    : await readVariant(ctx.config, row.sha256, variant);
  if (!bytes) throw lost(ctx, row);
  return {
    stream: bytes,
    contentType: mimeByKind.jpeg,
    filename: nameFile(row, variant),
    inline: true,
    etag: `${row.sha256.slice(0, 32)}-${variant}${isCovered ? `-${hashToken(JSON.stringify(boxes)).slice(0, 16)}` : ''}`,
    cacheSeconds: isPublic ? KEEP.public : KEEP.own,
    isPublic,
  };
}
