import { localDay } from '../../../../shared/text/dates.ts';
import { DAY } from '../../../../shared/time.ts';

export interface SnoozeTime {
  id: 'hour' | 'evening' | 'tomorrow' | 'monday';
  label: string;
  /** ISO instant. */
  until: string;
}

const hourMs = 3_600_000;

/**
 * When to look again: in an hour, this evening, tomorrow morning, on Monday; in the municipality's zone. After half past
 * five «evening» is over, so it is left out.
 */
export function listSnoozeTimes(now: number, zone: string): SnoozeTime[] {
  const today = localDay(now, zone);
  const evening = atLocal(today, 18, zone);
  const weekday = (new Date(`${today}T00:00Z`).getUTCDay() + 6) % 7;
  const times: (SnoozeTime & { at: number })[] = [
    { id: 'hour', label: 'На час', at: now + hourMs, until: '' },
    { id: 'evening', label: 'До вечера', at: evening, until: '' },
    { id: 'tomorrow', label: 'До завтра', at: atLocal(shiftDay(today, 1), 9, zone), until: '' },
    { id: 'monday', label: 'До понедельника', at: atLocal(shiftDay(today, 7 - weekday), 9, zone), until: '' },
  ];
  return times
    .filter(({ id, at }) => id !== 'evening' || at - now > hourMs / 2)
    .map(({ at, ...time }) => ({ ...time, until: new Date(at).toISOString() }));
}

const shiftDay = (day: string, by: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + by * DAY).toISOString().slice(0, 10);

/** Epoch ms of an hour of a local day. */
function atLocal(day: string, hour: number, zone: string): number {
  const wanted = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00Z`);
  // Twice, because the offset may be another one at the moment looked for than at the first guess.
  const guess = wanted - offsetMs(wanted, zone);
  return wanted - offsetMs(guess, zone);
}

function offsetMs(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
