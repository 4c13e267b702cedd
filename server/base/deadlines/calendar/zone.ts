import { numberAt } from '../../../../shared/lists.ts';
import { dayMs } from './day.ts';

/** The name is not a time zone this machine knows. */
export class TimeZoneUnknown extends Error {
  readonly zone: string;
  constructor(zone: string, cause?: unknown) {
    super(`Неизвестный часовой пояс: ${zone}`, { cause });
    this.name = 'TimeZoneUnknown';
    this.zone = zone;
  }
}

/** Conversions between instants and the wall clock of one place; both are milliseconds since 1970-01-01T00:00. */
export interface Zone {
  readonly id: string;
  /** Instant → wall clock. */
  toLocal: (instantMs: number) => number;
  /**
   * Wall clock → instant. An hour that comes twice (clocks set back) is taken the second time, so that nobody
   * loses a part of a term; an hour that does not exist is moved on by the length of the gap.
   */
  toInstant: (localMs: number) => number;
}

/** Changes of offset within a stretch of time: `offset` holds before the first, `offsets[i]` from `at[i]` on. */
interface Stretch {
  offset: number;
  at: number[];
  offsets: number[];
}

// A stretch is about 13 months and is searched in steps of 6 days: no zone changes its clocks twice in a week.
const stretchMs = 2 ** 35;
const probeMs = 2 ** 29;
const opened = new Map<string, Zone>();

/** A zone by its IANA name, e.g. `Asia/Yekaterinburg`. Kept, so asking again costs nothing. Throws `TimeZoneUnknown`. */
export function openZone(id: string): Zone {
  const known = opened.get(id);
  if (known) return known;
  const readOffset = makeOffsetReader(id);
  const stretches = new Map<number, Stretch>();
  const offsetAt = (instantMs: number): number => {
    const index = Math.floor(instantMs / stretchMs);
    let stretch = stretches.get(index);
    if (!stretch) {
      stretch = findChanges(readOffset, index * stretchMs);
      stretches.set(index, stretch);
    }
    let offset = stretch.offset;
    for (let i = 0; i < stretch.at.length && instantMs >= numberAt(stretch.at, i); i += 1)
      offset = numberAt(stretch.offsets, i);
    return offset;
  };
  const zone: Zone = {
    id,
    toLocal: (instantMs) => instantMs + offsetAt(instantMs),
    toInstant: (localMs) => toInstant(offsetAt, localMs),
  };
  opened.set(id, zone);
  return zone;
}

function toInstant(offsetAt: (instantMs: number) => number, localMs: number): number {
  const before = offsetAt(localMs - dayMs);
  const after = offsetAt(localMs + dayMs);
  if (before === after) return localMs - before;
  const late = localMs - after;
  return offsetAt(late) === after ? late : localMs - before;
}

function findChanges(readOffset: (instantMs: number) => number, from: number): Stretch {
  const stretch: Stretch = { offset: readOffset(from), at: [], offsets: [] };
  let last = stretch.offset;
  for (let probe = from + probeMs; probe <= from + stretchMs; probe += probeMs) {
    const offset = readOffset(probe);
    if (offset === last) continue;
    stretch.at.push(findChange(readOffset, probe - probeMs, probe, last));
    stretch.offsets.push(offset);
    last = offset;
  }
  return stretch;
}

/** The first whole second with another offset, between `low` (still the old one) and `high` (already another). */
function findChange(readOffset: (ms: number) => number, low: number, high: number, old: number): number {
  let [same, other] = [Math.floor(low / 1000), Math.ceil(high / 1000)];
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (readOffset(middle * 1000) === old) same = middle;
    else other = middle;
  }
  return other * 1000;
}

function makeOffsetReader(id: string): (instantMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: id, timeZoneName: 'longOffset' });
  } catch (cause) {
    throw new TimeZoneUnknown(id, cause);
  }
  return (instantMs) => {
    const name = format.formatToParts(instantMs).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const found = /([+-])(\d{2}):(\d{2})(?::(\d{2}))?$/.exec(name);
    if (!found) return 0; // `GMT` alone
    const seconds = Number(found[2]) * 3600 + Number(found[3]) * 60 + Number(found[4] ?? 0);
    return (found[1] === '-' ? -seconds : seconds) * 1000;
  };
}
