import { z } from 'zod';
import { holdsOn } from '../../lib/dated.ts';
import { parseDay, readDay } from './calendar/day.ts';
import { type Schedule, scheduleSchema } from './calendar/schedule.ts';

const isoDay = z.string().refine((text) => readDay(text) !== undefined, 'нужна дата вида ГГГГ-ММ-ДД');
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

export const deadlineUnits = [
  'calendar-day',
  'working-day',
  'calendar-month',
  'working-hour',
  'duty-hour',
  'clock-hour',
] as const;
export type DeadlineUnit = (typeof deadlineUnits)[number];

/** Units that are counted in days and end with the day. */
export function isDayUnit(unit: DeadlineUnit): boolean {
  return unit === 'calendar-day' || unit === 'working-day' || unit === 'calendar-month';
}

/** One dated entry as it stands in a pack. */
export const ruleEntrySchema = z
  .strictObject({
    id: slug,
    version: z.string().min(1),
    title: z.string().min(1),
    /** First and last day on which a clock may start by this entry; no last day = until replaced. */
    validFrom: isoDay,
    validTo: isoDay.nullable().default(null),
    /** The set it belongs to (`pos-2024-default`), the stage it times and, where there are two, the track. */
    set: slug,
    clock: slug,
    track: z.enum(['fast', 'standard']).nullable().default(null),
    unit: z.enum(deadlineUnits),
    /** Days and months are whole; half an hour is 0.5. */
    amount: z.number().positive().max(3660),
    /** Where a term that ends on a non-working day goes. */
    roll: z.enum(['none', 'previous-working-day', 'next-working-day']).default('none'),
    /** A roll back never lands before the day of the start; it goes forward instead. */
    neverBeforeStart: z.boolean().default(true),
    /**
     * `end-of-day`: until 24 hours of the last day (ГК РФ ст. 194 п. 1), stored as 23:59:59; `office-close`: until the
     * office closes, where the deed must be done in it (the same point); or a time `HH:MM`.
     */
    dueTimeOfDay: z
      .union([z.enum(['end-of-day', 'office-close']), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)])
      .default('end-of-day'),
    /** Id of a schedule of the pack: the hours counted, or those of `office-close`. */
    schedule: slug.default('office'),
    /** The event the clock starts from and its Russian name in the genitive: «поступления». */
    start: z.strictObject({ event: slug, genitive: z.string().min(1) }),
    /** Causes that stop the clock while they last. */
    pausedBy: z.array(slug).default([]),
    /** `law`: breach breaks an act; `regulation`: our own or a platform's order; `goal`: a target, not a term. */
    force: z.enum(['law', 'regulation', 'goal']),
    legal: z.strictObject({ text: z.string().min(1), url: z.url().optional() }),
    /** Not confirmed by any public text: shown as such until the municipality confirms it. */
    toVerify: z.boolean().default(false),
    note: z.string().optional(),
  })
  .refine(
    (rule) => !isDayUnit(rule.unit) || Number.isInteger(rule.amount),
    'дни и месяцы бывают только целыми',
  )
  .refine((rule) => isDayUnit(rule.unit) || rule.roll === 'none', 'перенос бывает только у сроков в днях');

/** A dated set of deadline rules: packs/base/deadlines. */
export const deadlinePackSchema = z.strictObject({
  kind: z.literal('deadline-rules'),
  id: slug,
  version: z.string().min(1),
  title: z.string().min(1),
  note: z.string(),
  schedules: z.array(scheduleSchema).min(1),
  rules: z.array(ruleEntrySchema).min(1),
});

export type RuleEntry = z.output<typeof ruleEntrySchema>;
export type DeadlinePack = z.output<typeof deadlinePackSchema>;

/** A rule ready to count with: its schedule is the object itself. Freeze `id` and `version` on the clock. */
export type DeadlineRule = Omit<z.output<typeof ruleEntrySchema>, 'schedule'> & { schedule: Schedule };

