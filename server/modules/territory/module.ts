import type { ModuleManifest } from '../../lib/module.ts';
import { loadTerritory } from './city.ts';
import { territoryRoutes } from './routes.ts';

export const territoryModule: ModuleManifest = {
  name: 'territory',
  permissions: { 'territory.manage': 'Заменять слои карты' },
  routes: territoryRoutes,
  start: (services) => loadTerritory(services.database, services.config.city),
};
