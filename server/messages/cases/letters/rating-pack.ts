import { z } from 'zod';
import type { RatingReason } from '../../../../shared/contract/messages/cases-portal.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { defineDatedPack } from '../../../lib/dated-pack.ts';
import { AppError } from '../../../lib/errors.ts';

const days = z.int().min(1).max(366);

/** Reasons beside a mark, and when residents are asked again: packs/messages/rating. */
export const ratingPack = defineDatedPack(
  'rating',
  'messages/rating/otklik-2026.json',
  {
    remindAfterDays: days,
    holdsAfterDays: days,
    holdsWaitDays: days,
    reasons: z.array(
      z.strictObject({ id: z.string().min(1), title: z.string().min(1), for: z.enum(['good', 'bad']) }),
    ),
  },
  'На этот день нет правил оценки.',
);

export const ratingRules = (now: Date) => ratingPack.on(localDate(now));

/** What is offered beside a mark today. */
export const offeredReasons = (now: Date): RatingReason[] => ratingRules(now).reasons;

/** Reasons as they are kept: each once, all of them offered today. */
export function readReasons(now: Date, ids: readonly string[]): string[] {
  const offered = new Set(offeredReasons(now).map(({ id }) => id));
  if (ids.every((id) => offered.has(id))) return [...new Set(ids)];
  throw new AppError('lib.bad-input', 'Такой причины нет в списке. Обновите страницу и выберите снова.', {
    fields: { reasons: 'Выберите из списка' },
  });
}

/** Titles of kept reasons, of former versions too; the newest wording stands. */
export function titlesOf(ids: readonly string[]): string[] {
  const all = new Map(
    ratingPack.read().versions.flatMap(({ reasons }) => reasons.map(({ id, title }) => [id, title] as const)),
  );
  return ids.map((id) => all.get(id) ?? id);
}
