import * as contract from '../../../shared/contract/messages/channels.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { handle, handleRaw, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { caseAnswered, messageOrigin } from '../cases/index.ts';
import { noteAnswer } from './answered.ts';
import { eventConsumer, takeAsCases } from './consumer.ts';
import { findOrigin } from './origin.ts';
import { processEvents } from './process.ts';
import { processJob } from './process-job.ts';
import { receiveEvent, startReceiver, stopReceiver } from './receive.ts';
import { emptyJob, emptyOldEvents } from './retention.ts';
import { listSourceFacts } from './source-facts.ts';
import { createSource, listSources, switchOne } from './sources.ts';

export const channelsModule: ModuleManifest = {
  name: 'channels',
  permissions: { 'channels.manage': 'Подключать источники сообщений' },
  routes: [
    handleRaw(contract.receiveEvent, receiveEvent),
    handle(contract.listSources, listSources),
    handle(contract.createSource, createSource),
    handle(contract.switchSource, switchOne),
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
