import type { ModuleManifest } from '../../lib/module/module.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { loadTerritory, refreshTerritory } from './gazetteer/city.ts';
import { territoryRoutes } from './routes.ts';

/** How long a process may place cases by a layer that was replaced through another one, ms. */
const REFRESH_EVERY = 5000;

let timer: NodeJS.Timeout | undefined;
let refreshing: Promise<void> = Promise.resolve();

async function startTerritory({ database, config, log }: Services): Promise<void> {
  await loadTerritory(database, config.city);
  clearInterval(timer);
  timer = setInterval(() => {
    refreshing = refreshTerritory(database, config.city).catch((error: unknown) =>
      log.warn({ err: error }, 'слои карты не перечитаны'),
    );
  }, REFRESH_EVERY).unref();
}

async function stopTerritory(): Promise<void> {
  clearInterval(timer);
  await refreshing;
}

export const territoryModule: ModuleManifest = {
  name: 'territory',
  permissions: { 'territory.manage': 'Заменять слои карты' },
  routes: territoryRoutes,
  start: startTerritory,
  stop: stopTerritory,
};
