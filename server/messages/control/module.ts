import * as contract from '../../../shared/contract/messages/control.ts';
import * as escalation from '../../../shared/contract/messages/escalation.ts';
import * as notices from '../../../shared/contract/messages/notices.ts';
import { smsBudgetAlarm } from '../../base/outbox/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import * as calendar from './calendar.ts';
import { calendarAlarmJob, tellCalendarAlarm } from './calendar-alarm.ts';
import * as ladder from './ladder.ts';
import * as ownNotices from './own-notices.ts';
import { learnJob, learnRates, list as listRisks } from './risks.ts';
import * as rules from './rules.ts';
import { tellSmsAlarm } from './sms-alarm.ts';
import { controlSweepJob, sweepControl } from './sweep.ts';

export const controlModule: ModuleManifest = {
  name: 'control',
  routes: [
    handle(contract.previewRules, rules.preview),
    handle(contract.saveRules, rules.save, { transaction: 'none' }),
    handle(contract.simulateRules, rules.simulate),
    handle(contract.previewYear, calendar.preview),
    handle(contract.saveYear, calendar.save, { transaction: 'none' }),
    handle(escalation.getLadder, ladder.read),
    handle(escalation.previewLadder, ladder.preview),
    handle(escalation.saveLadder, ladder.save, { transaction: 'none' }),
    handle(contract.listRisks, listRisks),
    handle(notices.readNotices, ownNotices.read),
    handle(notices.countNotices, ownNotices.count),
    handle(notices.seeNotices, ownNotices.see),
    handle(notices.setNoticeWishes, ownNotices.setWishes),
  ],
  listeners: [listen('control', smsBudgetAlarm, tellSmsAlarm)],
  jobs: [
    work(controlSweepJob, sweepControl, { cron: '* * * * *' }),
    work(learnJob, learnRates, { cron: '20 21 * * *' }),
    work(calendarAlarmJob, tellCalendarAlarm, { cron: '0 4 * * 1' }),
  ],
};
