import type { Status } from '../../../shared/contract/messages/cases.ts';
import { isOneOf } from '../../../shared/lists.ts';
import {
  deliveryMoment,
  type LadderClock,
  type LadderStep,
  nextStep,
  type StepPlan,
  stepsOf,
  versionOn,
} from './ladder.ts';
import { requireReference } from './reference-data.ts';
import { ruleOn } from './rules.ts';
import {
  changeStages,
  type DeedClock,
  type StageChange,
  type StagedCase,
  type StageOwner,
  type StagePack,
} from './stages.ts';
import { localDate, scheduleOf } from './terms.ts';

/** What a move does to the stage clocks of a case, by the pack in force. */
export const stageChange = (file: StagedCase, from: Status | null, to: Status): StageChange =>
  changeStages(requireReference().stages, file, from, to);

/** Kinds of all stage clocks. */
export const stageKinds = (): string[] => [
  ...new Set(requireReference().stages.stages.map(({ clock }) => clock)),
];

/** Title of a kind of clock on a card, where the pack names it. */
export function stageTitle(kind: string): string | undefined {
  const { stages, receipts, deeds } = requireReference().stages;
  return [...stages, ...receipts, ...deeds].find(({ clock }) => clock === kind)?.title;
}

/** Whose move it is while a kind of clock runs; the answer and whatever no stage names is the executor's. */
export function clockOwner(kind: string): StageOwner {
  const { stages, deeds } = requireReference().stages;
  return [...stages, ...deeds].find(({ clock }) => clock === kind)?.owner ?? 'executor';
}

/** Clocks that lie between receipt and registration in a regime. */
export const receiptClocks = (regime: string): StagePack['receipts'] =>
  requireReference().stages.receipts.filter(({ regimes }) => isOneOf(regimes, regime));

/** What an appeal demands beside its answer, each with its clock and the deed that ends it. */
export const deedClocks = (): readonly DeedClock[] => requireReference().stages.deeds;

/** `id@version` of every rule that lets its clock stand for a cause. */
export function rulesPausedBy(cause: string): string[] {
  return [...requireReference().rules.byId.values()]
    .flat()
    .filter(({ pausedBy }) => pausedBy.includes(cause))
    .map(({ id, version }) => `${id}@${version}`);
}

/** The rule for what arrived late, by which a term is counted from its arrival; null = from its receipt. */
export function lateRule(ruleId: string, regime: string, receivedAt: Date, arrivedAt: Date) {
  const { stages, rules } = requireReference();
  const { unit } = ruleOn(rules, ruleId, localDate(receivedAt));
  return (
    stages.late.find(
      ({ regimes, units, afterHours }) =>
        isOneOf(regimes, regime) &&
        isOneOf(units, unit) &&
        arrivedAt.getTime() - receivedAt.getTime() > afterHours * 3_600_000,
    ) ?? null
  );
}

/** How a kind of clock may be prolonged in a regime: by whom, how often, by which rule of that day; null = it may not. */
export function extensionOf(kind: string, regime: string, now: Date) {
  const { stages, rules } = requireReference();
  const entry = stages.extensions.find(({ clock, regimes }) => clock === kind && isOneOf(regimes, regime));
  if (!entry) return null;
  const { id, version, title, legal, toVerify } = ruleOn(rules, entry.rule, localDate(now));
  return { ...entry, id, version, title, legal: legal.text, toVerify };
}

/** How a kind of clock may be paused by a ground in a regime, by which rule of that day; null = it may not. */
export function holdOf(kind: string, regime: string, now: Date) {
  const { stages, rules } = requireReference();
  const entry = stages.holds.find(({ clock, regimes }) => clock === kind && isOneOf(regimes, regime));
  if (!entry) return null;
  const { id, version, title, legal, toVerify } = ruleOn(rules, entry.rule, localDate(now));
  return { ...entry, id, version, title, legal: legal.text, toVerify };
}

/** Whether a case in this status keeps a pause by a ground: leaving these statuses ends it. */
export const keepsHold = (status: Status): boolean =>
  requireReference().stages.holds.some((entry) => isOneOf(entry.while, status));

const ladderOf = (kind: string, startedAt: Date): readonly LadderStep[] =>
  stepsOf(requireReference().ladder, kind, localDate(startedAt));

/** The next step of a clock's ladder that lies ahead, beginning with step `from`. */
export function planStep(now: Date, clock: LadderClock & { ruleId: string | null }, from = 1): StepPlan {
  const { calendar, zone } = requireReference();
  const measure = { calendar, zone, schedule: scheduleOf(clock.ruleId ?? undefined) };
  return nextStep(ladderOf(clock.kind, clock.startedAt), clock, measure, now, from);
}

/** One step of the ladder a clock began with; undefined past its end. */
export const ladderStep = (kind: string, startedAt: Date, step: number): LadderStep | undefined =>
  ladderOf(kind, startedAt)[step - 1];

/** When the letter of a step that has come goes out. */
export const letterMoment = (step: LadderStep, at: Date): Date => {
  const { ladder, zone } = requireReference();
  // Hours are those of the day the letter goes, whatever ladder its clock keeps.
  const { quietHours = ladder.quietHours, digestAt = ladder.digestAt } =
    versionOn(ladder, localDate(at)) ?? {};
  return deliveryMoment({ quietHours, digestAt }, step, at, zone);
};
