import type { ClashKind } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { DAY } from '../../../../shared/time.ts';
import { bodyTitle, claimsOf, clashOfDays, type Said } from '../../../base/promises/index.ts';

/** In what two differ, in the rule's own words, and where they say so. */
export interface Clash {
  clash: ClashKind;
  first: string;
  second: string;
  /** Days or hours between them; null where that is not counted. */
  apart: number | null;
  firstAt: { from: number; to: number };
  secondAt: { from: number; to: number };
}

const span = ({ from, to }: { from: number; to: number }) => ({ from, to });

/** «Сделано», and later «ещё делают»: the other way round is how things go. */
function clashOfStates(first: Said, second: Said): Clash | null {
  if (claimsOf(second.claims, 'again').length > 0) return null;
  const [earlier, later] = [claimsOf(first.claims, 'state'), claimsOf(second.claims, 'state')];
  const isDone = earlier.length > 0 && earlier.every((one) => one.isDone);
  const isGoing = later.length > 0 && later.every((one) => !one.isDone);
  const [one, other] = [earlier[0], later[0]];
  if (!isDone || !isGoing || !one || !other) return null;
  const apart = null;
  return {
    clash: 'state',
    first: 'сделано',
    second: 'не сделано',
    apart,
    firstAt: span(one),
    secondAt: span(other),
  };
}

const planWords = (isPlanned: boolean): string => (isPlanned ? 'запланировано' : 'не запланировано');

function clashOfPlans(first: Said, second: Said): Clash | null {
  const values = (said: Said) => claimsOf(said.claims, 'plan');
  const [one, other] = [values(first)[0], values(second)[0]];
  const isMixed = (said: Said) => new Set(values(said).map(({ isPlanned }) => isPlanned)).size > 1;
  if (!one || !other || isMixed(first) || isMixed(second) || one.isPlanned === other.isPlanned) return null;
  if (claimsOf(second.claims, 'moved').length > 0) return null;
  return {
    clash: 'plan',
    first: planWords(one.isPlanned),
    second: planWords(other.isPlanned),
    apart: null,
    firstAt: span(one),
    secondAt: span(other),
  };
}

const bodiesOf = (said: Said): Set<string> => new Set(claimsOf(said.claims, 'body').map(({ body }) => body));

function clashOfBodies(first: Said, second: Said): Clash | null {
  const [one, other] = [claimsOf(first.claims, 'body')[0], claimsOf(second.claims, 'body')[0]];
  const [earlier, later] = [bodiesOf(first), bodiesOf(second)];
  if (!one || !other || earlier.size !== 1 || later.size !== 1 || one.body === other.body) return null;
  return {
    clash: 'body',
    first: bodyTitle(one.body),
    second: bodyTitle(other.body),
    apart: null,
    firstAt: span(one),
    secondAt: span(other),
  };
}

const oursWords = (isOurs: boolean): string => (isOurs ? 'наше' : 'не наше');

/** Two bodies that both say «не наше» and name nobody between them; or one that says both. */
function clashOfOwners(first: Said, second: Said): Clash | null {
  const [one, other] = [claimsOf(first.claims, 'ours')[0], claimsOf(second.claims, 'ours')[0]];
  if (!one || !other) return null;
  const isBetween = first.by !== second.by && !one.isOurs && !other.isOurs;
  const isOwn = first.by === second.by && one.isOurs !== other.isOurs;
  const named = new Set([...bodiesOf(first), ...bodiesOf(second)]);
  if (!(isBetween && named.size === 0) && !isOwn) return null;
  return {
    clash: 'ours',
    first: oursWords(one.isOurs),
    second: oursWords(other.isOurs),
    apart: null,
    firstAt: span(one),
    secondAt: span(other),
  };
}

/**
 * How two official texts of one place and sphere contradict each other; null where they do not, or are further apart than so many
 * days. Only what both of them say is compared.
 */
export function findClash(one: Said, other: Said, { days }: { days: number }): Clash | null {
  const [first, second] = one.at <= other.at ? [one, other] : [other, one];
  if (second.at.getTime() - first.at.getTime() > days * DAY) return null;
  return (
    clashOfDays(first, second) ??
    clashOfStates(first, second) ??
    clashOfPlans(first, second) ??
    clashOfBodies(first, second) ??
    clashOfOwners(first, second)
  );
}
