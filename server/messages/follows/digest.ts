import { counted } from '../../../shared/text/plural.ts';
import type { PublicNews } from '../cases/index.ts';

/** A letter a day about what a resident follows. Pure. */

/** Messages told of under one title; of the others it says how many. */
const TOLD = 10;

/** What is new of one wish. */
export interface Part {
  title: string;
  shown: readonly PublicNews[];
  answered: readonly PublicNews[];
  /** Whole addresses: all of it, and the end of these letters. */
  page: string;
  stop: string;
}

/**
 * What of the news is told under a wish: shown since it was told last, or answered since then. Each message once in a letter, under the first wish it
 * fits; one that is new and answered already is told as new.
 */
export function sortNews(
  news: readonly PublicNews[],
  since: Date,
  told: Set<string>,
): { shown: PublicNews[]; answered: PublicNews[] } {
  const own = news.filter(({ number }) => !told.has(number));
  const shown = own.filter(({ publishedAt }) => publishedAt > since);
  const answered = own.filter(
    ({ publishedAt, answeredAt }) => publishedAt <= since && answeredAt !== null && answeredAt > since,
  );
  for (const { number } of [...shown, ...answered]) told.add(number);
  return { shown, answered };
}

function lines(head: string, news: readonly PublicNews[], site: string): string[] {
  if (news.length === 0) return [];
  const rest = news.length - TOLD;
  return [
    head,
    ...news
      .slice(0, TOLD)
      .map(
        ({ title, place, number }) => `— ${[title, place].filter(Boolean).join(', ')}: ${site}/m/${number}`,
      ),
    ...(rest > 0 ? [`И ещё ${counted(rest, 'сообщение', 'сообщения', 'сообщений')}.`] : []),
  ];
}

export function writeDigest(parts: readonly Part[], site: string): { subject: string; text: string } {
  const total = parts.reduce((sum, { shown, answered }) => sum + shown.length + answered.length, 0);
  const told = parts.map(({ title, shown, answered, page, stop }) =>
    [
      title,
      ...lines('Новое:', shown, site),
      ...lines('Дан ответ:', answered, site),
      `Все: ${page}`,
      `Больше не писать об этом: ${stop}`,
    ].join('\n'),
  );
  return {
    subject: `По вашим подпискам: ${counted(total, 'сообщение', 'сообщения', 'сообщений')}`,
    text: [...told, `Подписки — в вашем кабинете: ${site}/me`].join('\n\n'),
  };
}
