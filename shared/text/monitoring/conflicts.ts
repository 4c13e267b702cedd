import type { ConflictRisk, SignalFacts, SignalKind } from '../../contract/monitoring/conflict-signals.ts';
import type { ConflictOutcome, ConflictState, ConflictTrigger } from '../../contract/monitoring/conflicts.ts';
import { MINUTE } from '../../time.ts';
import { formatDay, formatDuration } from '../dates.ts';
import { formatDecimal } from '../numbers.ts';
import { counted } from '../plural.ts';

/** Words about conflicts and their early signals, the same wherever they are told of. */

export const riskTitles: Readonly<Record<ConflictRisk, string>> = {
  high: 'риск высокий',
  medium: 'риск средний',
  low: 'риск низкий',
};

export const signalKindTitles: Readonly<Record<SignalKind, string>> = {
  anger: 'Недовольство',
  contradiction: 'Два ответа спорят',
  deleted: 'Удалён комментарий',
  promise: 'Обещанный день прошёл',
  late: 'Ответ опоздал',
};

export const outcomeTitles: Readonly<Record<ConflictOutcome, string>> = {
  corrected: 'исправили ответ',
  apologised: 'извинились',
  explained: 'объяснили',
  solved: 'решили вопрос',
  groundless: 'повода не было',
};

const scopeWords = { talk: 'в одном разговоре', incident: 'об одном', page: 'на одной странице' } as const;

const took = (minutes: number): string => formatDuration(minutes * MINUTE);
/** «за 1 ч 40 мин». */
const within = (minutes: number): string => (minutes < 1 ? 'меньше чем за минуту' : `за ${took(minutes)}`);
/** «через 12 мин». */
const after = (minutes: number): string =>
  minutes < 1 ? 'меньше чем через минуту' : `через ${took(minutes)}`;

const clashWords = {
  day: 'расходятся дни',
  hour: 'расходятся часы',
  state: 'сделано и не сделано',
  plan: 'запланировано и нет',
  ours: 'чьё это',
  body: 'разные ответственные',
} as const;

/** «расходятся на 2 дня», «расходятся на 4 часа»; else in what they differ. */
export function clashTitle({ clash, apart }: Extract<SignalFacts, { kind: 'contradiction' }>): string {
  if (apart === null) return clashWords[clash];
  const whole = Number.isInteger(apart);
  const by =
    clash === 'day'
      ? counted(apart, 'день', 'дня', 'дней')
      : whole
        ? counted(apart, 'час', 'часа', 'часов')
        : `${formatDecimal(apart)} часа`;
  return `расходятся на ${by}`;
}

const goneWords = {
  page: 'страница удалила',
  network: 'сеть удалила',
  unknown: 'кто-то удалил',
} as const;

/** What the rule counted: «3 человека за 1 ч 40 мин», «24.11.2026 и 26.11.2026, расходятся на 2 дня». No names. */
export function signalWords(facts: SignalFacts): string {
  switch (facts.kind) {
    case 'anger':
      return `${counted(facts.people, 'человек', 'человека', 'человек')} ${within(facts.minutes)} ${scopeWords[facts.scope]}`;
    case 'contradiction':
      return `«${facts.first}» и «${facts.second}»: ${clashTitle(facts)}`;
    case 'deleted':
      return `${goneWords[facts.by]} ${after(facts.minutes)}, ${facts.under === 'answer' ? 'под нашим ответом' : 'под нашей записью'}`;
    case 'promise':
      return `обещали к ${formatDay(facts.promisedOn)}, о выполнении не сказано`;
    case 'late':
      return facts.isAnswered
        ? `ответили через ${took(facts.took)} вместо ${took(facts.term)}`
        : `без ответа ${took(facts.took)}, срок ${took(facts.term)}`;
  }
}

const clashHeads = {
  day: 'Два срока',
  hour: 'Два срока',
  state: 'Сделано или нет',
  plan: 'В плане или нет',
  ours: 'Перекладывают',
  body: 'Два ответственных',
} as const;

interface Around {
  factTitle: string | null;
  address: string | null;
  pageTitle: string | null;
}

/** «Два срока: нет отопления, пр. Победы, 9»: made of topic and place, never of anybody's words. */
export function signalTitle(facts: SignalFacts, { factTitle, address, pageTitle }: Around): string {
  const head = facts.kind === 'contradiction' ? clashHeads[facts.clash] : signalKindTitles[facts.kind];
  const about = [factTitle, address].filter((one) => one !== null).join(', ') || pageTitle;
  return about ? `${head}: ${about}` : head;
}

export const conflictStateTitles: Readonly<Record<ConflictState, string>> = {
  open: 'никто не ведёт',
  led: 'ведут',
  closed: 'закрыт',
};

export const triggerTitles: Readonly<Record<ConflictTrigger, string>> = {
  anger: 'недовольство нескольких людей',
  contradiction: 'противоречие двух ответов',
  deleted: 'удалённый комментарий',
  promise: 'прошедший день обещания',
  late: 'опоздавший ответ',
  manual: 'завёл сотрудник',
};
