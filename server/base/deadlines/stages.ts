import { z } from 'zod';
import { type Status, statuses } from '../../../shared/contract/messages/cases.ts';
import { isOneOf } from '../../../shared/lists.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const regime = z.enum(['appeal_59fz', 'pos_message', 'open_source', 'internal']);
const regimes = z.array(regime).default([...regime.options]);
const owner = z.enum(['operator', 'executor', 'approver', 'resident']);
const status = z.enum(statuses);

const stageSchema = z.strictObject({
  /** Kind of the clock row. */
  clock: slug,
  title: z.string().min(1),
  /** The clock runs while the case is in one of these: it starts on entering them and stops on leaving. */
  while: z.array(status).min(1),
  /** Counted from the move into the stage, or from the case's registration. */
  from: z.enum(['move', 'registration']).default('move'),
  regimes,
  rules: z.strictObject({ fast: slug, standard: slug }),
  /** Whose move it is: whom a reminder goes to first. */
  owner,
});

/** Which status starts, stops and pauses which clock, by which rule of the rule pack: packs/base/deadlines. */
export const stagePackSchema = z.strictObject({
  kind: z.literal('stage-clocks'),
  id: slug,
  version: z.string().min(1),
  title: z.string().min(1),
  note: z.string(),
  stages: z.array(stageSchema),
  /** Clocks that are over when the case is registered: from receipt to registration. */
  receipts: z.array(z.strictObject({ clock: slug, title: z.string().min(1), regimes, rule: slug })),
  /**
   * Clocks of what a statutory appeal demands beside its answer: begun by a sign of the letter or by an act of the office,
   * ended by the deed itself, whatever stage the case is in.
   */
  deeds: z.array(
    z.strictObject({
      clock: slug,
      title: z.string().min(1),
      rule: slug,
      begins: z.enum(['sign', 'copies', 'request', 'notice']),
      ends: z
        .array(z.enum(['forwarded', 'returned', 'copies-sent', 'documents-received', 'notified']))
        .min(1),
      owner,
    }),
  ),
  /** The fast track is for cases of this importance, and for topics whose answer term is one of these. */
  fastTrack: z.strictObject({ importance: z.array(z.enum(['normal', 'high'])), answerRules: z.array(slug) }),
  /** In these statuses the clocks stand — those whose own rule names the cause among its `pausedBy`. */
  pauses: z.array(
    z.strictObject({
      cause: slug,
      while: z.array(status).min(1),
      clocks: z.array(slug).min(1),
      reason: z.string().min(1),
      /** The rule after which the pause ends by itself: how far the case's term may move. */
      limit: slug,
    }),
  ),
  /**
   * Which clocks may be paused by a ground, beside what the stages do by themselves: where their own rule names the cause
   * among its `pausedBy`, while the case is in one of these statuses, no longer than the rule says.
   */
  holds: z.array(
    z.strictObject({
      clock: slug,
      cause: slug,
      regimes,
      while: z.array(status).min(1),
      rule: slug,
      permission: z.enum(['cases.extend-term', 'cases.extend-appeal']),
      times: z.int().positive(),
    }),
  ),
  /**
   * What arrives later than it was received elsewhere, by so many hours: terms in these units run from its arrival here, those in
   * others from its receipt. An appeal's runs from its receipt always (59-ФЗ, ст. 8, ст. 12).
   */
  late: z.array(
    z.strictObject({
      regimes,
      units: z
        .array(z.enum(['clock-hour', 'duty-hour', 'working-hour', 'working-day', 'calendar-day']))
        .min(1),
      afterHours: z.number().positive(),
      text: z.string().min(1),
    }),
  ),
  /** Which clocks may be prolonged: by whom, how often, and by how much from the term's end. */
  extensions: z.array(
    z.strictObject({
      clock: slug,
      regimes,
      rule: slug,
      permission: z.enum(['cases.extend-term', 'cases.extend-appeal']),
      times: z.int().positive(),
    }),
  ),
});

export type StagePack = z.output<typeof stagePackSchema>;
export type StageClock = StagePack['stages'][number];
export type DeedClock = StagePack['deeds'][number];
export type StageOwner = z.output<typeof owner>;

/** What decides which stage clocks a case has. */
export interface StagedCase {
  regime: string;
  importance: string;
  /** Rule of its answer term, when its topic is known. */
  answerRule: string | null;
}

export interface StageChange {
  /** Clocks to start, each with its rule. */
  start: { stage: StageClock; ruleId: string }[];
  /** Kinds that run on. */
  keep: string[];
  /** The pause that begins, or that ended. */
  pause: StagePack['pauses'][number] | null;
  resume: StagePack['pauses'][number] | null;
  /** Nothing starts, stops, stands or goes on. */
  isNothing: boolean;
}

const suits = (entry: { regimes: readonly string[] }, regimeOf: string): boolean =>
  entry.regimes.includes(regimeOf);

/** `fast` or `standard`, by the pack. */
export function trackOf(pack: StagePack, file: StagedCase): 'fast' | 'standard' {
  const { importance, answerRules } = pack.fastTrack;
  const isFast =
    isOneOf(importance, file.importance) ||
    (file.answerRule !== null && answerRules.includes(file.answerRule));
  return isFast ? 'fast' : 'standard';
}

/** What a move from one status to another does to the stage clocks of a case. Null `from` = it has just been registered. */
export function changeStages(
  pack: StagePack,
  file: StagedCase,
  from: Status | null,
  to: Status,
): StageChange {
  const track = trackOf(pack, file);
  const runs = (stage: StageClock, at: Status | null) => at !== null && stage.while.includes(at);
  const own = pack.stages.filter((stage) => suits(stage, file.regime));
  const pauseAt = (at: Status | null) =>
    pack.pauses.find((pause) => at !== null && pause.while.includes(at)) ?? null;
  const [before, after] = [pauseAt(from), pauseAt(to)];
  const start = own
    .filter((stage) => runs(stage, to) && !runs(stage, from))
    .map((stage) => ({ stage, ruleId: stage.rules[track] }));
  const stops = own.some((stage) => runs(stage, from) && !runs(stage, to));
  return {
    start,
    keep: own.filter((stage) => runs(stage, to) && runs(stage, from)).map(({ clock }) => clock),
    pause: after !== before ? after : null,
    resume: after !== before ? before : null,
    isNothing: start.length === 0 && !stops && after === before,
  };
}
