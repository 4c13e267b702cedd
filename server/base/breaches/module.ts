import * as contract from '../../../shared/contract/base/breaches.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { clockSubject } from '../clocks/index.ts';
import { changeBreach, endBreach, openBreach, tellBreach, tickBreachStep } from './acts.ts';
import { openBreachCard } from './card.ts';
import { listBreaches } from './list.ts';
import { downloadBreachNotice } from './notices.ts';
import { breachPack } from './pack.ts';
import { listReadings, readingsFile } from './readings.ts';
import { breachTerms } from './term-clock.ts';

export const breachesModule: ModuleManifest = {
  name: 'breaches',
  permissions: {
    'breaches.keep': 'Вести инциденты с персональными данными, уведомления о них, смотреть, кто что видел',
  },
  routes: [
    handle(contract.listBreaches, listBreaches),
    handle(contract.readBreach, openBreachCard),
    handle(contract.openBreach, openBreach),
    handle(contract.changeBreach, changeBreach),
    handle(contract.tellBreach, tellBreach),
    handle(contract.endBreach, endBreach),
    handle(contract.tickBreachStep, tickBreachStep),
    handle(contract.downloadBreachNotice, downloadBreachNotice, { perMinute: 30 }),
    handle(contract.listReadings, listReadings, { perMinute: 120 }),
    readingsFile,
  ],
  provides: [provide(clockSubject, breachTerms, breachTerms.kind)],
  start: async () => {
    breachPack.read();
  },
};
