import * as contract from '../../../shared/contract/indicators.ts';
import { handle, type ModuleManifest } from '../../lib/module.ts';
import { indicatorPack } from './pack.ts';
import { list } from './read.ts';

export const indicatorsModule: ModuleManifest = {
  name: 'indicators',
  routes: [handle(contract.listIndicators, list)],
  start: async () => {
    indicatorPack.read();
  },
};
