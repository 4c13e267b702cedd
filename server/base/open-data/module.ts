import * as contract from '../../../shared/contract/base/open-data.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { getCatalogueFile } from './catalogue.ts';
import { listOpenChanges } from './changes.ts';
import { compareAll, compareJob, compareOne, compareSetJob } from './compare.ts';
import { getOpenFile } from './files.ts';
import { openDataPack } from './pack.ts';
import { listOpenSets } from './passport.ts';

export const openDataModule: ModuleManifest = {
  name: 'open-data',
  routes: [
    handle(contract.listOpenSets, listOpenSets, { perMinute: 120 }),
    handle(contract.getOpenFile, getOpenFile, { perMinute: 60 }),
    handle(contract.listOpenChanges, listOpenChanges, { perMinute: 120 }),
    handle(contract.getCatalogueFile, getCatalogueFile, { perMinute: 60 }),
  ],
  jobs: [work(compareJob, compareAll, { cron: '4,19,34,49 * * * *' }), work(compareSetJob, compareOne)],
  start: async () => {
    openDataPack.read();
  },
};
