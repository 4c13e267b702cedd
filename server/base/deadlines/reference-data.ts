import { createReferenceData } from '../../lib/reference-data.ts';
import { type Calendar, compileCalendar } from './calendar/calendar.ts';
import { type CalendarPack, type CalendarYear, putYear } from './calendar/calendar-pack.ts';
import type { LadderPack, LadderVersion } from './ladder.ts';
import { readShippedCalendar, readShippedLadder, readShippedRulePack, readShippedStages } from './packs.ts';
import { type DeadlinePack, type DeadlineRules, loadDeadlineRules, type RuleEntry } from './rules.ts';
import type { StagePack } from './stages.ts';

/** What every count needs, loaded at start and after each change of the administrator's. */
interface Reference {
  calendar: Calendar;
  calendarPack: CalendarPack;
  rules: DeadlineRules;
  /** The rules as a pack: shipped, with the administrator's entries over them. */
  rulePack: DeadlinePack;
  stages: StagePack;
  ladder: LadderPack;
  zone: string;
}

/** Entries an administrator has put over the shipped packs, in the order they were put. */
export interface StoredEntries {
  rules: readonly RuleEntry[];
  years: readonly CalendarYear[];
  ladders: readonly LadderVersion[];
}

const reference = createReferenceData<Reference>('loadReference has not run');

/** Years past the calendar are shown by weekends and the law's holidays, and every explanation says so. */
const ASSUMED_YEARS = 2;

/** Loads calendar, rules, stages and ladder for a city in `zone` (IANA name). */
export function loadReference(
  zone: string,
  stored: StoredEntries = { rules: [], years: [], ladders: [] },
): void {
  const calendarPack = stored.years.reduce(putYear, readShippedCalendar());
  const rulePack = stored.rules.reduce(putRule, readShippedRulePack());
  reference.put({
    calendar: compileWithAssumed(calendarPack),
    calendarPack,
    rules: loadDeadlineRules(rulePack),
    rulePack,
    stages: readShippedStages(),
    ladder: stored.ladders.reduce(putLadder, readShippedLadder()),
    zone,
  });
}

/** Holidays of the law, with their days as `MM-DD`: the same every year. */
export const lawHolidays = (): CalendarPack['holidays'] => reference.get().calendarPack.holidays;

/** The calendar as terms are counted by it: with the years nobody has decreed yet, assumed. */
export function compileWithAssumed(pack: CalendarPack): Calendar {
  const last = Math.max(...pack.years.map(({ year }) => year));
  return compileCalendar(pack, { assumeThrough: last + ASSUMED_YEARS });
}

/** The pack with a new version of a rule: the one before it ends on the day before. */
export function putRule(pack: DeadlinePack, entry: RuleEntry): DeadlinePack {
  const last = dayBefore(entry.validFrom);
  const rules = pack.rules.map((rule) => {
    const isCut = rule.id === entry.id && (rule.validTo === null || rule.validTo > last);
    return isCut ? { ...rule, validTo: last } : rule;
  });
  return { ...pack, rules: [...rules, entry] };
}

/** The ladder with a new version: the one before it ends on the day before. */
export function putLadder(pack: LadderPack, entry: LadderVersion): LadderPack {
  const last = dayBefore(entry.validFrom);
  const versions = pack.versions.map((version) =>
    version.validTo === null || version.validTo > last ? { ...version, validTo: last } : version,
  );
  const named = new Set(entry.ladders.flatMap(({ clocks }) => clocks));
  // A version kept before there was some kind of clock says nothing of it: that one goes on by the ladder it had.
  const unnamed = (pack.versions.at(-1)?.ladders ?? [])
    .map((ladder) => ({ ...ladder, clocks: ladder.clocks.filter((kind) => !named.has(kind)) }))
    .filter(({ clocks }) => clocks.length > 0);
  return { ...pack, versions: [...versions, { ...entry, ladders: [...entry.ladders, ...unnamed] }] };
}

const dayBefore = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** Calendar, rules and zone of this process; throws before the module has started. */
export const requireReference = (): Reference => reference.get();
