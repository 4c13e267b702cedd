import * as contract from '../../../shared/contract/heatmap/analysis.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { listAgeing } from './ageing.ts';
import * as causes from './causes.ts';
import * as clusters from './clusters.ts';
import { analysisFile } from './export.ts';
import * as fullness from './fullness.ts';
import * as rising from './rising.ts';

export const analysisModule: ModuleManifest = {
  name: 'analysis',
  permissions: { 'analysis.export': 'Выгружать анализ' },
  routes: [
    handle(contract.listRising, rising.listRising),
    handle(contract.listCauses, causes.listCauses),
    // Reads thousands of texts: a screen asks once, a script must not ask without end.
    handle(contract.listClusters, clusters.listClusters, { perMinute: 60 }),
    handle(contract.listFullness, fullness.listFullness),
    handle(contract.listAgeing, listAgeing),
    analysisFile,
  ],
};
