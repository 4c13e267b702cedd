export { deadlinesModule } from './module.ts';
export type { Pause } from './pauses.ts';
export {
  describeTerm,
  loadReference,
  localDate,
  localDayStart,
  localMonth,
  type StartedTerm,
  startTerm,
  termLine,
  workingDaysBetween,
} from './terms.ts';
