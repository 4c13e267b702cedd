import { createHash } from 'node:crypto';
import sharp from 'sharp';
import type * as contract from '../../../shared/contract/base/our-city.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { keepUpload } from '../../lib/http/upload.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download, Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';

/** Largest picture that is taken, bytes, and read, pixels. */
const MOST_BYTES = 5 * 1024 * 1024;
const MOST_PIXELS = 25_000_000;
/** Arms stand beside a name, never alone: this is sharp on any screen. */
const SIDE = 512;

const refuse = (words: string, cause?: unknown) => new AppError('files.bad-content', words, { cause });

const begins = (bytes: Buffer, mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);
const isPng = (bytes: Buffer): boolean => begins(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const isJpeg = (bytes: Buffer): boolean => begins(bytes, [0xff, 0xd8, 0xff]);
const isMarkup = (bytes: Buffer): boolean =>
  /<(?:\?xml|svg|!doctype)/iu.test(bytes.toString('utf8', 0, 2048).replaceAll('\0', ''));

/** The picture drawn anew as PNG without metadata: whatever else the file held stays behind. Told by content, never by name. */
export async function redrawArms(bytes: Buffer): Promise<{ png: Buffer; width: number; height: number }> {
  if (bytes.length === 0) throw refuse('Файл пуст. Выберите другой.');
  if (!isPng(bytes) && !isJpeg(bytes))
    throw refuse(
      isMarkup(bytes)
        ? 'SVG не принимаем: внутри него может быть программа. Сохраните герб как PNG, лучше с прозрачным фоном.'
        : 'Это не PNG и не JPEG. Сохраните герб как PNG, лучше с прозрачным фоном.',
    );
  try {
    const { data, info } = await sharp(bytes, { failOn: 'truncated', limitInputPixels: MOST_PIXELS })
      .autoOrient()
      .resize({ width: SIDE, height: SIDE, fit: 'inside', withoutEnlargement: true })
      .png({ compressionLevel: 9 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true });
    return { png: data, width: info.width, height: info.height };
  } catch (error) {
    const isWide = error instanceof Error && /pixel limit/u.test(error.message);
    throw refuse(
      isWide
        ? 'Картинка слишком велика: больше 25 мегапикселей. Уменьшите её.'
        : 'Картинка повреждена или загружена не полностью. Сохраните её заново и повторите.',
      error,
    );
  }
}

/** The whole of it in memory; null when it is more than a picture of arms may be. */
async function collect(chunks: AsyncIterable<Buffer>): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Route: a picture for the card. It stands nowhere until an edition names it. */
export async function takeArms(
  ctx: Ctx,
  _input: HandlerInput<typeof contract.uploadArms>,
  { upload, headers, services }: Exchange,
): Promise<RouteReplyInput<typeof contract.uploadArms>> {
  if (!upload) throw new AppError('lib.bad-input', 'Выберите файл с гербом.');
  const bytes = await keepUpload(upload, Number(headers['content-length']) || 0, {
    write: collect,
    drop: async () => {},
    tooLarge: () => new AppError('files.too-large', 'Файл больше 5 МБ. Уменьшите картинку и повторите.'),
  });
  const { png, width, height } = await redrawArms(bytes);
  const id = createHash('sha256').update(png).digest('hex');
  const made = { made_at: ctx.now, made_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null };
  await runMutation(services, ctx, async (tx) => {
    await tx.db
      .insertInto('our_city.arms')
      .values({ id, png, width, height, ...made })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    tx.audit({
      action: 'our-city.upload-arms',
      object: 'our-city',
      objectId: 'arms',
      data: { id, width, height },
    });
  });
  return { id, width, height };
}

/** Route: the picture, as every page shows it. */
export async function showArms(
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.readArms>,
): Promise<Download> {
  const row = await ctx.db
    .selectFrom('our_city.arms')
    .select('png')
    .where('id', '=', params.id)
    .executeTakeFirst();
  if (!row) throw new AppError('lib.not-found', 'Такой картинки нет.');
  return {
    stream: row.png,
    contentType: 'image/png',
    inline: true,
    isPublic: true,
    cacheSeconds: 31_536_000,
    etag: params.id,
  };
}
