import { listLetters as listLettersRoute } from '../../../shared/contract/base/outbox.ts';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { provideChecks, provideOutside } from '../../lib/health/health-check.ts';
import { converse, handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { daysPublished } from '../audit/index.ts';
import { listChannels, setChannel, tryChannel } from './channel.ts';
import { listChannelFacts } from './channel-facts.ts';
import { deliverLetters, sending, sendJob } from './deliver.ts';
import { lettersCheck } from './health.ts';
import { deliverJob, tidyLettersJob, wipeSecrets } from './letter.ts';
import { listLetters } from './list.ts';
import { mailServerCheck } from './mail-health.ts';
import { addBrowser, readPreferences, removeBrowser, setOwn } from './preferences.ts';
import { listAddressLines, listMailLines } from './readiness.ts';
import { tellRoots } from './root-letters.ts';
import { resendLetter, settleLetters } from './settle.ts';
import { smsBudgetAlarm } from './sms-budget.ts';
import { readUnsubscribe, unsubscribe } from './unsubscribe.ts';

export const outboxModule: ModuleManifest = {
  name: 'outbox',
  permissions: {
    'outbox.read': 'Видеть отправленные SMS и письма',
    'outbox.manage': 'Настраивать отправку писем, SMS и уведомлений',
  },
  routes: [
    handle(listLettersRoute, listLetters),
    handle(contract.listLetterChannels, listChannels),
    handle(contract.setLetterChannel, setChannel),
    handle(contract.tryLetterChannel, tryChannel, { transaction: 'none', perMinute: 10 }),
    handle(contract.resendLetter, resendLetter),
    handle(contract.settleLetters, settleLetters),
    handle(contract.readPreferences, readPreferences),
    handle(contract.setPreferences, setOwn),
    handle(contract.subscribePush, addBrowser),
    handle(contract.unsubscribePush, removeBrowser),
    handle(contract.readUnsubscribe, readUnsubscribe, { perMinute: 30 }),
    handle(contract.unsubscribe, unsubscribe, { perMinute: 30 }),
  ],
  events: [smsBudgetAlarm],
  listeners: [listen('outbox', daysPublished, tellRoots)],
  provides: [
    provide(connectedSystems, listChannelFacts, 'outbox'),
    provide(readinessLines, listMailLines, 'mail'),
    provide(readinessLines, listAddressLines, 'address'),
    ...provideChecks(lettersCheck),
    ...provideOutside(mailServerCheck),
  ],
  jobs: [
    // The clock brings what was held or failed.
    work(deliverJob, deliverLetters, { cron: '* * * * *' }),
    converse(sendJob, sending),
    work(tidyLettersJob, wipeSecrets, { cron: '7 * * * *' }),
  ],
};
