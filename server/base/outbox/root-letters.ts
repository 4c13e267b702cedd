import type { z } from 'zod';
import { lastOf } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type daysPublished, readSheetFile } from '../audit/index.ts';
import { type LetterFile, sendLetters } from './letter.ts';

type Published = z.output<(typeof daysPublished)['payload']>;

/** Sheets up to this size in all go with the letter, bytes. */
const MOST_ATTACHED = 1_000_000;

/** Tells the roots of the last days, with the signed files of the new ones, to those the settings name. */
export async function tellRoots(ctx: Ctx, { key, fresh, roots }: Published): Promise<void> {
  const { recordLetters } = ctx.config;
  if (recordLetters.length === 0) return;
  const told = roots.map(({ day, root }) => `${formatDay(day)}  ${root}`).join('\n');
  const city = readCity(ctx.config).title;
  const files = fresh.slice(-roots.length).map(
    (day): LetterFile => ({
      name: `${day}.json`,
      contentType: 'application/json',
      content: readSheetFile(ctx.config, day),
    }),
  );
  const size = files.reduce((sum, { content }) => sum + content.length, 0);
  await sendLetters(
    ctx,
    recordLetters.map((recipient) => ({
      channel: 'email' as const,
      recipient,
      subject: `Корни журнала, ${city}: ${formatDay(lastOf(roots).day)}`,
      text: `Корни журнала по дням (${city}):\n\n${told}\n\nКлюч подписи: ${key}\n\nСохраните письмо там, где его не изменит никто из работающих с системой. Проверить запись по корню: npm run verify -- all --root КОРЕНЬ --key КЛЮЧ`,
      purpose: 'day-roots' as const,
      ...(size <= MOST_ATTACHED && { files }),
    })),
  );
}
