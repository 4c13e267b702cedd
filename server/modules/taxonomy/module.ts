import { getTaxonomy, suggestTopic as suggestTopicRoute } from '../../../shared/contract/taxonomy.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { currentTaxonomy, startTaxonomy, suggestTopic } from './current.ts';
import { seedTaxonomies } from './store.ts';

export const taxonomyModule: ModuleManifest = {
  name: 'taxonomy',
  permissions: { 'taxonomy.manage': 'Вести рубрикатор и маршруты' },
  routes: [
    handle(getTaxonomy, async () => currentTaxonomy()),
    handle(suggestTopicRoute, async (_ctx, { body }) => ({ facts: suggestTopic(body.text) }), {
      perMinute: 120,
    }),
  ],
  seed: seedTaxonomies,
  start: startTaxonomy,
};
