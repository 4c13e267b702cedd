import type { GroundKind, SubjectKind } from '../../contract/group/counted.ts';
import { formatDay } from '../dates.ts';
import { formatNumber } from '../numbers.ts';
import { counted, nbsp } from '../plural.ts';

/** Words of what took residents' messages into account. */

export const groundKindTitles: Readonly<Record<GroundKind, string>> = {
  decision: 'решение рабочей группы',
  poll: 'решение по опросу',
  discussion: 'решение по обсуждению',
  act: 'документ',
  budget: 'строка бюджета',
  measure: 'мероприятие дорожной карты',
};

export const subjectKindTitles: Readonly<Record<SubjectKind, string>> = {
  case: 'дело',
  problem: 'массовая проблема',
  poll: 'опрос',
  remark: 'предложение',
};

/** «12,5 млн ₽» reads as a guess: sums of a budget are told whole. */
export const roubles = (sum: number): string => `${formatNumber(sum)}${nbsp}₽`;

interface Named {
  kind: GroundKind;
  title: string;
  number: string;
  on: string;
  code: string;
  sum: number | null;
  budgetYear: number | null;
}

/** How a ground is named to everybody: by its papers alone, never by the words of a meeting. */
export function groundLabel({ kind, title, number, on, code, sum, budgetYear }: Named): string {
  switch (kind) {
    case 'decision':
      return number;
    case 'act':
      return `${title} № ${number} от ${formatDay(on)}`;
    case 'budget':
      return `${title}: строка бюджета ${code} на ${budgetYear} год, ${roubles(sum ?? 0)}`;
    case 'poll':
      return `Решение по опросу «${number}»`;
    case 'discussion':
      return `Решение по обсуждению «${number}»`;
    case 'measure':
      return `Мероприятие дорожной карты: ${title}`;
  }
}

/** «В 2026 году жители повлияли на 12 решений, 5 уже исполнены». */
export function changedSentence(year: number, decisions: number, done: number): string {
  if (decisions === 0) return `В ${year} году решений с учётом сказанного жителями пока нет`;
  const rest =
    done === 0
      ? decisions === 1
        ? 'оно ещё не исполнено'
        : 'ни одно ещё не исполнено'
      : done < decisions
        ? `исполнено ${formatNumber(done)}`
        : decisions === 1
          ? 'и оно исполнено'
          : 'исполнены все';
  return `В ${year} году сказанное жителями учли ${decisions === 1 ? 'в одном решении' : `в ${counted(decisions, 'решении', 'решениях', 'решениях')}`}, ${rest}`;
}
