import { formatWorkingDays } from '../../../shared/text/dates.ts';
import { nbsp, plural } from '../../../shared/text/plural.ts';

const words = ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять', 'десять'];

/** «шесть рабочих дней» up to ten, «15 рабочих дней» beyond. */
export function termInWords(count: number): string {
  const word = words[count];
  if (!word) return formatWorkingDays(count);
  const adjective = plural(count, 'рабочий', 'рабочих', 'рабочих');
  return `${word} ${adjective}${nbsp}${plural(count, 'день', 'дня', 'дней')}`;
}

const placesWords = ['', 'одно', 'два', 'три', 'четыре', 'пять'];

/** «два похожих сообщения», «одно похожее сообщение». */
export function similarInWords(count: number): string {
  const word = placesWords[count] ?? String(count);
  return `${word} ${plural(count, 'похожее сообщение', 'похожих сообщения', 'похожих сообщений')}`;
}
