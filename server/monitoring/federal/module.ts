import * as contract from '../../../shared/contract/monitoring/federal.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { decideFederalDifference, listFederalDifferences } from './differences.ts';
import { forFederal } from './export.ts';
import {
  dropOldLines,
  dropOldLinesJob,
  listFederalTables,
  readFederalTable,
  uploadFederalTable,
} from './sheets.ts';
import { previewFederalTable, takeFederalTable } from './take.ts';

export const federalModule: ModuleManifest = {
  name: 'federal',
  permissions: {},
  routes: [
    handle(contract.uploadFederalTable, uploadFederalTable, { transaction: 'none' }),
    handle(contract.listFederalTables, listFederalTables),
    handle(contract.readFederalTable, readFederalTable),
    handle(contract.previewFederalTable, previewFederalTable),
    handle(contract.takeFederalTable, takeFederalTable),
    handle(contract.listFederalDifferences, listFederalDifferences),
    handle(contract.decideFederalDifference, decideFederalDifference),
    forFederal,
  ],
  jobs: [work(dropOldLinesJob, dropOldLines, { cron: '40 2 * * *' })],
};
