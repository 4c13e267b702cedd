import sharp from 'sharp';
import { z } from 'zod';
import type { Config } from '../../lib/config.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { dropCopy, placeCopy, readCopy, readVariant } from './storage.ts';
import { shrinkPicture, THUMB_SIDE } from './variants.ts';

/** A covered place, in shares of the upright picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxes = z.array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }));
export const readBoxes = (stored: unknown): Box[] => boxes.parse(stored);

const lost = () => new AppError('files.not-found', 'Снимка нет на диске: выпускать нечего.');

/** The picture with its places painted over: nothing of what was under them is left in the bytes. */
async function paintOver(
  display: Buffer,
  places: readonly Box[],
): Promise<{ display: Buffer; thumb: Buffer }> {
  const { width, height } = await sharp(display).metadata();
  const blocks = places.map((place) => {
    // Outwards to whole pixels: an edge of a plate must not stay.
    const left = Math.max(0, Math.floor(place.x * width));
    const top = Math.max(0, Math.floor(place.y * height));
    const right = Math.min(width, Math.ceil((place.x + place.width) * width));
    const bottom = Math.min(height, Math.ceil((place.y + place.height) * height));
    return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
  });
  const painted = await sharp(display)
    .composite(
      blocks.map(({ left, top, ...size }) => ({
        input: { create: { ...size, channels: 3 as const, background: '#1f2933' } },
        left,
        top,
      })),
    )
    .png()
    .toBuffer();
  return {
    display: await shrinkPicture(sharp(painted), Math.max(width, height)).toBuffer(),
    thumb: await shrinkPicture(sharp(painted), THUMB_SIDE).toBuffer(),
  };
}

/** Makes the copy the public sees, on disk before it returns; a picture without covered places needs none. */
export async function makeCopy(
  config: Pick<Config, 'dataDir'>,
  file: { id: string; sha256: string; boxes: readonly Box[] },
): Promise<void> {
  if (file.boxes.length === 0) {
    await dropCopy(config, file);
    return;
  }
  const display = await readVariant(config, file.sha256, 'display');
  if (!display) throw lost();
  await placeCopy(config, file, await paintOver(display, file.boxes));
}

/** Covered places of a picture; null when there is no such picture. */
export async function findBoxes(ctx: Ctx, id: string): Promise<{ boxes: Box[]; released: boolean } | null> {
  const row = await ctx.db
    .selectFrom('files.file')
    .select(['boxes', 'released'])
    .where('id', '=', id)
    .where('width', 'is not', null)
    .executeTakeFirst();
  return row ? { boxes: readBoxes(row.boxes), released: row.released } : null;
}

/** Covers places of a picture; the copy the public sees is made anew at once. The right to do so is the caller's. */
export async function coverFile(ctx: Ctx, id: string, places: readonly Box[]): Promise<void> {
  const row = await ctx.db
    .updateTable('files.file')
    .set({ boxes: JSON.stringify(places) })
    .where('id', '=', id)
    .where('width', 'is not', null)
    .returning(['id', 'sha256', 'released'])
    .executeTakeFirst();
  if (!row) throw new AppError('files.not-found', 'Такого фото нет или это документ.');
  if (row.released) await makeCopy(ctx.config, { ...row, boxes: places });
  ctx.audit({ action: 'files.covered', object: 'file', objectId: id, data: { boxes: places.length } });
}

/** A picture as the whole world may see it, with covered places painted over; null when it is no picture or not on disk. */
export async function readShown(
  { db, config }: Pick<Ctx, 'db' | 'config'>,
  id: string,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('files.file')
    .select(['id', 'sha256', 'boxes'])
    .where('id', '=', id)
    .where('width', 'is not', null)
    .executeTakeFirst();
  const places = row ? readBoxes(row.boxes) : [];
  const copy = row && places.length > 0 ? await readCopy(config, row, 'display') : null;
  if (!row || copy) return copy;
  const display = await readVariant(config, row.sha256, 'display');
  return display && places.length > 0 ? (await paintOver(display, places)).display : display;
}

/** A picture as staff see it, for comparing; null when it is no picture or not on disk. */
export async function readDisplay(ctx: Ctx, id: string): Promise<Buffer | null> {
  const row = await ctx.db
    .selectFrom('files.file')
    .select('sha256')
    .where('id', '=', id)
    .where('width', 'is not', null)
    .executeTakeFirst();
  return row ? readVariant(ctx.config, row.sha256, 'display') : null;
}
