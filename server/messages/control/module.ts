import * as contract from '../../../shared/contract/messages/control.ts';
import * as escalation from '../../../shared/contract/messages/escalation.ts';
import * as notices from '../../../shared/contract/messages/notices.ts';
import { smsBudgetAlarm } from '../../base/outbox/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import * as calendar from './calendar.ts';
import { calendarAlarmJob, tellCalendarAlarm } from './calendar-alarm.ts';
import * as ladder from './ladder.ts';
import * as ownNotices from './own-notices.ts';
import { learnJob, learnRates, listRisks } from './risks.ts';
import * as rules from './rules.ts';
import { tellSmsAlarm } from './sms-alarm.ts';
import { controlSweepJob, sweepControl } from './sweep.ts';

export const controlModule: ModuleManifest = {
  name: 'control',
  routes: [
    handle(contract.previewRules, rules.previewRules),
    handle(contract.saveRules, rules.saveRules, { transaction: 'none' }),
    handle(contract.simulateRules, rules.simulateRules),
    handle(contract.previewYear, calendar.previewYear),
    handle(contract.saveYear, calendar.saveYear, { transaction: 'none' }),
    handle(escalation.getLadder, ladder.getLadder),
    handle(escalation.previewLadder, ladder.previewLadder),
    handle(escalation.saveLadder, ladder.saveLadder, { transaction: 'none' }),
    handle(contract.listRisks, listRisks),
    handle(notices.readNotices, ownNotices.readNotices),
    handle(notices.countNotices, ownNotices.countNotices),
    handle(notices.seeNotices, ownNotices.seeNotices),
    handle(notices.setNoticeWishes, ownNotices.setWishes),
  ],
  listeners: [listen('control', smsBudgetAlarm, tellSmsAlarm)],
  jobs: [
    work(controlSweepJob, sweepControl, { cron: '* * * * *' }),
    work(learnJob, learnRates, { cron: '20 21 * * *' }),
    work(calendarAlarmJob, tellCalendarAlarm, { cron: '0 4 * * 1' }),
  ],
};
