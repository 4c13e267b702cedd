import type { RuleDraft } from '../../../shared/contract/base/rule-draft.ts';
import { knownIn } from '../../../shared/known.ts';
import { firstOf } from '../../../shared/lists.ts';
import { formatDay as formatDayRu } from '../../../shared/text/dates.ts';
import { AppError } from '../../lib/errors.ts';
import { type Calendar, coversDay, describeDay } from './calendar/calendar.ts';
import { formatDay, toDayNumber } from './calendar/day.ts';
import { importCalendarFile } from './calendar/xmlcalendar.ts';
import { CalendarFileInvalid } from './calendar/xmlcalendar-read.ts';
import { computeDeadline } from './engine.ts';
import { compileWithAssumed, putRule, requireReference } from './reference-data.ts';
import {
  DeadlinePackInvalid,
  type DeadlineRule,
  loadDeadlineRules,
  type RuleEntry,
  ruleEntrySchema,
  ruleVersion,
} from './rules.ts';
import type { FrozenTerm } from './terms.ts';

const bad = (message: string, field: string, cause?: unknown) =>
  new AppError('lib.bad-input', message, { fields: { [field]: message }, cause });

/**
 * New versions of rules as an administrator gives them, each over the latest version of its rule; throws AppError in
 * Russian where one could not take effect: it must begin today or later, and after the version it follows.
 */
export function readDrafts(drafts: readonly RuleDraft[], today: string): RuleEntry[] {
  const entries = drafts.map((draft) => readDraft(draft, today));
  try {
    loadDeadlineRules(entries.reduce(putRule, requireReference().rulePack));
  } catch (error) {
    if (error instanceof DeadlinePackInvalid) throw bad(error.message, 'id', error);
    throw error;
  }
  return entries;
}

function readDraft({ legal, ...draft }: RuleDraft, today: string): RuleEntry {
  const latest = requireReference()
    .rulePack.rules.filter(({ id }) => id === draft.id)
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0];
  if (!latest)
    throw bad('Такого правила срока нет. Новая редакция бывает только у правила, которое есть.', 'id');
  if (draft.validFrom < today)
    throw bad('Новая редакция действует с сегодняшнего дня или позже.', 'validFrom');
  if (draft.validFrom <= latest.validFrom)
    throw bad(`Назовите день позже начала прежней редакции, ${formatDayRu(latest.validFrom)}.`, 'validFrom');
  const read = ruleEntrySchema.safeParse({
    ...latest,
    ...draft,
    version: draft.validFrom,
    validTo: null,
    legal: { ...latest.legal, ...legal },
  });
  if (!read.success) {
    const { message, path } = firstOf(read.error.issues);
    throw bad(`${latest.title}: ${message}`, String(path[0] ?? 'id'), read.error);
  }
  return read.data;
}

/** Counts terms of a rule as a draft would have it, from the same starts and with the same pauses. */
export function countByDraft(entry: RuleEntry): (term: Omit<FrozenTerm, 'ruleId' | 'ruleVersion'>) => Date {
  const { calendar, rules, zone } = requireReference();
  const rule: DeadlineRule = { ...entry, schedule: knownIn(rules.schedules, entry.schedule) };
  return ({ startedAt, pauses = [] }) => computeDeadline({ startedAt, rule, calendar, zone, pauses }).dueAt;
}

/** A year of the national calendar read from a file of xmlcalendar. Throws AppError that says what is wrong with it. */
export function readYearFile(text: string) {
  try {
    return importCalendarFile(text, requireReference().calendarPack);
  } catch (error) {
    if (error instanceof CalendarFileInvalid) throw bad(error.message, 'text', error);
    throw error;
  }
}

/** Counts frozen terms by a calendar that is not in force yet. */
export function countByCalendar(pack: Parameters<typeof compileWithAssumed>[0]): (term: FrozenTerm) => Date {
  const { rules, zone } = requireReference();
  const calendar: Calendar = compileWithAssumed(pack);
  return ({ ruleId, ruleVersion: version, startedAt, pauses = [] }) =>
    computeDeadline({ startedAt, rule: ruleVersion(rules, ruleId, version), calendar, zone, pauses }).dueAt;
}

/** Days of a year that a calendar tells otherwise than the one in force, in words. */
export function compareYear(
  pack: Parameters<typeof compileWithAssumed>[0],
  year: number,
): { date: string; from: string; to: string }[] {
  const [now, then] = [requireReference().calendar, compileWithAssumed(pack)];
  const changes: { date: string; from: string; to: string }[] = [];
  for (let day = toDayNumber(year, 1, 1); day <= toDayNumber(year, 12, 31); day += 1) {
    const [from, to] = [now, then].map((calendar) => describeKind(calendar, day));
    if (from !== to) changes.push({ date: formatDay(day), from: from!, to: to! });
  }
  return changes;
}

function describeKind(calendar: Calendar, day: number): string {
  if (!coversDay(calendar, day)) return 'нет в календаре';
  return describeDay(calendar, day) ?? 'рабочий день';
}
