import * as contract from '../../../shared/contract/messages/outages.ts';
import * as open from '../../../shared/contract/messages/outages-open.ts';
import { eraseAgain } from '../../base/backups/index.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { promiseSource } from '../../base/promises/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { listOutages } from './desk.ts';
import { addHome, listHomes, removeHome, removeHomeAgain } from './homes.ts';
import { importOutages } from './import-table.ts';
import { joinOutage, leaveOutage } from './joining.ts';
import * as keep from './keep.ts';
import { outagesOfCase } from './of-case.ts';
import { draftOfProblem } from './of-problem.ts';
import { countOpenOutages, findCovering, listOpenOutages } from './open.ts';
import { outagePack } from './pack.ts';
import { outagePromises } from './promises.ts';
import { tellHomes, tellHomesJob } from './tell-homes.ts';
import { outageTerms } from './term-clock.ts';

export const outagesModule: ModuleManifest = {
  name: 'outages',
  scopes: { 'outages.send': 'Присылать таблицы отключений' },
  routes: [
    handle(open.listOpenOutages, listOpenOutages, { perMinute: 120 }),
    handle(open.countOpenOutages, countOpenOutages),
    handle(open.findCoveringOutages, findCovering, { perMinute: 120 }),
    // A press, not a flood: a key costs its maker nothing.
    handle(open.joinOutage, joinOutage, { perMinute: 20 }),
    handle(open.leaveOutage, leaveOutage, { perMinute: 20 }),
    handle(open.listOutageHomes, listHomes),
    handle(open.addOutageHome, addHome),
    handle(open.removeOutageHome, removeHome),
    handle(contract.listOutages, listOutages),
    handle(contract.createOutage, keep.createOutage),
    handle(contract.changeOutage, keep.changeOutage),
    handle(contract.moveOutageTerm, keep.moveTerm),
    handle(contract.markOnSite, keep.markOnSite),
    handle(contract.endOutage, keep.endOutage),
    handle(contract.cancelOutage, keep.cancelOutage),
    handle(contract.draftOfProblem, draftOfProblem),
    handle(contract.importOutages, importOutages, { transaction: 'none', perMinute: 12 }),
    handle(contract.outagesOfCase, outagesOfCase),
  ],
  jobs: [work(tellHomesJob, tellHomes)],
  provides: [
    provide(clockSubject, outageTerms, outageTerms.kind),
    provide(promiseSource, outagePromises, outagePromises.kind),
    provide(eraseAgain, removeHomeAgain, 'outages.remove-home'),
  ],
  start: async () => {
    outagePack.read();
  },
};
