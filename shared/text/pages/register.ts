import type {
  BodyLevel,
  BodyLine,
  ExemptionLine,
  Recipient,
  RegisterNeed,
} from '../../contract/pages/register.ts';
import type { CheckState, ToldCheck, VerificationState } from '../../contract/pages/register-proof.ts';
import type { PageWeek, UnknownReason, WeekState } from '../../contract/pages/register-week.ts';
import { formatDay } from '../dates.ts';
import { formatNumber } from '../numbers.ts';
import { counted } from '../plural.ts';

/** Words of the register of official pages. */

export const recipientTitles: Readonly<Record<Recipient, string>> = {
  'local-government': 'орган местного самоуправления',
  'state-organisation': 'государственная организация',
  'municipal-organisation': 'муниципальная организация',
  'public-share': 'организация с государственным или муниципальным участием',
};

/** As the region's table calls them. */
export const bodyLevelTitles: Readonly<Record<BodyLevel, string>> = {
  region: 'Регион',
  ministry: 'Министерство',
  department: 'Ведомство',
  municipality: 'МО',
  special: 'Узкоспециальные',
};

/** Grounds that speak for a body today: one of a network where it does keep a page says nothing. */
export const heldGrounds = ({ pages, exemptions }: Pick<BodyLine, 'pages' | 'exemptions'>): ExemptionLine[] =>
  exemptions.filter((one) => one.isInForce && !pages.some(({ network }) => network === one.network));

export const checkStateTitles: Readonly<Record<CheckState, string>> = {
  there: 'есть',
  missing: 'нет',
  stale: 'снимок устарел',
  unseen: 'не смотрели',
};

/** The picture of a look with its day, or that there was none. */
export const tellPicture = ({ fileId, takenOn }: { fileId: string | null; takenOn: string }): string =>
  `${fileId ? 'снимок' : 'без снимка'} ${formatDay(takenOn)}`;

/** What the network tells of a check: what stands there, or why not, and since when. */
export const tellTold = ({ isThere, shown, why, since }: ToldCheck): string => {
  const words = isThere ? (shown ? `«${shown}»` : 'есть') : `${why}${shown ? `, стоит «${shown}»` : ''}`;
  return `${words}, с ${formatDay(since)}`;
};

export const verificationTitles: Readonly<Record<VerificationState, string>> = {
  not_started: 'не начата',
  documents: 'готовим документы',
  submitted: 'подана',
  needs_fix: 'доработать',
  verified: 'подтверждена',
  revoked: 'отозвана',
};

/** What a person does to get there. */
export const verificationActs: Readonly<Record<VerificationState, string>> = {
  not_started: '',
  documents: 'Начать: готовим документы',
  submitted: 'Подана',
  needs_fix: 'Вернули на доработку',
  verified: 'Подтверждена',
  revoked: 'Отозвана',
};

const unknownWords: Readonly<Record<UnknownReason, string>> = {
  unbound: 'не читается: не подключена',
  off: 'не читается: чтение выключено',
  stale: 'не читается: давно нет связи',
  partial: 'читается не с начала недели',
};

/** Of a week that is over: nobody reads it any more, or not yet to its end. */
const pastUnknownWords: Readonly<Record<UnknownReason, string>> = {
  unbound: 'не читалась',
  off: 'не дочитана: чтение выключено',
  stale: 'ещё не дочитана',
  partial: 'читалась не с начала недели',
};

export const needWords: Readonly<Record<RegisterNeed, (count: number) => string>> = {
  posts: (count) => `не хватает публикаций: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  unread: (count) => `не читаются: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  proof: (count) => `неполная проверка: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  revoked: (count) => `отозвана метка: ${counted(count, 'страница', 'страницы', 'страниц')}`,
  none: (count) => `нет страницы: ${counted(count, 'орган', 'органа', 'органов')}`,
};

/** «3 + 1 из 5»: what has stood, what is young, the norm. Null where nothing is known. */
export function weekCount({ stood, fresh, norm }: PageWeek): string | null {
  if (stood === null || fresh === null) return null;
  return `${stood}${fresh > 0 ? ` + ${fresh}` : ''} из ${norm}`;
}

/** A week in words: for whoever does not see its ticks, and where there are none. */
export function weekWords(week: PageWeek, { isOver = false } = {}): string {
  const count = weekCount(week);
  const why = week.why && (isOver ? pastUnknownWords : unknownWords)[week.why];
  return [count, why].filter(Boolean).join(', ');
}

/** Weeks that are over, told as a whole: of those nobody knows nothing is said. */
export function missedWords(over: readonly PageWeek[]): string {
  const count = (of: WeekState) => over.filter(({ state }) => state === of).length;
  const missed = count('missed');
  const known = missed + count('met');
  if (known === 0) return 'О прежних неделях ничего не известно';
  return `${missed > 0 ? `Пропущено недель: ${missed}` : 'Пропущенных недель нет'}, известно ${known} из ${over.length}`;
}

/** How many posts the week lacks to the norm; 0 where it lacks none or nobody knows. */
export const lackOf = ({ stood, fresh, norm }: PageWeek): number =>
  stood === null || fresh === null ? 0 : Math.max(0, norm - stood - fresh);

/** «+120», «−5», «0»: how a number changed. */
export const tellGrowth = (change: number): string =>
  `${change > 0 ? '+' : ''}${change < 0 ? '−' : ''}${formatNumber(Math.abs(change))}`;
