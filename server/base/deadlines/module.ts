import {
  getCalendarAlarm,
  getCalendarYear,
  listDeadlineRules,
} from '../../../shared/contract/base/deadlines.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { readCalendarAlarm } from './calendar-alarm.ts';
import { calendarCheck } from './health.ts';
import { listCalendarLines } from './readiness.ts';
import { readCalendarYear, readRules } from './reference.ts';
import { startReference, stopReference } from './store.ts';

export const deadlinesModule: ModuleManifest = {
  name: 'deadlines',
  routes: [
    handle(getCalendarYear, readCalendarYear),
    handle(getCalendarAlarm, readCalendarAlarm),
    handle(listDeadlineRules, readRules),
  ],
  permissions: { 'deadlines.manage': 'Менять правила сроков и календарь' },
  provides: [provide(readinessLines, listCalendarLines, 'deadlines'), ...provideChecks(calendarCheck)],
  start: startReference,
  stop: stopReference,
};
