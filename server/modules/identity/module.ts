import type { ModuleManifest } from '../../lib/module.ts';
import { openAuth } from './auth.ts';
import { routes } from './routes.ts';
import { readSecret } from './secret.ts';

export const identityModule: ModuleManifest = {
  name: 'identity',
  permissions: {
    'identity.read': 'Видеть сотрудников и их роли',
    'identity.manage': 'Вести людей, роли, отсутствия и подразделения',
  },
  routes,
  start: async (services) => {
    readSecret(services.config);
    openAuth(services);
  },
};
