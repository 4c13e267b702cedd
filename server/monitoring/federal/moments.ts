import { localDate, localDayStart } from '../../base/deadlines/index.ts';

/** A local wall clock of the table, or an instant, as an instant. */
export function toInstant(moment: string): Date {
  if (moment.endsWith('Z')) return new Date(moment);
  const [day = '', time = '00:00:00'] = moment.split('T');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return new Date(localDayStart(day).getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1000);
}

/** A term of a day alone ends with the day. */
export const dueInstant = (moment: string): Date =>
  moment.includes('T00:00:00') ? new Date(toInstant(moment).getTime() + 86_399_000) : toInstant(moment);

/** An instant as a local wall clock, as the table writes it. */
export const toWall = (at: Date): string => {
  const day = localDate(at);
  const seconds = Math.floor((at.getTime() - localDayStart(day).getTime()) / 1000);
  return `${day}T${new Date(seconds * 1000).toISOString().slice(11, 19)}`;
};
