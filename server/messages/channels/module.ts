import * as contract from '../../../shared/contract/messages/channels.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { forgetAfter } from '../../lib/module/forget-after.ts';
import { handle, handleRaw, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { caseAnswered, messageOrigin } from '../cases/index.ts';
import { noteAnswer } from './answered.ts';
import { eventConsumer, takeAsCases } from './consumer.ts';
import { findOrigin } from './origin.ts';
import { processEvents } from './process.ts';
import { processJob } from './process-job.ts';
import { forgetSources, receiveEvent, startReceiver, stopReceiver } from './receive.ts';
import { emptyJob, emptyOldEvents } from './retention.ts';
import { listSourceFacts } from './source-facts.ts';
import { createSource, listSources, switchOne } from './sources.ts';

/** A change of sources: this process knows of it at once, others within five seconds. */
const changeSources = forgetAfter(forgetSources);

export const channelsModule: ModuleManifest = {
  name: 'channels',
  permissions: { 'channels.manage': 'Подключать источники сообщений' },
  routes: [
    handleRaw(contract.receiveEvent, receiveEvent),
    handle(contract.listSources, listSources),
    changeSources(contract.createSource, createSource),
    changeSources(contract.switchSource, switchOne),
  ],
  jobs: [
    work(processJob, processEvents, { cron: '* * * * *' }),
    work(emptyJob, emptyOldEvents, { cron: '50 22 * * *' }),
  ],
  provides: [
    provide(connectedSystems, listSourceFacts, 'channels'),
    provide(eventConsumer, takeAsCases, 'cases'),
    provide(messageOrigin, findOrigin),
  ],
  listeners: [listen('channels', caseAnswered, noteAnswer)],
  start: async (services) => startReceiver(services),
  stop: stopReceiver,
};
