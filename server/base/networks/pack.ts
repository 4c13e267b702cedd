import { z } from 'zod';
import { networkUses } from '../../../shared/contract/base/networks.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { localDate } from '../deadlines/index.ts';

const words = z.string().min(1);

const network = z.strictObject({
  id: words,
  title: words,
  short: words,
  use: z.enum(networkUses),
  mayRead: z.boolean(),
  maySpeak: z.boolean(),
  ground: words,
});
export type KnownNetwork = z.infer<typeof network>;

/** Which networks there are and what the law allows in each: packs/base/networks. */
export const networkPack = defineDatedPack(
  'networks',
  'base/networks/otklik-2026.json',
  { networks: z.array(network).min(1) },
  'На этот день нет списка сетей.',
);

/** Networks of today, in the order of the pack. */
export const networksToday = ({ now }: Pick<Ctx, 'now'>): readonly KnownNetwork[] =>
  networkPack.on(localDate(now)).networks;

/** A network of today's list; undefined where it is of another time or of none. */
export const findNetwork = (ctx: Pick<Ctx, 'now'>, id: string): KnownNetwork | undefined =>
  networksToday(ctx).find((one) => one.id === id);
