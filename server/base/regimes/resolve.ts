import type {
  Declared,
  Regime,
  RegimeDecision,
  RegimeEffect,
} from '../../../shared/contract/base/regimes.ts';
import type { Channel } from '../../../shared/contract/messages/cases.ts';
import { holdsOn } from '../../lib/dated.ts';
import type { RegimeEffectEntry, RegimePack } from './pack.ts';

/** What is known of one contact when its regime is decided. */
export interface ContactFacts {
  channel: Channel;
  identity: string;
  declares?: Declared | undefined;
  /** Local day of receipt, `YYYY-MM-DD`: the law in force on it decides. */
  receivedOn: string;
  signs?: readonly string[] | undefined;
}

type When = RegimeEffectEntry['when'];

const has = (list: readonly string[] | undefined, value: string): boolean =>
  list === undefined || list.includes(value);

const fits = (when: Omit<When, 'regimes' | 'notChannels'>, facts: ContactFacts): boolean =>
  has(when.channels, facts.channel) &&
  has(when.identities, facts.identity) &&
  has(when.declares, facts.declares ?? 'none') &&
  (when.signs ?? []).every((sign) => facts.signs?.includes(sign));

const present = ({ id, code, clock, text, legal, toVerify }: RegimeEffectEntry): RegimeEffect => ({
  id,
  code: clock ?? code ?? id,
  text,
  legal,
  toVerify,
});

/**
 * Which order applies to a contact, why, and what follows. Pure: the same facts and pack give the same decision. The first
 * rule that fits decides; effects add up, and a clock that another effect drops does not start.
 * @param decided the regime a person decided by a ground of their own: what follows is counted for it.
 */
export function resolveRegime(pack: RegimePack, facts: ContactFacts, decided?: Regime): RegimeDecision {
  const rule = pack.rules.find((entry) => holdsOn(entry, facts.receivedOn) && fits(entry.when, facts));
  // The pack ends with a rule for every channel; its test keeps that true.
  if (!rule) throw new Error(`No regime for ${facts.channel} on ${facts.receivedOn}`);
  const regime = decided ?? rule.regime;
  const effects = pack.effects.filter(
    (entry) =>
      holdsOn(entry, facts.receivedOn) &&
      has(entry.when.regimes, regime) &&
      !entry.when.notChannels?.includes(facts.channel) &&
      fits(entry.when, facts),
  );
  const dropped = new Set(effects.flatMap(({ drops }) => drops));
  const of = (kind: RegimeEffectEntry['kind']) =>
    effects.filter((entry) => entry.kind === kind && !(entry.clock && dropped.has(entry.clock))).map(present);
  const answerRule =
    decided === undefined || decided === rule.regime ? rule.answerRule : answerOf(pack, regime);
  return {
    regime,
    ruleId: rule.id,
    reason: rule.reason,
    legal: rule.legal,
    toVerify: rule.toVerify,
    note: rule.note ?? null,
    answerRule: answerRule && !dropped.has(answerRule) ? answerRule : null,
    clocks: of('clock'),
    forbids: of('forbid'),
    duties: of('duty'),
    offers: of('offer'),
    packVersion: pack.version,
  };
}

/** The answer term of a regime by itself, when a person put the contact under it. */
const answerOf = (pack: RegimePack, regime: Regime): string | undefined =>
  pack.rules.find((entry) => entry.regime === regime && entry.answerRule)?.answerRule;

/** Why, in one line, as it is kept with the contact: «Личный приём…: 59-ФЗ, ст. 13». */
export const reasonLine = ({ reason, legal }: Pick<RegimeDecision, 'reason' | 'legal'>): string =>
  `${reason}: ${legal}`;

/** Whether the law forbids to treat the contact as an appeal: a clerk may not overrule it by a ground of their own. */
export const forbidsAppeal = (decision: RegimeDecision): boolean =>
  decision.forbids.some(({ code }) => code === 'clock-59fz' || code === 'count-as-appeal');
