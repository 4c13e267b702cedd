import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatDate } from '../../../../shared/text/dates.ts';
import { describeFiles, keepReceived, readShown, storePicture } from '../../../base/files/index.ts';
import { readCity } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { SolvedCase } from '../../../messages/cases/index.ts';
import { publishingToday } from '../pack.ts';
import { drawCard } from './draw-card.ts';

/** Photos a card was made of, each by the print of what was shown of it then. */
const madeOf = z.array(z.object({ fileId: z.string(), print: z.string() }));
export type MadeOf = z.infer<typeof madeOf>;

export const readMadeOf = (stored: unknown): MadeOf => madeOf.parse(stored);

const printOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

export interface Card {
  fileId: string;
  alt: string;
  madeOf: MadeOf;
}

/** What everybody is shown of a photo; null where they are not. */
async function readReleased(ctx: Ctx, fileId: string): Promise<Buffer | null> {
  const file = (await describeFiles(ctx, [fileId])).get(fileId);
  return file?.released ? readShown(ctx, fileId) : null;
}

/** «Было — стало» of a solved case; null where a photo of either state is not shown to everybody. */
export async function makeCard(ctx: Ctx, solved: SolvedCase): Promise<Card | null> {
  const { before, after } = solved;
  const photos = before && after ? [await readReleased(ctx, before), await readReleased(ctx, after)] : [];
  const [was, is] = photos;
  if (!before || !after || !was || !is) return null;
  const date = formatDate(solved.answeredAt, readCity(ctx.config).zone);
  const place = solved.address ?? '';
  const words = { head: 'Вы сообщили — мы сделали', before: 'Было', after: 'Стало', place, date };
  const bytes = await drawCard({ before: was, after: is }, words, publishingToday(ctx).card);
  return {
    fileId: await keep(ctx, bytes),
    alt: `Слева фото до работ, справа после${place ? `: ${place}` : ''}, ${date}`,
    madeOf: [
      { fileId: before, print: printOf(was) },
      { fileId: after, print: printOf(is) },
    ],
  };
}

/** Content that was erased between the two steps is stored once more. */
async function keep(ctx: Ctx, bytes: Buffer): Promise<string> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const id = await keepReceived(ctx, await storePicture(ctx.config, bytes));
    if (id) return id;
  }
  throw new Error('The picture of the card was erased twice while it was kept');
}

/** Whether everybody is still shown the very pictures a card was made of: nothing of them was hidden or covered since. */
export async function isShownStill(ctx: Ctx, photos: MadeOf): Promise<boolean> {
  for (const { fileId, print } of photos) {
    const bytes = await readReleased(ctx, fileId);
    if (!bytes || printOf(bytes) !== print) return false;
  }
  return true;
}
