import { listLetters } from '../../../shared/contract/base/outbox.ts';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { converse, handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { listChannels, setChannel, tryChannel } from './channel.ts';
import { listChannelFacts } from './channel-facts.ts';
import { deliver, sending, sendJob } from './deliver.ts';
import { deliverJob, tidyJob, wipeSecrets } from './letter.ts';
import { listNewest } from './list.ts';
import { addBrowser, readOwn, removeBrowser, setOwn } from './preferences.ts';
import { resend, settle } from './settle.ts';
import { smsBudgetAlarm } from './sms-budget.ts';
import { change, describe } from './unsubscribe.ts';

export const outboxModule: ModuleManifest = {
  name: 'outbox',
  permissions: {
    'outbox.read': 'Видеть отправленные SMS и письма',
    'outbox.manage': 'Настраивать отправку писем, SMS и уведомлений',
  },
  routes: [
    handle(listLetters, listNewest),
    handle(contract.listLetterChannels, listChannels),
    handle(contract.setLetterChannel, setChannel),
    handle(contract.tryLetterChannel, tryChannel, { transaction: 'none', perMinute: 10 }),
    handle(contract.resendLetter, resend),
    handle(contract.settleLetters, settle),
    handle(contract.readPreferences, readOwn),
    handle(contract.setPreferences, setOwn),
    handle(contract.subscribePush, addBrowser),
    handle(contract.unsubscribePush, removeBrowser),
    handle(contract.readUnsubscribe, describe, { perMinute: 30 }),
    handle(contract.unsubscribe, change, { perMinute: 30 }),
  ],
  events: [smsBudgetAlarm],
  provides: [provide(connectedSystems, listChannelFacts, 'outbox')],
  jobs: [
    // The clock brings what was held or failed.
    work(deliverJob, deliver, { cron: '* * * * *' }),
    converse(sendJob, sending),
    work(tidyJob, wipeSecrets, { cron: '7 * * * *' }),
  ],
};
