import { publishOpen } from '../../heatmap/figures/index.ts';
import { seedDemoViews } from '../../heatmap/heat-views/index.ts';
import { seedDemoZones } from '../../heatmap/zones/index.ts';
import { createContext } from '../../lib/module/unit-of-work.ts';
import { countWords } from '../../messages/cases/search/indexing.ts';
import { learnRates } from '../../messages/control/index.ts';
import type { Target } from './load.ts';

/**
 * What the night counts: how often each word is used, where the newest begin, how often answers were late, how hot the cells were,
 * and what the months that are over tell everybody.
 */
export async function countNight({ db, services }: Target): Promise<void> {
  const caller = { actor: { kind: 'system', name: 'demo' } as const, requestId: 'demo', ip: '' };
  const { ctx } = createContext(services, db, caller);
  await countWords(ctx);
  await learnRates(ctx);
  await seedDemoZones(ctx);
  await seedDemoViews(ctx);
  await publishOpen(ctx);
}