/** All versions of all rules of a pack, latest first within an id. */
export interface DeadlineRules {
  readonly packId: string;
  readonly packVersion: string;
  readonly byId: ReadonlyMap<string, readonly DeadlineRule[]>;
  readonly schedules: ReadonlyMap<string, Schedule>;
}

/** The pack contradicts itself; the message is Russian and names the entry. */
export class DeadlinePackInvalid extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DeadlinePackInvalid';
  }
}

/** No rule of this id is in force on the day, or no such version is known. */
export class DeadlineRuleMissing extends Error {
  readonly ruleId: string;
  constructor(ruleId: string, when: string) {
    super(`Нет правила срока «${ruleId}» (${when})`);
    this.name = 'DeadlineRuleMissing';
    this.ruleId = ruleId;
  }
}

/**
 * Reads the parsed JSON of a rule pack. Throws `DeadlinePackInvalid` when a field is wrong, a schedule is not
 * in the pack, or two versions of one rule are in force on the same day.
 */
export function loadDeadlineRules(pack: unknown): DeadlineRules {
  const read = readDeadlinePack(pack);
  const schedules = new Map(read.schedules.map((schedule) => [schedule.id, schedule]));
  const byId = new Map<string, DeadlineRule[]>();
  for (const entry of read.rules) {
    const schedule = schedules.get(entry.schedule);
    if (!schedule) throw new DeadlinePackInvalid(`${entry.id}: нет расписания «${entry.schedule}»`);
    byId.set(entry.id, [...(byId.get(entry.id) ?? []), { ...entry, schedule }]);
  }
  for (const versions of byId.values()) sortVersions(versions);
  return { packId: read.id, packVersion: read.version, byId, schedules };
}

/** Checks the shape of the parsed JSON alone. Throws `DeadlinePackInvalid`. */
export function readDeadlinePack(pack: unknown): DeadlinePack {
  const read = deadlinePackSchema.safeParse(pack);
  if (!read.success)
    throw new DeadlinePackInvalid(`Правила сроков не читаются: ${z.prettifyError(read.error)}`, read.error);
  return read.data;
}

function sortVersions(versions: DeadlineRule[]): void {
  versions.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1));
  for (const [index, rule] of versions.entries()) {
    if (rule.validTo !== null && rule.validTo < rule.validFrom)
      throw new DeadlinePackInvalid(
        `${rule.id} ${rule.version}: срок действия кончается раньше, чем начался`,
      );
    const older = versions[index + 1];
    if (!older) continue;
    if (older.validTo === null || older.validTo >= rule.validFrom)
      throw new DeadlinePackInvalid(
        `${rule.id}: редакции ${older.version} и ${rule.version} действуют в одни и те же дни`,
      );
    if (older.version === rule.version)
      throw new DeadlinePackInvalid(`${rule.id}: две редакции названы одинаково, ${rule.version}`);
  }
}

/** The version in force on a local day `YYYY-MM-DD`. Throws `DeadlineRuleMissing`. */
export function ruleOn(rules: DeadlineRules, id: string, date: string): DeadlineRule {
  parseDay(date);
  const found = rules.byId.get(id)?.find((rule) => holdsOn(rule, date));
  if (!found) throw new DeadlineRuleMissing(id, date);
  return found;
}

/** The very version a running clock was started with. Throws `DeadlineRuleMissing`. */
export function ruleVersion(rules: DeadlineRules, id: string, version: string): DeadlineRule {
  const found = rules.byId.get(id)?.find((rule) => rule.version === version);
  if (!found) throw new DeadlineRuleMissing(id, version);
  return found;
}

/** Every rule of a set in force on the day, in the order of the pack; with a track, its rules and the common ones. */
export function rulesOfSet(
  rules: DeadlineRules,
  set: string,
  date: string,
  track?: 'fast' | 'standard',
): DeadlineRule[] {
  parseDay(date);
  const all = [...rules.byId.values()].flat().filter((rule) => rule.set === set && holdsOn(rule, date));
  return track ? all.filter((rule) => rule.track === null || rule.track === track) : all;
}
