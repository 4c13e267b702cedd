import { type IdentityLevel, identityLevels } from '../../contract/base/identity.ts';
import type { Asks, Audience, PollKind } from '../../contract/participation/polls.ts';
import { type Said, YOUNGER } from '../../contract/participation/questionnaire.ts';

/** Who may take part, and what is told to whoever may not. One rule for the portal and the server. Pure. */

export interface AgeGroup {
  id: string;
  title: string;
  from: number;
  /** Null: and older. */
  to: number | null;
}

export interface PollRules {
  kind: PollKind;
  audience: Audience;
  asks: Asks;
  ageGroups: readonly AgeGroup[];
  districts: readonly { id: string; title: string }[];
}

export interface Obstacle {
  /** Which part of the form it is of. */
  about: 'level' | 'age' | 'district';
  words: string;
  /** Nothing can be done about it: the poll is for others. */
  isFinal: boolean;
}

type LevelWords = Readonly<Record<IdentityLevel, string>>;

const answerLevels: LevelWords = {
  anonymous: '',
  social: 'Чтобы ответить, войдите: пришлём код на телефон или почту.',
  phone: 'В этом опросе отвечают по коду из SMS: войдите по номеру телефона.',
  esia_simplified: 'В этом опросе отвечают через Госуслуги: войдите через них.',
  esia_verified: 'В этом опросе отвечают через Госуслуги с подтверждённой учётной записью.',
};
const voteLevels: LevelWords = {
  anonymous: '',
  social: 'Чтобы проголосовать, войдите: пришлём код на телефон или почту.',
  phone: 'В этом голосовании участвуют по коду из SMS: войдите по номеру телефона.',
  esia_simplified: 'В этом голосовании участвуют через Госуслуги: войдите через них.',
  esia_verified: 'В этом голосовании участвуют через Госуслуги с подтверждённой учётной записью.',
};

/** As a sentence begins. */
const thisOne = ({ kind }: Pick<PollRules, 'kind'>): string =>
  kind === 'vote' ? 'Это голосование' : 'Этот опрос';

/** What a person has to do to be known well enough; null = they are. */
export function findLevelObstacle(
  { kind, audience: { level: needed } }: Pick<PollRules, 'kind' | 'audience'>,
  level: IdentityLevel,
): Obstacle | null {
  // An answer of nobody in particular could be given twice: whatever a poll asks for, it asks to sign in.
  const least = needed === 'anonymous' ? 'social' : needed;
  return identityLevels.indexOf(level) >= identityLevels.indexOf(least)
    ? null
    : { about: 'level', words: (kind === 'vote' ? voteLevels : answerLevels)[least], isFinal: false };
}

/** Groups of age a poll offers: those who may answer, whole or in part. */
export const offeredAges = (groups: readonly AgeGroup[], minAge: number | null): AgeGroup[] =>
  groups.filter(({ to }) => minAge === null || to === null || to >= minAge);

function findAgeObstacle(rules: PollRules, said: Said): Obstacle | null {
  const { audience, asks, ageGroups } = rules;
  const { minAge } = audience;
  const tooYoung: Obstacle = {
    about: 'age',
    words: `${thisOne(rules)} для жителей с ${minAge ?? 0} лет. Есть другие опросы, а о проблеме можно написать сообщение: для него возраст не нужен.`,
    isFinal: true,
  };
  if (asks.age) {
    if (said.ageGroup === YOUNGER && minAge !== null) return tooYoung;
    const isKnown = offeredAges(ageGroups, minAge).some(({ id }) => id === said.ageGroup);
    return isKnown ? null : { about: 'age', words: 'Выберите, сколько вам лет', isFinal: false };
  }
  if (minAge === null || said.isOfAge) return null;
  return { about: 'age', words: `Отметьте, что вам есть ${minAge}`, isFinal: false };
}

function findDistrictObstacle(rules: PollRules, said: Said): Obstacle | null {
  const { audience, asks, districts } = rules;
  const isLimited = audience.districtIds.length > 0;
  if (!asks.district && !isLimited) return null;
  if (!districts.some(({ id }) => id === said.districtId))
    return { about: 'district', words: 'Выберите, где вы живёте', isFinal: false };
  if (!isLimited || audience.districtIds.some((id) => id === said.districtId)) return null;
  const where = districts
    .filter(({ id }) => audience.districtIds.includes(id))
    .map(({ title }) => title)
    .join(', ');
  return {
    about: 'district',
    words: `${thisOne(rules)} для тех, кто живёт здесь: ${where}. Итог будет виден всем.`,
    isFinal: true,
  };
}

/** What stands in the way of a person, in the order of the form. */
export const findObstacles = (rules: PollRules, level: IdentityLevel, said: Said): Obstacle[] =>
  [findLevelObstacle(rules, level), findDistrictObstacle(rules, said), findAgeObstacle(rules, said)].flatMap(
    (one) => one ?? [],
  );

/** What is kept of what was said: nothing the poll does not ask. */
export const groupsSaid = (
  { asks, audience }: Pick<PollRules, 'asks' | 'audience'>,
  said: Said,
): { district: string | null; age: string | null } => ({
  district: asks.district || audience.districtIds.length > 0 ? said.districtId : null,
  age: asks.age ? said.ageGroup : null,
});

/** «жители города с 14 лет, у каждого один ответ». */
export function audienceWords({
  kind,
  audience,
  districts,
}: Pick<PollRules, 'kind' | 'audience' | 'districts'>): string {
  const titles = districts.filter(({ id }) => audience.districtIds.includes(id)).map(({ title }) => title);
  const where = titles.length > 0 ? `жители: ${titles.join(', ')}` : 'жители города';
  const age = audience.minAge === null ? '' : ` с ${audience.minAge} лет`;
  return `${where}${age}, у каждого один ${kind === 'vote' ? 'голос' : 'ответ'}`;
}
