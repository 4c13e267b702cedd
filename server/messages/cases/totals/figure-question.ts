import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { CaseFilter } from '../../../../shared/contract/messages/cases-list.ts';
import { keysOf } from '../../../../shared/known.ts';
import { districtWithChildren, readObject } from '../../../base/territory/index.ts';
import type { Actor } from '../../../lib/module/context.ts';
import { readingScopes } from '../core/reach.ts';
import {
  type FilterValue,
  isAsked,
  type NamedSide,
  type Taken,
  type TakenFilter,
  takenBy,
  takes,
} from './taken.ts';

/** Which names of one side are counted; null = a case that has none there. */
export interface FigureCondition {
  /** `applicant` has the names `cabinet` and `contact`. */
  side: NamedSide | 'applicant';
  takes: (name: string | null) => boolean;
}

/** A list of cases as the figures are asked how long it is. Cases merged into others are in neither. */
export interface FigureQuestion {
  measure: AdditiveMeasure;
  /** Local days of registration, both included; null = no limit. */
  from: string | null;
  to: string | null;
  conditions: FigureCondition[];
}

/** What one filter adds to the question; null = the figures cannot tell, the list is counted up to its limit. */
interface Part {
  measure?: AdditiveMeasure;
  from?: string;
  to?: string;
  conditions?: FigureCondition[];
}

const byName =
  <K extends TakenFilter>(filter: K) =>
  (value: FilterValue<K>): Part => {
    const { side, taken } = takenBy[filter](value as never);
    return { conditions: [{ side, takes: takes(taken) }] };
  };
const never = (): null => null;

/**
 * Every filter of the list, and what of it the figures know exactly. They keep no status, no person, no words: what rests
 * on these is counted by the database. A new filter is answered here before it compiles.
 */
const parts: { [K in keyof Required<CaseFilter>]: (value: FilterValue<K>) => Part | null } = {
  block: byName('block'),
  factId: byName('factId'),
  category: byName('category'),
  channel: byName('channel'),
  districtId: byName('districtId'),
  unitId: byName('unitId'),
  importance: byName('importance'),
  outcome: byName('outcome'),
  cell: byName('cell'),
  area: byName('area'),
  applicant: (kind) => ({ conditions: [{ side: 'applicant', takes: (name) => name === kind }] }),
  from: (from) => ({ from }),
  to: (to) => ({ to }),
  counted: (measure) => ({ measure }),
  // Of the stages the term alone is kept; «срок сегодня» would be told by ends of terms, which are kept as over or not.
  stage: (stage) => (stage === 'open' ? { measure: 'still-open' } : null),
  overdue: (overdue) => (overdue === 'yes' ? { measure: 'still-overdue' } : null),
  // Of the objects a district alone: others are found by words of the address or by distance.
  object: (key) => {
    const areaId = readObject(key)?.areaId ?? null;
    if (areaId === null) return null;
    const taken: Taken = { kind: 'any', names: districtWithChildren(areaId), takesNone: false };
    return { conditions: [{ side: 'district', takes: takes(taken) }] };
  },
  // What is merged is counted by the figures only as it was open.
  merged: never,
  // The figures keep them by the day it happened, not by the case.
  openOn: never,
  overdueOn: never,
  turn: never,
  since: never,
  until: never,
  q: never,
  status: never,
  executorId: never,
  tone: never,
  hasPlace: never,
  lacks: never,
  resolved: never,
  near: never,
  authorOf: never,
  cause: never,
  told: never,
  numbers: never,
  publication: never,
  settle: never,
  interim: never,
  part: never,
};

/** The question behind a list of this reader; null where the figures cannot answer it exactly. */
export function figureQuestion(actor: Actor, filter: CaseFilter): FigureQuestion | null {
  const reach = reachConditions(actor);
  if (!reach) return null;
  const measures = new Set<AdditiveMeasure>();
  const question: FigureQuestion = { measure: 'received', from: null, to: null, conditions: [...reach] };
  for (const name of keysOf(parts)) {
    const value = filter[name];
    if (!isAsked(value)) continue;
    const part = parts[name](value as never);
    if (!part) return null;
    question.from ??= part.from ?? null;
    question.to ??= part.to ?? null;
    question.conditions.push(...(part.conditions ?? []));
    if (part.measure) measures.add(part.measure);
  }
  // What is overdue runs.
  if (measures.has('still-overdue')) measures.delete('still-open');
  if (measures.size > 1) return null;
  for (const measure of measures) question.measure = measure;
  return question;
}

/** What the figures know of: letters that a pattern of the database reads as others. */
const hasPattern = /[%_\\]/;

/**
 * The object rule (`ownCases`) over names; null where it cannot be told by them: cases shared between units, and grants
 * of different limits, which are joined by «or».
 */
function reachConditions(actor: Actor): FigureCondition[] | null {
  if (actor.kind !== 'staff') return null;
  const scopes = readingScopes(actor);
  if (
    scopes.some(
      ({ blocks, districts, isOfOwnUnits }) => blocks.length + districts.length === 0 && !isOfOwnUnits,
    )
  )
    return [];
  const [scope] = scopes;
  const isSame = new Set(scopes.map((one) => JSON.stringify(one))).size === 1;
  if (!scope || !isSame || scope.isOfOwnUnits) return null;
  const { blocks, districts } = scope;
  if (districts.some((id) => hasPattern.test(id))) return null;
  const isOwn = (district: string) =>
    districts.some((id) => district === id || district.startsWith(`${id}.`));
  const limits: FigureCondition[] = [];
  if (blocks.length > 0)
    limits.push({ side: 'block', takes: takes({ kind: 'any', names: blocks, takesNone: true }) });
  if (districts.length > 0) limits.push({ side: 'district', takes: (name) => name === null || isOwn(name) });
  return limits;
}
