import { nbsp, plural } from './plural.ts';

/** A term as the contract has it, with its last day already in words: «до 3 декабря». */
export interface PromiseInWords {
  days: { from: number | null; to: number };
  until: string;
}

/** «от 3 до 21 рабочего дня», «от нескольких часов до 10 рабочих дней». */
function inRange(from: number, to: number): string {
  const start = from > 0 ? String(from) : 'нескольких часов';
  return `от ${start} до ${to}${nbsp}${plural(to, 'рабочего дня', 'рабочих дней', 'рабочих дней')}`;
}

/** «Ответим до 3 декабря»; while the topic is not sure «Ответим в срок от 3 до 21 рабочего дня, не позже 28 декабря». */
export function promiseSentence({ days, until }: PromiseInWords): string {
  if (days.from === null) return `Ответим ${until}`;
  const last = until.replace(/^до\s/u, `не${nbsp}позже${nbsp}`);
  // Both ends fall on one day: hours make no range in days.
  return days.from === days.to
    ? `Ответим ${last}`
    : `Ответим в${nbsp}срок ${inRange(days.from, days.to)}, ${last}`;
}

/** What makes a range one date. */
export const rangeNote = 'Точный день назовём, когда оператор определит тему.';
