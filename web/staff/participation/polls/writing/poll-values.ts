import type { IdentityLevel } from '../../../../../shared/contract/base/identity.ts';
import type { PollCard, PollFields, PollKind } from '../../../../../shared/contract/participation/polls.ts';
import type { Question } from '../../../../../shared/contract/participation/questionnaire.ts';
import { formatTime, localDay, momentAt } from '../../../../../shared/text/dates.ts';

/** A poll as it stands in the form. */
export interface PollValues {
  kind: PollKind;
  title: string;
  matter: string;
  isBinding: boolean;
  outcome: string;
  afterwards: string;
  resultBy: string;
  opensOn: string;
  opensTime: string;
  closesOn: string;
  closesTime: string;
  minAge: string;
  level: IdentityLevel;
  districtIds: readonly string[];
  asksDistrict: boolean;
  asksAge: boolean;
  isWeighted: boolean;
  quotas: PollFields['quotas'];
  questions: readonly Question[];
}

export const toValues = (card: PollCard, zone: string): PollValues => ({
  kind: card.kind,
  title: card.title,
  matter: card.matter,
  isBinding: card.isBinding,
  outcome: card.outcome,
  afterwards: card.afterwards,
  resultBy: card.resultBy ?? '',
  opensOn: card.opensAt ? localDay(card.opensAt, zone) : '',
  opensTime: card.opensAt ? formatTime(card.opensAt, zone) : '09:00',
  closesOn: card.closesAt ? localDay(card.closesAt, zone) : '',
  closesTime: card.closesAt ? formatTime(card.closesAt, zone) : '20:00',
  minAge: card.audience.minAge === null ? '' : String(card.audience.minAge),
  level: card.audience.level,
  districtIds: card.audience.districtIds,
  asksDistrict: card.asks.district,
  asksAge: card.asks.age,
  isWeighted: card.isWeighted,
  quotas: card.quotas,
  questions: card.questions,
});

export const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text);

const moment = (day: string, time: string, zone: string): string | null =>
  day && isTime(time) ? momentAt(day, time, zone).toISOString() : null;

/** What goes to the server, and what the notes are taken of. */
export const toFields = (values: PollValues, zone: string): PollFields => ({
  kind: values.kind,
  title: values.title.trim(),
  matter: values.matter.trim(),
  isBinding: values.isBinding,
  outcome: values.outcome.trim(),
  afterwards: values.afterwards.trim(),
  resultBy: values.resultBy || null,
  opensAt: moment(values.opensOn, values.opensTime, zone),
  closesAt: moment(values.closesOn, values.closesTime, zone),
  audience: {
    minAge: values.minAge ? Number(values.minAge) : null,
    districtIds: [...values.districtIds],
    level: values.level,
  },
  asks: { district: values.asksDistrict, age: values.asksAge },
  isWeighted: values.isWeighted && (values.asksDistrict || values.asksAge),
  quotas: values.quotas.filter(({ side }) => (side === 'district' ? values.asksDistrict : values.asksAge)),
  questions: [...values.questions],
});

/** A code that none of these has: `q1`, `q2`, … */
export function freeId(taken: readonly { id: string }[], letter: string): string {
  for (let number = 1; ; number += 1) {
    const id = `${letter}${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}

export const newOption = (taken: readonly { id: string }[]): Question['options'][number] => ({
  id: freeId(taken, 'o'),
  title: '',
  about: '',
  place: '',
  cost: null,
  fileId: null,
  alt: '',
});

export function newQuestion(taken: readonly Question[], kind: Question['kind']): Question {
  const [first, second] = [newOption([]), { ...newOption([]), id: 'o2' }];
  return {
    id: freeId(taken, 'q'),
    kind,
    title: '',
    hint: '',
    isRequired: kind !== 'text',
    options: kind === 'text' || kind === 'point' || kind === 'scale' ? [] : [first, second],
    rows: kind === 'matrix' ? [{ id: 'r1', title: '' }] : [],
    // The first on a list of projects would get more money for being first.
    isShuffled: kind === 'budget',
    hasUnsure: kind !== 'text' && kind !== 'point' && kind !== 'budget',
    least: 1,
    most: 0,
    steps: 5,
    lowTitle: '',
    highTitle: '',
    total: null,
    whenShort: 'next',
    showIf: [],
  };
}

/** What a question of another kind needs: options where it is chosen from them, lines where it is a table. */
export function asKind(question: Question, kind: Question['kind']): Question {
  const fresh = newQuestion([], kind);
  return {
    ...question,
    kind,
    options: fresh.options.length > 0 && question.options.length === 0 ? fresh.options : question.options,
    rows: kind === 'matrix' && question.rows.length === 0 ? fresh.rows : question.rows,
  };
}

/** One place up or down. */
export function movedItem<T>(items: readonly T[], at: number, by: 1 | -1): readonly T[] {
  const item = items[at];
  const to = at + by;
  if (item === undefined || to < 0 || to >= items.length) return items;
  return items.toSpliced(at, 1).toSpliced(to, 0, item);
}
