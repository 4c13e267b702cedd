import type { PreflightNote } from '../../../shared/contract/pages/publications.ts';
import { checkBeforeFlight } from '../../../shared/text/pages/preflight.ts';
import { personalTitles } from '../../../shared/text/pages/publications.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { hiddenKinds } from '../../messages/cases/index.ts';
import { publishingToday } from './pack.ts';
import { limitsOf, type Place } from './places.ts';

export interface FlightAsked {
  text: string;
  pictures: readonly { fileId: string; alt: string }[];
  variants: readonly { pageId: string; ownText: string | null; dueAt: Date | string }[];
}

/** Days of silence from yesterday on, with their reasons. */
export async function readQuietDays(ctx: Ctx): Promise<Map<string, string>> {
  const rows = await ctx.db.selectFrom('publications.quiet_day').select(['day', 'reason']).execute();
  return new Map(rows.map(({ day, reason }) => [day, reason]));
}

/** The check of shared/text/pages/preflight.ts with what the server knows: limits of networks, files, days of silence. */
export async function checkFlight(
  ctx: Ctx,
  { text, pictures, variants }: FlightAsked,
  places: ReadonlyMap<string, Place>,
): Promise<PreflightNote[]> {
  const chosen = variants.flatMap(({ pageId, ...rest }) => {
    const place = places.get(pageId);
    return place ? [{ ...rest, pageId, title: place.title, network: place.page.network }] : [];
  });
  const said = [text, ...variants.flatMap(({ ownText }) => ownText ?? [])].join('\n');
  return checkBeforeFlight({
    text,
    pictures,
    variants: chosen,
    limits: limitsOf(
      ctx,
      chosen.map(({ network }) => network),
    ),
    quietHours: publishingToday(ctx).quietHours,
    quietDays: await readQuietDays(ctx),
    zone: readCity(ctx.config).zone,
    now: ctx.now,
    personal: hiddenKinds(said).map((kind) => personalTitles[kind]),
  });
}
