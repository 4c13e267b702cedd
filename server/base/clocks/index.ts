export { findPeople, resolveAudience, standIns } from './audience.ts';
export { tablesOf, takeDueSteps } from './clock-table.ts';
export { findOnDuty } from './duty.ts';
export { clocksModule } from './module.ts';
export {
  type ClockFacts,
  type ClockSubject,
  clockSubject,
  type KeptSubject,
  type SubjectTerm,
  type ToldSubject,
  type Whom,
} from './subject.ts';
export { clocksSweepJob, sweepClocks } from './sweep.ts';
