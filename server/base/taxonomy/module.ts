import { getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import * as edits from '../../../shared/contract/base/taxonomy-edit.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { currentTaxonomy, startTaxonomy, stopTaxonomy } from './current.ts';
import { getLatest, listTaxonomyVersions, previewTaxonomyChange, saveTaxonomyChange } from './edit.ts';
import { seedTaxonomies } from './store.ts';

export const taxonomyModule: ModuleManifest = {
  name: 'taxonomy',
  permissions: { 'taxonomy.manage': 'Вести рубрикатор и маршруты' },
  routes: [
    handle(getTaxonomy, async () => currentTaxonomy()),
    handle(edits.getLatestTaxonomy, getLatest),
    handle(edits.listTaxonomyVersions, listTaxonomyVersions),
    handle(edits.previewTaxonomyChange, previewTaxonomyChange),
    handle(edits.saveTaxonomyChange, saveTaxonomyChange, { transaction: 'none' }),
  ],
  seed: seedTaxonomies,
  start: startTaxonomy,
  stop: stopTaxonomy,
};
