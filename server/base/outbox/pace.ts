import type { Weight } from '../../../shared/text/letter-matrix.ts';
import { HOUR } from '../../../shared/time.ts';

/** How often letters come; hours in which none come, in the city's time. `answer` = results at once, no steps. */
export interface Wishes {
  pace: 'instant' | 'hourly' | 'daily' | 'answer' | 'off';
  quietFrom: number | null;
  quietTo: number | null;
}

/** The hour of the daily letter, in the city's time. */
export const DIGEST_HOUR = 9;

/** Minutes since midnight in a zone. */
function minutesIn(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(at)
    .split(':');
  return Number(parts[0]) * 60 + Number(parts[1]);
}

/** The next moment the local clock shows this hour, at or after `at`. */
function nextHour(hour: number, zone: string, at: Date): Date {
  const wait = (hour * 60 - minutesIn(zone, at) + 1440) % 1440;
  return new Date(Math.floor((at.getTime() + wait * 60_000) / 60_000) * 60_000);
}

/** The moment itself, or the end of the quiet hours it falls into; they may span midnight. */
function afterQuiet(at: Date, { quietFrom, quietTo }: Wishes, zone: string): Date {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return at;
  const minutes = minutesIn(zone, at);
  const [from, to] = [quietFrom * 60, quietTo * 60];
  const isQuiet = from < to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
  return isQuiet ? nextHour(quietTo, zone, at) : at;
}

/** When a letter written now goes out, by the recipient's wishes and what they may do with it; null = never. */
export function whenToSend(now: Date, wishes: Wishes, zone: string, weight: Weight): Date | null {
  const { pace } = wishes;
  if (weight === 'urgent') return now;
  if (weight !== 'duty' && (pace === 'off' || (pace === 'answer' && weight === 'step'))) return null;
  return afterQuiet(paced(now, pace, zone), wishes, zone);
}

function paced(now: Date, pace: Wishes['pace'], zone: string): Date {
  if (pace === 'hourly') return new Date(Math.ceil((now.getTime() + 1) / HOUR) * HOUR);
  if (pace === 'daily') return nextHour(DIGEST_HOUR, zone, new Date(now.getTime() + 60_000));
  return now;
}

/** Pauses after failed tries, ms; after the last the letter is dead. */
const PAUSES = [1, 5, 30, 120, 300, 600, 1440].map((minutes) => minutes * 60_000);

/** When to try again after so many failed tries, or null when no more; a fifth of the pause either way is chance. */
export function nextTry(now: Date, attempts: number, chance: number, asked?: number): Date | null {
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return null;
  const spread = pause * (0.8 + 0.4 * chance);
  return new Date(now.getTime() + Math.max(spread, asked ?? 0));
}
