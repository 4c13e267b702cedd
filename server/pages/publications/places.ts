import type { NetworkLimits } from '../../../shared/contract/pages/publications.ts';
import { listUnits } from '../../base/identity/index.ts';
import { findPublishingFacts, networksToday } from '../../base/networks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { keptPages, type PageRow } from '../register/index.ts';

/** An official page as a place to publish in. */
export interface Place {
  page: PageRow;
  body: string;
  networkTitle: string;
  short: string;
  /** «Администрация, ВКонтакте»: as a person calls it. */
  title: string;
  /** Why a person has to publish by hand; empty = Otklik does. */
  manualReason: string;
}

interface SourceRow {
  id: string | null;
  is_active: boolean | null;
}

function whyByHand(ctx: Ctx, page: PageRow, sources: ReadonlyMap<string, SourceRow>): string {
  const network = networksToday(ctx).find(({ id }) => id === page.network);
  if (!network?.maySpeak) return network?.ground ?? 'в этой сети не публикуют';
  if (!findPublishingFacts(ctx, page.network)) return 'в этой сети Отклик не публикует';
  if (page.network_page_id === null) return 'страница не подключена';
  return sources.get(page.network_page_id)?.is_active ? '' : 'подключённая страница выключена';
}

/** Every page that is kept, by its id, in the order of bodies and networks. */
export async function readPlaces(ctx: Ctx): Promise<Map<string, Place>> {
  const pages = await keptPages(ctx);
  const units = new Map((await listUnits(ctx.db)).map((unit) => [unit.id, unit]));
  const networks = networksToday(ctx);
  const sources = new Map<string, SourceRow>(
    (await ctx.db.selectFrom('networks.v_page').select(['id', 'is_active']).execute()).map((row) => [
      row.id ?? '',
      row,
    ]),
  );
  const order = networks.map(({ id }) => id);
  const places = pages.map((page): Place => {
    const network = networks.find(({ id }) => id === page.network);
    const body = units.get(page.unit_id)?.shortTitle ?? '';
    return {
      page,
      body,
      networkTitle: network?.title ?? page.network,
      short: network?.short ?? page.network,
      title: `${body}, ${network?.title ?? page.network}`,
      manualReason: whyByHand(ctx, page, sources),
    };
  });
  const sorted = places.toSorted(
    (a, b) =>
      a.body.localeCompare(b.body, 'ru') ||
      order.indexOf(a.page.network) - order.indexOf(b.page.network) ||
      a.page.title.localeCompare(b.page.title, 'ru') ||
      (a.page.id < b.page.id ? -1 : 1),
  );
  return new Map(sorted.map((place) => [place.page.id, place]));
}

/** What networks of these pages take, as their connectors know it. */
export function limitsOf(ctx: Ctx, networks: readonly string[]): NetworkLimits[] {
  return networksToday(ctx).flatMap(({ id, title, short }) => {
    const taken = networks.includes(id) ? findPublishingFacts(ctx, id) : null;
    if (!taken) return [];
    const { textLimit, pictureLimit, acts } = taken;
    return [
      {
        network: id,
        title,
        short,
        text: textLimit,
        pictures: pictureLimit,
        mayEdit: acts.includes('edit'),
        mayRemove: acts.includes('remove'),
      },
    ];
  });
}
