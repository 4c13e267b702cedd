export { readAlarm } from './calendar-alarm.ts';
export { compareYear, countByCalendar, countByDraft, readDrafts, readYearFile } from './edit.ts';
export type { LadderStep, StepPlan } from './ladder.ts';
export { compareLadders, listLadders, readLadderDraft } from './ladder-edit.ts';
export { deadlinesModule } from './module.ts';
export { dutyCounter, officeHours, officeMinutesBetween } from './office-hours.ts';
export type { Pause } from './pauses.ts';
export { isDeadlineRule } from './reference.ts';
export { lawHolidays, loadReference } from './reference-data.ts';
export {
  clockOwner,
  deedClocks,
  extensionOf,
  holdOf,
  keepsHold,
  ladderStep,
  lateRule,
  letterMoment,
  planStep,
  receiptClocks,
  rulesPausedBy,
  stageChange,
  stageKinds,
  stageTitle,
} from './stage-terms.ts';
export type { DeedClock, StageOwner } from './stages.ts';
export { loadStored, storeLadder, storeRules, storeYear } from './store.ts';
export {
  addWorkingDays,
  describeTerm,
  localDate,
  localDayEnd,
  localDayStart,
  localMonth,
  localTime,
  recountTerm,
  rollDay,
  type StartedTerm,
  startTerm,
  startTermIfAny,
  termLine,
  workingDaysBetween,
} from './terms.ts';
