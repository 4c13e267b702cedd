import type { Span } from './chain.ts';
import { BackupRefusal } from './refusal.ts';

/** `30.11.2026, 14:05:09` in the zone. */
export function describeMomentIn(zone: string): (moment: number) => string {
  const format = new Intl.DateTimeFormat('ru', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  return (moment) => format.format(moment);
}

/** As the product itself tells a moment: day, month, year. */
const TOLD = /^(\d{2})\.(\d{2})\.(\d{4}),? /;
const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;

/** How far the zone is ahead of UTC at a moment, ms. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(moment);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(moment / 1000) * 1000;
}

/** A moment as a person types it, in the zone of the city unless it names its own. Throws a refusal where it is none. */
export function parseMoment(text: string, zone: string): number {
  const found = WRITTEN.exec(text.trim().replace(TOLD, '$3-$2-$1 '));
  const [, year, month, day, hour, minute, second = '0', part = '0', own] = found ?? [];
  const local = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const isDay = new Date(local).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60;
  if (!found || !isDay)
    throw new BackupRefusal(
      `Миг «${text}» не понят. Пишите так: --at "2026-11-30 14:05" или "2026-11-30 14:05:09".`,
    );
  const ms = Number(part.padEnd(3, '0'));
  if (own) return Date.parse(found[0].replace(' ', 'T'));
  // In the hour that comes twice in autumn the first is meant.
  const guess = local - offsetAt(local, zone);
  return local - offsetAt(guess, zone) + ms;
}

/**
 * A moment is told without parts of its second. Typed as it was told, the first moment there is would be before itself: it is
 * that moment then.
 */
export function settleInSecond(moment: number, spans: readonly Span[]): number {
  if (spans.some(({ from, to }) => from <= moment && moment <= to)) return moment;
  const isWhole = moment % 1000 === 0;
  return spans.find(({ from }) => isWhole && from > moment && from < moment + 1000)?.from ?? moment;
}
