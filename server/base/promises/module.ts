import * as contract from '../../../shared/contract/base/promises.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { openSet } from '../open-data/index.ts';
import { confirmPromise, readPromiseDesk, readStaffLedger } from './desk/found.ts';
import { switchPromisePage } from './desk/page-switch.ts';
import { getOpenPromises, getPromiseFigures } from './open.ts';
import { openPromiseSet } from './open-set.ts';
import { promisePack } from './pack.ts';

export const promisesModule: ModuleManifest = {
  name: 'promises',
  permissions: {
    'promises.read': 'Видеть обещания города и сроки, найденные в его записях',
    'promises.keep': 'Подтверждать найденные обещания, показывать их всем или нет',
  },
  routes: [
    handle(contract.getOpenPromises, getOpenPromises, { perMinute: 120 }),
    handle(contract.getPromiseFigures, getPromiseFigures, { perMinute: 60 }),
    handle(contract.getPromiseDesk, readPromiseDesk),
    handle(contract.getLedger, readStaffLedger),
    handle(contract.confirmPromise, confirmPromise),
    handle(contract.switchPromisePage, switchPromisePage),
  ],
  provides: [provide(openSet, openPromiseSet, openPromiseSet.id)],
  start: async () => {
    promisePack.read();
  },
};
