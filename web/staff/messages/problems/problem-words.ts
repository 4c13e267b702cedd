import type { PairReason, ProblemState } from '../../../../shared/contract/messages/problems.ts';
import { formatDistance } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const stateWords: Readonly<Record<ProblemState, { title: string; tone: Tone }>> = {
  proposed: { title: 'предложена', tone: 'warning' },
  open: { title: 'в работе', tone: 'info' },
  answering: { title: 'ответ согласуют', tone: 'info' },
  answered: { title: 'ответ дан', tone: 'ok' },
  declined: { title: 'не об одном', tone: 'quiet' },
  dissolved: { title: 'разобрана', tone: 'quiet' },
};

const ruleWords: Readonly<Record<PairReason['rule'], string>> = {
  place: 'одно место и одна тема',
  near: 'одно место, похожие слова',
  words: 'рядом, почти те же слова',
  named: 'в словах одно место и одна тема',
  copy: 'тот же текст',
  person: 'присоединил человек',
};

/** «34 м, 3 часа, одно место и одна тема» */
export function describeReason({ rule, metres, hours }: PairReason): string {
  return [
    metres === null ? '' : metres < 1 ? 'тот же адрес' : formatDistance(metres),
    hours === null ? '' : describeHours(hours),
    ruleWords[rule],
  ]
    .filter(Boolean)
    .join(', ');
}

/** «меньше часа», «3 часа», «2 дня» */
export function describeHours(hours: number): string {
  if (hours < 1) return 'меньше часа';
  if (hours < 48) return counted(Math.round(hours), 'час', 'часа', 'часов');
  return counted(Math.round(hours / 24), 'день', 'дня', 'дней');
}

export const problemHref = (id: string): Address => `/staff/problems/${id}`;

export interface TextPart {
  text: string;
  isShared: boolean;
}

/** A text cut where shared words begin and end, so that they can be marked. Words are those the server named. */
export function markShared(text: string, words: readonly string[]): TextPart[] {
  if (words.length === 0) return [{ text, isShared: false }];
  const known = new Set(words.map((word) => word.toLocaleLowerCase('ru').replaceAll('ё', 'е')));
  return text
    .split(/([\p{L}\d]+)/u)
    .filter((part) => part !== '')
    .reduce<TextPart[]>((parts, part) => {
      const isShared = known.has(part.toLocaleLowerCase('ru').replaceAll('ё', 'е'));
      const last = parts.at(-1);
      if (last && last.isShared === isShared) last.text += part;
      else parts.push({ text: part, isShared });
      return parts;
    }, []);
}
