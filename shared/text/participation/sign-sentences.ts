import type { PollSign } from '../../contract/participation/poll-signs.ts';
import { formatNumber } from '../numbers.ts';
import { acted } from '../plural.ts';

/** Signs of manipulation in words: what was seen, and what would be usual. Never that somebody cheated. */

type Told = Omit<PollSign, 'sentence'>;

const came = (count: number): string => acted(count, ['пришёл', 'пришли'], 'человек', 'человека', 'человек');

/** @param moment how a moment of the city is written */
export function saySign(sign: Told, moment: (at: string) => string): string {
  const { kind, from, to, hours, count, usual, of } = sign;
  const span = from && to ? `с ${moment(from)} до ${moment(to)}` : '';
  const about = formatNumber(Math.round(usual));
  if (kind === 'burst')
    return `${upper(span)} ${came(count)}, а столько же времени до и после — ${Math.round(usual) === 0 ? 'почти никто' : `не больше ${about}`}: всплеск начался и кончился слишком резко.`;
  if (kind === 'fresh')
    return `${upper(span)} ${came(of)}, и у ${formatNumber(count)} из них контакт подтверждён только что; при обычной доле их было бы ${about}.`;
  const when = hours ? `между ${hours.from}:00 и ${hours.to % 24}:00, в какой бы то ни было день` : span;
  return `Из одной сети ${came(of)}, из них ${formatNumber(count)} — ${when}; приходи они как все, их было бы ${about}.`;
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How sure it is, as a person reads it. */
export const sayChance = (chance: number): string =>
  chance < 0.0001
    ? 'случайно — реже 1 раза на 10 000 таких опросов'
    : `случайно — ${formatNumber(Math.max(1, Math.round(chance * 10_000)))} на 10 000 таких опросов`;

/** What the report does not prove; stands on every copy of it. */
export const signLimits = [
  'Это признаки, а не доказательства: так же выглядят рассылка, объявление на собрании, большой завод за одним адресом.',
  'Кто и что ответил, отсюда не узнать: считаются только суммы приходов. Ни один ответ из-за признака не снят.',
  'Терпеливую накрутку, которая идёт в обычном ритме, с давних контактов и из разных сетей, такой отчёт не увидит.',
];
