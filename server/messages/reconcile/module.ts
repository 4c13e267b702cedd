import * as contract from '../../../shared/contract/messages/reconcile.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { compare } from './compare.ts';
import { decide } from './decide.ts';
import { listPage } from './differences.ts';
import { forPos } from './export.ts';
import { getOne, listAll } from './snapshots.ts';
import { upload } from './upload.ts';

export const reconcileModule: ModuleManifest = {
  name: 'reconcile',
  permissions: { 'reconcile.run': 'Сверять реестр с таблицами ПОС' },
  routes: [
    handle(contract.uploadSnapshot, upload, { transaction: 'none' }),
    handle(contract.listSnapshots, listAll),
    handle(contract.getSnapshot, getOne),
    handle(contract.compareSnapshot, compare),
    handle(contract.listDifferences, listPage),
    handle(contract.decideDifference, decide),
    forPos,
  ],
};
