import type { z } from 'zod';
import {
  channels,
  outcomes,
  type Status,
  statuses,
  toneKinds,
} from '../../../../shared/contract/messages/cases.ts';
import {
  applicantKinds,
  caseFields,
  type caseFilter,
  countedMarks,
  type listCases,
  namedCases,
  toldPattern,
  turnKinds,
} from '../../../../shared/contract/messages/cases-list.ts';
import { areaPattern } from '../../../../shared/contract/messages/map.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import type { QueryText } from '../../../lib/url-query.ts';

type Filter = z.input<typeof caseFilter>;
export type ListQuery = NonNullable<RouteInput<typeof listCases>['query']>;

/** Conditions of the list as they stand in the address; lists of values are written with commas. */
export const filterNames = [
  'q',
  'status',
  'stage',
  'block',
  'factId',
  'category',
  'channel',
  'districtId',
  'unitId',
  'executorId',
  'overdue',
  'importance',
  'tone',
  'hasPlace',
  'outcome',
  'applicant',
  'counted',
  'resolved',
  'lacks',
  'from',
  'to',
  'merged',
  'openOn',
  'overdueOn',
  'turn',
  'since',
  'until',
  'near',
  'cell',
  'area',
  'object',
  'cause',
  'told',
  'numbers',
  'authorOf',
  'publication',
  'settle',
  'interim',
  'part',
] as const;
export type FilterName = (typeof filterNames)[number];

export const sorts = ['fit', '-registered', 'registered', 'due', 'status'] as const;
export type ListSort = (typeof sorts)[number];

const stages = ['triage', 'work', 'approval', 'answered', 'closed', 'open'] as const;

/** One of the known words, or nothing: a mistyped address shows more, never an error. */
const known = <V extends string>(words: readonly V[], text: string | undefined): V | undefined =>
  words.find((word) => word === text);

/** Several known words separated by commas. */
const knownList = <V extends string>(words: readonly V[], text: string | undefined): V[] | undefined => {
  const asked = new Set(text?.split(','));
  const found = words.filter((word) => asked.has(word));
  return found.length > 0 ? found : undefined;
};

const matching = (pattern: RegExp, text: string | undefined): string | undefined =>
  text && pattern.test(text) ? text : undefined;

const day = /^\d{4}-\d{2}-\d{2}$/u;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/** The address as the API's filter. */
export function readFilter(query: QueryText): Filter {
  const filter: { [K in keyof Filter]: Filter[K] | undefined } = {
    q: query.q?.slice(0, 200) || undefined,
    status: knownList(statuses, query.status) as Status[] | undefined,
    stage: known(stages, query.stage),
    block: query.block?.split(',').filter(Boolean),
    factId: query.factId,
    category: query.category?.slice(0, 100) || undefined,
    channel: knownList(channels, query.channel),
    districtId: query.districtId,
    unitId: query.unitId === 'none' ? 'none' : matching(uuid, query.unitId),
    executorId: matching(uuid, query.executorId),
    overdue: known(['yes', 'today'] as const, query.overdue),
    importance: known(['low', 'normal', 'high'] as const, query.importance),
    tone: known(toneKinds, query.tone),
    hasPlace: known(['yes', 'no'] as const, query.hasPlace),
    outcome: known([...outcomes, 'none'] as const, query.outcome),
    applicant: known(applicantKinds, query.applicant),
    counted: known(countedMarks, query.counted),
    resolved: known(['yes', 'partly', 'no'] as const, query.resolved),
    lacks: known(caseFields, query.lacks),
    from: matching(day, query.from),
    to: matching(day, query.to),
    merged: known(['with'] as const, query.merged),
    openOn: matching(day, query.openOn),
    overdueOn: matching(day, query.overdueOn),
    turn: known(turnKinds, query.turn),
    since: matching(day, query.since),
    until: matching(day, query.until),
    near: matching(/^-?[\d.]+,-?[\d.]+,\d+$/u, query.near),
    area: matching(areaPattern, query.area),
    cell: matching(/^8[7-9][0-9a-f]{13}$/u, query.cell),
    object: query.object?.slice(0, 120) || undefined,
    cause: matching(/^[a-z]+:[a-z0-9_-]+$/u, query.cause),
    told: matching(toldPattern, query.told),
    numbers: matching(namedCases, query.numbers),
    authorOf: matching(uuid, query.authorOf),
    publication: known(['waits'] as const, query.publication),
    settle: known(['waits'] as const, query.settle),
    interim: known(['waits'] as const, query.interim),
    part: known(['asked'] as const, query.part),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Filter;
}

/** Words looked for bring the best fitting first; without them the newest are first. */
export const readSort = (query: QueryText): ListSort =>
  known(sorts, query.sort) ?? (query.q ? 'fit' : '-registered');

/** How many conditions limit the list: a period is one, whatever its ends; days of a turn are part of it. */
export function countConditions(query: QueryText): number {
  const names = filterNames.filter((name) => query[name] && name !== 'since' && name !== 'until');
  return names.length - (names.includes('from') && names.includes('to') ? 1 : 0);
}

/** Takes one condition off; the days of a turn are part of it. */
export const withoutCondition = (name: string): QueryText =>
  name === 'turn' ? { turn: '', since: '', until: '' } : { [name]: '' };

/** Takes every condition off. */
export const noConditions: QueryText = Object.fromEntries(
  [...filterNames, 'after', 'at'].map((name) => [name, '']),
);

/** Only what makes a view: conditions, order and grouping, without the page one stands on. */
export function pickView(query: QueryText): Record<string, string> {
  const names: readonly string[] = [...filterNames, 'sort', 'group'];
  return Object.fromEntries(
    Object.entries(query).filter(
      (pair): pair is [string, string] => names.includes(pair[0]) && Boolean(pair[1]),
    ),
  );
}

/** A saved view may hold anything; only plain known words of it come into the address. */
export function readView(stored: Readonly<Record<string, unknown>>): Record<string, string> {
  const words = Object.entries(stored).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.filter((one) => typeof one === 'string').join(',') : value,
  ]);
  return pickView(Object.fromEntries(words.filter(([, value]) => typeof value === 'string')));
}

export const isSameView = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean => JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());
