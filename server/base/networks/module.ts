import * as contract from '../../../shared/contract/base/networks.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { forgetAfter } from '../../lib/module/forget-after.ts';
import { converse, handle, handleRaw, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { deedDue, deedDueJob, deedEnded, deedJob, doing } from './deeds.ts';
import { networksCheck } from './health.ts';
import { keepDoorJob, keepDoors, keepDoorsJob, keepingDoor } from './keep-doors.ts';
import { networkPack } from './pack.ts';
import { listPageFacts } from './page-facts.ts';
import * as pages from './pages.ts';
import { publishDue, publishing } from './publications/round.ts';
import { publicationEnded, publishDueJob, publishRoundJob } from './publications/rows.ts';
import { pullDueJob, pullDuePages, pulling, pullPageJob } from './pull.ts';
import { readEvents, readEventsJob } from './read-events.ts';
import { forgetPages, receiveNetworkEvent, startReceiver, stopReceiver } from './receive.ts';
import { emptyEventsJob, emptyOldEvents } from './retention.ts';
import { findingSaid, findSaidJob, sayDue, sayDueJob, saying, sayingEnded, sayJob } from './say.ts';

/** A change of pages or keys: this process knows of it at once, others within five seconds. */
const changePages = forgetAfter(forgetPages);

export const networksModule: ModuleManifest = {
  name: 'networks',
  permissions: { 'networks.manage': 'Подключать страницы социальных сетей и другие источники' },
  routes: [
    handle(contract.listNetworkPages, pages.listNetworkPages),
    changePages(contract.createNetworkPage, pages.createNetworkPage),
    changePages(contract.changeNetworkPage, pages.changeNetworkPage),
    handle(contract.tryNetworkPage, pages.tryNetworkPage, { transaction: 'none', perMinute: 20 }),
    handleRaw(contract.receiveNetworkEvent, receiveNetworkEvent),
    handleRaw(contract.receiveSecretEvent, receiveNetworkEvent),
  ],
  jobs: [
    work(readEventsJob, readEvents, { cron: '* * * * *' }),
    work(pullDueJob, pullDuePages, { cron: '* * * * *' }),
    converse(pullPageJob, pulling),
    work(sayDueJob, sayDue, { cron: '* * * * *' }),
    converse(sayJob, saying),
    converse(findSaidJob, findingSaid),
    work(deedDueJob, deedDue, { cron: '* * * * *' }),
    converse(deedJob, doing),
    work(publishDueJob, publishDue, { cron: '* * * * *' }),
    converse(publishRoundJob, publishing),
    work(keepDoorsJob, keepDoors, { cron: '7 * * * *' }),
    converse(keepDoorJob, keepingDoor),
    work(emptyEventsJob, emptyOldEvents, { cron: '55 22 * * *' }),
  ],
  events: [sayingEnded, deedEnded, publicationEnded],
  provides: [provide(connectedSystems, listPageFacts, 'networks'), ...provideChecks(networksCheck)],
  start: async (services) => {
    networkPack.read();
    startReceiver(services);
  },
  stop: stopReceiver,
};
