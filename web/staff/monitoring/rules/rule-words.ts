import type { MonitoringRule } from '../../../../shared/contract/monitoring/rules.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Tone } from '../../../ui/mark.tsx';

/** Where a rule may look, in the order of the form. */
export const postKindTitles: Readonly<Record<MonitoringRule['look']['kinds'][number], string>> = {
  post: 'записи',
  comment: 'комментарии',
  message: 'личные сообщения нашим страницам',
  article: 'статьи СМИ',
};

/** Pages a rule may leave out, as they stand after «не смотреть». */
export const skippedPageTitles: Readonly<Record<MonitoringRule['look']['skipPages'][number], string>> = {
  own: 'наши страницы',
  media: 'СМИ',
  community: 'сообщества жителей',
  advertiser: 'реклама и продажи',
  unknown: 'страницы, о которых мы не знаем',
};

type Look = MonitoringRule['look'];

/** «ВКонтакте, MAX; записи и комментарии; кроме: реклама и продажи; о нашем городе». */
export function lookWords(
  { networks, kinds, skipPages, adverts, geography }: Look,
  networkTitle: (id: string) => string,
  districtTitle: (id: string) => string,
): string {
  const parts = [
    networks.length > 0 ? networks.map(networkTitle).join(', ') : 'все сети',
    kinds.length > 0 ? kinds.map((kind) => postKindTitles[kind]).join(', ') : 'всё, кроме личных сообщений',
  ];
  const skipped = skipPages.map((page) => skippedPageTitles[page]);
  if (adverts === 'skip') skipped.push('рекламные записи');
  if (skipped.length > 0) parts.push(`кроме: ${skipped.join(', ')}`);
  if (geography === 'ours') parts.push('о нашем городе');
  else if (geography === 'any') parts.push('о любых местах');
  else parts.push(`о районах: ${geography.map((id) => districtTitle(id) || id).join(', ')}`);
  return parts.join('; ');
}

/** Below this share a rule brings more noise than work. */
const NOISY = 0.6;

type Counted = Pick<MonitoringRule, 'precision' | 'decided' | 'hits'>;

/** «82 % из 40», «мало разобрано: 4», «ничего не поймало». */
export function precisionWords({ precision, decided, hits }: Counted): { words: string; tone: Tone } {
  if (hits === 0) return { words: 'ничего не поймало', tone: 'quiet' };
  if (precision === null) return { words: `мало разобрано: ${formatNumber(decided)}`, tone: 'quiet' };
  const words = `${Math.round(precision * 100)} % из ${formatNumber(decided)}`;
  return precision < NOISY ? { words: `шумит: ${words}`, tone: 'warning' } : { words, tone: 'ok' };
}

interface Tried {
  looked: number;
  caught: number;
  gained: number;
  lost: number;
}

/** «Из 412 записей за 90 дней поймало бы 18: на 5 больше прежнего, 2 потеряло бы.» */
export function trialWords({ looked, caught, gained, lost }: Tried, hasFormer: boolean): string {
  if (looked === 0) return 'За 90 дней записей ещё не видели: прогонять не по чему.';
  const seen = counted(looked, 'записи', 'записей', 'записей');
  const all = `Из ${seen} за 90 дней поймало бы ${formatNumber(caught)}`;
  if (!hasFormer) return `${all}.`;
  if (gained === 0 && lost === 0) return `${all}: то же, что и сейчас.`;
  return `${all}: новых ${formatNumber(gained)}, потеряло бы ${formatNumber(lost)}.`;
}

interface Piece {
  text: string;
  isFound: boolean;
}

/** A text cut where found words begin and end; words that overlap are shown as one. Offsets are UTF-16, `to` exclusive. */
export function splitFound(text: string, words: readonly { from: number; to: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { from, to } of words.toSorted((one, other) => one.from - other.from)) {
    const start = Math.max(at, from);
    if (to <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), isFound: false });
    pieces.push({ text: text.slice(start, to), isFound: true });
    at = to;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), isFound: false });
  return pieces;
}
