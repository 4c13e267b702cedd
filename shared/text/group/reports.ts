import type { ReportFigures } from '../../contract/group/head-report-figures.ts';
import { formatNumber } from '../numbers.ts';
import { counted } from '../plural.ts';

/** Sentences of the report to the head that its screen and its paper share. */

/** «Красных: 2. За период открыто 1, закрыто данными 3.» */
export function zoneWords({ red, opened, closed, running }: NonNullable<ReportFigures['zones']>): string {
  const now =
    red === 0 ? 'Красных зон нет' : `Сейчас ${counted(red, 'красная зона', 'красные зоны', 'красных зон')}`;
  const more = red > running.length ? ` Названы ${formatNumber(running.length)} самых долгих.` : '';
  return `${now}. За период открыто ${formatNumber(opened)}, закрыто данными ${formatNumber(closed)}.${more}`;
}

type Social = NonNullable<ReportFigures['social']>;

/** Topics named in a sentence. */
const MOST_NAMED = 3;

function postWords(posts: Social['posts']): string {
  // A report signed before posts were counted.
  if (posts === undefined)
    return 'Охват и отклик публикаций не считаются: официальные страницы к системе ещё не подключены.';
  if (posts === null) return 'Что выходит на официальных страницах, не известно: ни одна не читается.';
  const out = `На официальных страницах вышло ${counted(posts.count, 'запись', 'записи', 'записей')}`;
  if (!posts.isJudged) return `${out}; о чём они, по их словам не понять, и сравнить не с чем.`;
  const named = posts.under
    .slice(0, MOST_NAMED)
    .map(
      ({ title, received, posts: told }) =>
        `«${title}» — ${counted(received, 'сообщение', 'сообщения', 'сообщений')}, ${counted(told, 'запись', 'записи', 'записей')}`,
    );
  return named.length === 0
    ? `${out}; тем, о которых пишут много, а рассказано мало, нет.`
    : `${out}. Мало рассказано: ${named.join('; ')}.`;
}

/** What came from the networks, what there is to tell and what pages told of. */
export function socialWords({ fromNetworks, drafts, posts }: Social): string {
  return `Из социальных сетей пришло ${counted(fromNetworks, 'сообщение', 'сообщения', 'сообщений')}. Готовы черновики «вы сообщили — мы сделали»: ${formatNumber(drafts)}. ${postWords(posts)}`;
}
