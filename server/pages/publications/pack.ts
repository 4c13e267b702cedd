import { z } from 'zod';
import { localDate } from '../../base/deadlines/index.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';

const words = z.string().min(1);
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/u);

/** How pages publish: who has to agree, which hours are offered, when pages are silent. packs/pages/publishing. */
export const publishingPack = defineDatedPack(
  'publishing',
  'pages/publishing/otklik-2026.json',
  {
    risks: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z-]+$/u),
          title: words,
          about: words,
          /** People besides the author. */
          approvals: z.number().int().min(1),
          mayBeUrgent: z.boolean(),
        }),
      )
      .min(1),
    /** Within so many working days another looks at what was let out urgently. */
    reviewWorkingDays: z.number().int().min(1),
    windows: z.array(time).min(1),
    /** Beginnings of pieces; what has to be written in is «…», and nothing goes out with it. */
    templates: z.array(z.strictObject({ id: z.string().regex(/^[a-z-]+$/u), title: words, text: words })),
    quietHours: z.strictObject({ from: time, to: time }),
    /** Size of the picture «было — стало», pixels: what networks show whole. */
    card: z.strictObject({ width: z.number().int().min(400), height: z.number().int().min(300) }),
    /** By so many former weeks the end of this one is foretold; from this chance on a page is warned of. */
    forecast: z.strictObject({ weeks: z.number().int().min(4), risk: z.number().min(0).max(1) }),
    /** Days of a window, messages a window without which nothing is said, and how often an even flow may be called less. */
    effect: z.strictObject({
      days: z.number().int().multipleOf(7),
      least: z.number().int().min(1),
      falseShare: z.number().gt(0).max(0.5),
    }),
    /**
     * Days looked back on; messages of a topic, and posts whose topic is known, without which nothing is judged; below which part of its share a
     * topic is told of too little.
     */
    coverage: z.strictObject({
      days: z.number().int().min(7),
      least: z.number().int().min(1),
      leastPosts: z.number().int().min(1),
      ratio: z.number().gt(0).max(1),
    }),
  },
  'На этот день нет порядка публикаций.',
);

export const publishingToday = (ctx: Pick<Ctx, 'now'>) => publishingPack.on(localDate(ctx.now));

export type Risk = ReturnType<typeof publishingToday>['risks'][number];

/** A class of risk of today's edition; refuses one there is not. */
export function requireRisk(ctx: Pick<Ctx, 'now'>, id: string): Risk {
  const risk = publishingToday(ctx).risks.find((one) => one.id === id);
  if (!risk) throw badField('risk', 'Такого класса нет. Выберите из списка');
  return risk;
}
