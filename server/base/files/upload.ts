import { sql } from 'kysely';
import type { FileKind, FilePosition, uploadFile } from '../../../shared/contract/base/files.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { keepUpload } from '../../lib/http/upload.ts';
import { hashToken, newId, newToken } from '../../lib/ids.ts';
import { type Actor, actorRef, type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange, Upload } from '../../lib/module/module.ts';
import { runMutation, type Services } from '../../lib/module/unit-of-work.ts';
import { refuseFile } from './content.ts';
import { inspectFile } from './inspect.ts';
import { readPosition } from './position.ts';
import { type Draft, dropDraft, placeFile, writeDraft } from './storage.ts';
import { deriveVariants, type Variants } from './variants.ts';

type Route = typeof uploadFile;

const tooLarge = () =>
  new AppError('files.too-large', 'Файл больше 25 МБ. Уменьшите его или пришлите другой.');

export interface PreparedFile {
  draft: Draft;
  kind: FileKind;
  variants: Variants | null;
}

/** Checks a draft by its content and makes its pictures. Throws `files.bad-content` or `files.bomb`. */
export async function prepareFile(draft: Draft, allowsPdf: boolean): Promise<PreparedFile> {
  if (draft.bytes === 0) throw refuseFile('empty');
  const { kind, decoded } = await inspectFile({ path: draft.path, allowsPdf });
  const variants = kind === 'pdf' ? null : await deriveVariants(draft.path, kind, decoded);
  return { draft, kind, variants };
}

/** The same content never comes and goes at once: the eraser takes this lock too. */
export async function lockContent(ctx: Ctx, sha256: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`files:${sha256}`}, 0))`.execute(ctx.db);
}

async function store(services: Services, ctx: Ctx, file: PreparedFile, token: string): Promise<string> {
  const { draft, kind, variants } = file;
  const id = newId();
  const caller = { actor: ctx.actor, requestId: ctx.requestId, ip: ctx.ip, log: ctx.log };
  await runMutation(services, caller, async (inner) => {
    await lockContent(inner, draft.sha256);
    // On disk before the row commits: a row never points at nothing. A rollback leaves content without a row,
    // which the same content sent again reuses.
    await placeFile(inner.config, draft, variants);
    await inner.db
      .insertInto('files.file')
      .values({
        id,
        sha256: draft.sha256,
        kind,
        bytes: draft.bytes,
        width: variants?.width ?? null,
        height: variants?.height ?? null,
        uploader: actorRef(inner.actor),
        token_hash: hashToken(token),
        created_at: inner.now,
      })
      .execute();
    inner.audit({
      action: 'files.uploaded',
      object: 'file',
      objectId: id,
      data: { kind, bytes: draft.bytes },
    });
  });
  return id;
}

async function findPosition(variants: Variants | null, upload: Upload): Promise<FilePosition | null> {
  if (upload.fields.consentPosition !== '1' || !variants?.exif) return null;
  return readPosition(variants.exif);
}

const mayUsePdf = (actor: Actor): boolean => isStaff(actor);

/** Takes one file, checks it by content, stores it durably and hands out the token that lets the sender attach it. */
export async function acceptUpload(
  ctx: Ctx,
  _input: HandlerInput<Route>,
  exchange: Exchange,
): Promise<RouteReplyInput<Route>> {
  const { upload, headers, services } = exchange;
  if (!upload) throw new AppError('lib.bad-input', 'Файл не приложен.');
  const draft = await keepUpload(upload, Number(headers['content-length'] ?? 0), {
    write: (chunks, limit) => writeDraft(ctx.config, chunks, limit),
    drop: dropDraft,
    tooLarge,
  });
  try {
    const file = await prepareFile(draft, mayUsePdf(ctx.actor));
    const token = newToken();
    const fileId = await store(services, ctx, file, token);
    const { kind, variants } = file;
    const position = await findPosition(variants, upload);
    return {
      fileId,
      token,
      kind,
      width: variants?.width ?? null,
      height: variants?.height ?? null,
      position,
    };
  } finally {
    await dropDraft(draft);
  }
}
