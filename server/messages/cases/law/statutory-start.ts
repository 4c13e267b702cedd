import { DAY } from '../../../../shared/time.ts';
import { localDate, localDayEnd, rollDay } from '../../../base/deadlines/index.ts';

/** 59-ФЗ, ст. 8 ч. 2. */
const DAYS_TO_REGISTER = 3;

/**
 * An appeal's term runs from its registration, and no later than the law lets it be registered (59-ФЗ, ст. 8 ч. 2, ст. 12 ч. 1): three
 * days after its receipt whatever day that is, or the working day after a receipt on a day off. The stricter reading: what moves the day
 * of registering a letter moves no answer.
 */
export function statutoryStart(receivedAt: Date, registeredAt: Date): Date {
  const received = localDate(receivedAt);
  const third = new Date(Date.parse(received) + DAYS_TO_REGISTER * DAY).toISOString().slice(0, 10);
  const [, last] = [third, rollDay(received, 'forward')].toSorted();
  const latest = localDayEnd(last!);
  return latest < registeredAt ? latest : registeredAt;
}
