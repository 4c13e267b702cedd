import { existsSync, readFileSync } from 'node:fs';
import { type CityCard, cityCard } from '../../../shared/contract/base/our-city.ts';
import { BLANK_GROUND, readGround } from '../../lib/city.ts';
import type { Config } from '../../lib/config.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import { addEdition } from './card.ts';
import { listEditions, loadEditions } from './editions.ts';
import { suggestCases } from './name-cases.ts';

/** In whose name papers were printed before there was a card: the letterhead that lies in a file of the city's pack. */
interface FormerLetterhead {
  organisation: string;
  lines: readonly string[];
  place: string;
  headPosition: string;
}
export const formerLetterhead = definePort<(city: string) => FormerLetterhead | null>(
  'our-city.former-letterhead',
);

const folder = new URL('../../../packs/base/city/', import.meta.url);

/** What a pack of a city and the files beside it say of it. */
function cardOfPack(ctx: Pick<Ctx, 'ports'>, config: Pick<Config, 'city'>): CityCard {
  const own = new URL(`${config.city}/card.json`, folder);
  if (existsSync(own)) return cityCard.parse(JSON.parse(readFileSync(own, 'utf8')));
  const { title, shortTitle, region, zone } = readGround(config);
  const head = ctx.ports.find(formerLetterhead)?.(config.city);
  return cityCard.parse({
    names: { title: suggestCases(title), town: suggestCases(shortTitle) },
    region,
    zone,
    organisation: { full: head?.organisation, lines: head?.lines ?? [], place: head?.place },
    operator: { name: head?.organisation },
    signer: { position: head?.headPosition },
    arms: null,
  });
}

/**
 * The first edition of an installation that was given a pack of its city, of one that worked by it before there was a card, and of a
 * demo. Who begins with nothing fills it in on the screen.
 */
export async function seedFirstEdition(ctx: Ctx): Promise<void> {
  const { city } = ctx.config;
  if (city !== BLANK_GROUND && (await listEditions(ctx.db)).length === 0)
    await addEdition(ctx, { card: cardOfPack(ctx, ctx.config), seen: 0, reason: 'Из файлов города' });
  await loadEditions(ctx.db, { isStart: true });
}
