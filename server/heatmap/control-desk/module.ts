import * as contract from '../../../shared/contract/heatmap/control-desk.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { termsFile } from './export-terms.ts';
import { listTerms } from './list-terms.ts';

export const controlDeskModule: ModuleManifest = {
  name: 'control-desk',
  routes: [handle(contract.listTerms, listTerms), termsFile],
};
