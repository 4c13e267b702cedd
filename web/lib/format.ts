import { useEffect, useMemo, useState } from 'react';
import * as dates from '../../shared/text/dates.ts';
import { useFirstLook, useHydrated } from './first-look.ts';
import { useZone } from './session.ts';

/** Dates in the municipality's zone; see shared/text/dates.ts for what each gives. */
export interface Formats {
  zone: string;
  date: (at: dates.Instant) => string;
  time: (at: dates.Instant) => string;
  dateTime: (at: dates.Instant) => string;
  short: (at: dates.Instant) => string;
  dayMonth: (at: dates.Instant) => string;
  longDate: (at: dates.Instant) => string;
  until: (at: dates.Instant) => string;
  ago: (at: dates.Instant) => string;
  remaining: (due: dates.Instant) => string;
  zoneNote: () => string;
}

export function makeFormats(zone: string, now: () => number = Date.now): Formats {
  return {
    zone,
    date: (at) => dates.formatDate(at, zone),
    time: (at) => dates.formatTime(at, zone),
    dateTime: (at) => dates.formatDateTime(at, zone),
    short: (at) => dates.formatShort(at, zone),
    dayMonth: (at) => dates.formatDayMonth(at, zone, now()),
    longDate: (at) => dates.formatLongDate(at, zone),
    until: (at) => dates.formatUntil(at, zone, now()),
    ago: (at) => dates.formatAgo(at, zone, now()),
    remaining: (due) => dates.formatRemaining(due, now()),
    zoneNote: () => dates.formatZoneNote(zone, now()),
  };
}

export function useFormats(): Formats {
  const zone = useZone();
  const { at } = useFirstLook();
  const isHydrated = useHydrated();
  return useMemo(() => makeFormats(zone, isHydrated ? Date.now : () => at), [zone, isHydrated, at]);
}

/** The present, renewed every `every` ms, for times left and «5 минут назад». */
export function useNow(every = 30_000): number {
  const { at } = useFirstLook();
  const isHydrated = useHydrated();
  const [now, setNow] = useState(() => (isHydrated ? Date.now() : at));
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
