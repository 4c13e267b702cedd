import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import type { ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { createTakeOver } from '../../lib/take-over.ts';
import { loadTerritory, refreshTerritory } from './gazetteer/city.ts';
import { listGazetteerFacts } from './gazetteer/gar-facts.ts';
import { listTerritoryLines } from './readiness.ts';
import { territoryRoutes } from './routes.ts';

const takeOver = createTakeOver('слои карты не перечитаны');

async function startTerritory({ database, config, log }: Services): Promise<void> {
  await loadTerritory(database, config.city);
  takeOver.start(log, () => refreshTerritory(database, config.city));
}

export const territoryModule: ModuleManifest = {
  name: 'territory',
  permissions: { 'territory.manage': 'Заменять слои карты' },
  routes: territoryRoutes,
  provides: [
    provide(connectedSystems, listGazetteerFacts, 'territory'),
    provide(readinessLines, listTerritoryLines, 'territory'),
  ],
  start: startTerritory,
  stop: takeOver.stop,
};
