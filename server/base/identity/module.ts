import { z } from 'zod';
import { readCity } from '../../lib/city.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { defineJob } from '../../lib/module/context.ts';
import { type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { startCityLevels, stopCityLevels } from './levels/store.ts';
import { seedDemoPeople } from './people/demo-people.ts';
import { administratorsCheck } from './people/health.ts';
import { listPeopleLines } from './people/readiness.ts';
import { routes } from './routes.ts';
import { listProviderFacts } from './sign-in/provider-facts.ts';
import { readSecret } from './sign-in/secret.ts';
import { tidySignIns } from './sign-in/tidy.ts';

const tidyJob = defineJob('identity.tidy', z.object({}));

export const identityModule: ModuleManifest = {
  name: 'identity',
  permissions: {
    'identity.read': 'Видеть сотрудников и их роли',
    'identity.manage': 'Вести людей, роли, отсутствия и подразделения',
  },
  routes,
  provides: [
    provide(connectedSystems, listProviderFacts, 'identity'),
    provide(readinessLines, listPeopleLines, 'identity'),
    ...provideChecks(administratorsCheck),
  ],
  jobs: [work(tidyJob, tidySignIns, { cron: '17 * * * *' })],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoPeople(ctx);
  },
  start: async (services) => {
    // A wrong city pack or an unwritable data folder stops the start, not the first visitor.
    readCity(services.config);
    readSecret(services.config);
    await startCityLevels(services);
  },
  stop: stopCityLevels,
};
