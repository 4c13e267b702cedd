import * as contract from '../../../shared/contract/messages/reconcile.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { compareSnapshot } from './compare.ts';
import { decideDifference } from './decide.ts';
import { listDifferences } from './differences.ts';
import { forPos } from './export.ts';
import { getSnapshot, listSnapshots } from './snapshots.ts';
import { uploadSnapshot } from './upload.ts';

export const reconcileModule: ModuleManifest = {
  name: 'reconcile',
  permissions: { 'reconcile.run': 'Сверять реестр с таблицами ПОС' },
  routes: [
    handle(contract.uploadSnapshot, uploadSnapshot, { transaction: 'none' }),
    handle(contract.listSnapshots, listSnapshots),
    handle(contract.getSnapshot, getSnapshot),
    handle(contract.compareSnapshot, compareSnapshot),
    handle(contract.listDifferences, listDifferences),
    handle(contract.decideDifference, decideDifference),
    forPos,
  ],
};
