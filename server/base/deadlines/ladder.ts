import { z } from 'zod';
import { ladderRoles } from '../../../shared/contract/messages/escalation.ts';
import { itemAt } from '../../../shared/lists.ts';
import { holdsOn } from '../../lib/dated.ts';
import { type Calendar, workingDayAt, workingDayRank } from './calendar/calendar.ts';
import { dayMs, minuteMs, parseTime, readDay } from './calendar/day.ts';
import { compileWorkTime, momentOfWorked, type Schedule, workedBefore } from './calendar/schedule.ts';
import { openZone } from './calendar/zone.ts';
import { joinPauses, type Pause, skipPauses } from './pauses.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const isoDay = z.string().refine((text) => readDay(text) !== undefined, 'нужна дата вида ГГГГ-ММ-ДД');

const stepSchema = z
  .strictObject({
    id: slug,
    /** «срок истёк», after «Дело № …». */
    title: z.string().min(1),
    /** Share of the term's working time that has passed; 1 is its end. */
    share: z.number().positive().max(1).optional(),
    /** Working days after the end, at the same hour. */
    afterWorkingDays: z.int().positive().max(30).optional(),
    to: z.array(z.enum(ladderRoles)).min(1),
    /** `instant` waits for the quiet hours only; the rest is gathered into one letter for each person. */
    delivery: z.enum(['instant', 'hourly', 'daily']),
  })
  .refine(
    (step) => (step.share === undefined) !== (step.afterWorkingDays === undefined),
    'ступень — доля срока или дни после него',
  );

const quietHours = z.strictObject({ from: time, to: time });

/** A dated version; what it does not say of hours and ground is said by its pack. */
export const ladderVersionSchema = z.strictObject({
  version: z.string().min(1),
  validFrom: isoDay,
  validTo: isoDay.nullable(),
  quietHours: quietHours.optional(),
  digestAt: time.optional(),
  legal: z.strictObject({ text: z.string().min(1) }).optional(),
  toVerify: z.boolean().optional(),
  ladders: z.array(
    z.strictObject({ clocks: z.array(slug).min(1), steps: z.array(stepSchema).min(1).max(20) }),
  ),
});

export type LadderVersion = z.output<typeof ladderVersionSchema>;

/** Who is told of a term, and when: packs/base/escalation. */
export const ladderPackSchema = z.strictObject({
  kind: z.literal('escalation-ladder'),
  id: slug,
  version: z.string().min(1),
  title: z.string().min(1),
  note: z.string(),
  legal: z.strictObject({ text: z.string().min(1) }),
  toVerify: z.boolean(),
  /** Nobody is written to between these hours, city time. */
  quietHours,
  /** When the daily letter goes out. */
  digestAt: time,
  versions: z.array(ladderVersionSchema).min(1),
});

export type LadderPack = z.output<typeof ladderPackSchema>;
export type LadderStep = z.output<typeof stepSchema>;

/** The next step of a clock's ladder; `step` counts from 1, and `at` is null when there is none left. */
export interface StepPlan {
  step: number;
  at: Date | null;
}

export interface LadderClock {
  kind: string;
  startedAt: Date;
  dueAt: Date;
  pauses?: readonly Pause[];
}

interface Measure {
  calendar: Calendar;
  schedule: Schedule;
  zone: string;
}

/** The version in force on a local day. */
export const versionOn = (pack: LadderPack, day: string): LadderVersion | undefined =>
  pack.versions.find((version) => holdsOn(version, day));

/** Steps of a kind of clock that was started on a local day: it keeps the ladder it began with. */
export function stepsOf(pack: LadderPack, kind: string, startedOn: string): readonly LadderStep[] {
  return versionOn(pack, startedOn)?.ladders.find(({ clocks }) => clocks.includes(kind))?.steps ?? [];
}

/**
 * The first step from `from` on that is still ahead of `now`. Steps passed unseen — the term came with the case, or was
 * moved — are left out, so that nobody is told at once of half a term and of its end.
 */
export function nextStep(
  steps: readonly LadderStep[],
  clock: LadderClock,
  measure: Measure,
  now: Date,
  from = 1,
): StepPlan {
  for (let step = from; step <= steps.length; step += 1) {
    const at = momentOf(itemAt(steps, step - 1), clock, measure);
    if (at > now) return { step, at };
  }
  return { step: steps.length + 1, at: null };
}

/** When a step of a ladder comes. */
export function momentOf(step: LadderStep, clock: LadderClock, measure: Measure): Date {
  if (step.share !== undefined)
    return step.share === 1 ? clock.dueAt : momentOfShare(step.share, clock, measure);
  const { toLocal, toInstant } = openZone(measure.zone);
  const local = toLocal(clock.dueAt.getTime());
  const day = Math.floor(local / dayMs);
  const rank = workingDayRank(measure.calendar, day) + step.afterWorkingDays!;
  return new Date(toInstant(workingDayAt(measure.calendar, rank) * dayMs + (local - day * dayMs)));
}

/** When a share of the working time between start and end has been used; by the clock when nobody works in between. */
function momentOfShare(share: number, clock: LadderClock, { calendar, schedule, zone }: Measure): Date {
  const { toLocal, toInstant } = openZone(zone);
  const [start, due] = [clock.startedAt.getTime(), clock.dueAt.getTime()];
  const stops = joinPauses(clock.pauses, start);
  const table = compileWorkTime(schedule, calendar);
  const workedAt = (instant: number) => workedBefore(table, toLocal(instant));
  const paused = stops.reduce((sum, [begin, end]) => sum + workedAt(end) - workedAt(begin), 0);
  const whole = workedAt(due) - workedAt(start) - paused;
  if (whole <= 0) return new Date(start + (due - start) * share);
  const target = skipPauses(stops, workedAt(start) + whole * share, workedAt);
  return new Date(toInstant(momentOfWorked(table, target)));
}

/** The moment itself, or the end of the quiet hours it falls into. */
export function afterQuietHours(pack: Pick<LadderPack, 'quietHours'>, at: Date, zone: string): Date {
  const { toLocal, toInstant } = openZone(zone);
  const local = toLocal(at.getTime());
  const day = Math.floor(local / dayMs);
  const minutes = (local - day * dayMs) / minuteMs;
  const [from, to] = [parseTime(pack.quietHours.from), parseTime(pack.quietHours.to)];
  const isQuiet = from <= to ? minutes >= from && minutes < to : minutes >= from || minutes < to;
  if (!isQuiet) return at;
  const isTomorrow = from > to && minutes >= from;
  return new Date(toInstant((day + (isTomorrow ? 1 : 0)) * dayMs + to * minuteMs));
}

/** When the letter of a step goes out: at once, with the next full hour, or with the next daily letter. */
export function deliveryMoment(
  pack: Pick<LadderPack, 'quietHours' | 'digestAt'>,
  step: Pick<LadderStep, 'delivery'>,
  at: Date,
  zone: string,
): Date {
  const { toLocal, toInstant } = openZone(zone);
  if (step.delivery === 'instant') return afterQuietHours(pack, at, zone);
  const local = toLocal(at.getTime());
  if (step.delivery === 'hourly')
    return afterQuietHours(pack, new Date(toInstant(Math.ceil(local / 3_600_000) * 3_600_000)), zone);
  const day = Math.floor(local / dayMs);
  const today = day * dayMs + parseTime(pack.digestAt) * minuteMs;
  return new Date(toInstant(local <= today ? today : today + dayMs));
}
