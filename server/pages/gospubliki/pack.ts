import { z } from 'zod';
import { ratingTermIds } from '../../../shared/contract/pages/gospubliki-rating.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { inRegion } from '../../base/our-city/index.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';

const words = z.string().min(1);
const code = z.string().regex(/^[a-z-]{1,40}$/u);
const share = z.number().min(0).max(1);
const days = z.number().int().min(1).max(60);

/** Who may ask, terms, grounds, the limit of load, the formula of the mark: packs/pages/gospubliki. */
export const gospublikiPack = defineDatedPack(
  'gospubliki',
  'pages/gospubliki/otklik-2026.json',
  {
    askers: z
      .array(
        z.strictObject({
          id: code,
          title: words,
          short: words,
          decideWorkingDays: days,
          reportWorkingDays: days,
        }),
      )
      .min(1),
    grounds: z
      .array(z.strictObject({ id: code, title: words, ofMandatory: z.boolean(), isOverload: z.boolean() }))
      .min(1),
    load: z.strictObject({ shareLimit: share, shownDays: days }),
    reposts: z.strictObject({ answerWorkingDays: days }),
    access: z.strictObject({ warnDays: z.number().int().min(1).max(365) }),
    secrets: z.array(z.strictObject({ id: code, title: words })).min(1),
    rating: z.strictObject({
      terms: z
        .array(z.strictObject({ id: z.enum(ratingTermIds), title: words, about: words, weight: share }))
        .min(1),
      /** Mean reach of a post ÷ followers that is worth the whole mark. */
      fullReach: z.number().positive(),
    }),
  },
  'На этот день нет порядка работы с «Госпабликами».',
);

export function gospublikiToday(ctx: Pick<Ctx, 'now'>) {
  const pack = gospublikiPack.on(localDate(ctx.now));
  return { ...pack, askers: pack.askers.map((one) => ({ ...one, title: inRegion(one.title) })) };
}

export type KnownAsker = ReturnType<typeof gospublikiToday>['askers'][number];
export type KnownGround = ReturnType<typeof gospublikiToday>['grounds'][number];

/** Who may ask today; refuses one there is not, at the field of the form. */
export function requireAsker(ctx: Pick<Ctx, 'now'>, id: string, field: string): KnownAsker {
  const found = gospublikiToday(ctx).askers.find((one) => one.id === id);
  if (!found) throw badField(field, 'Такого органа в перечне нет. Выберите из списка');
  return found;
}

/** What an asker is called; one that left the list is called as it was kept. */
export const askerTitle = (ctx: Pick<Ctx, 'now'>, id: string): string =>
  gospublikiToday(ctx).askers.find((one) => one.id === id)?.title ?? id;

/** Those who may ask, as screens offer them. */
export const offeredAskers = (ctx: Pick<Ctx, 'now'>) =>
  gospublikiToday(ctx).askers.map(({ id, title, short }) => ({ id, title, short }));
