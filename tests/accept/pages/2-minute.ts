import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

const LATEST = 30;

interface Played {
  posts: number;
  pages: number;
  published: number;
  refused: number;
  /** Seconds between the moment a post was due and the network's taking it. */
  median: number;
  p99: number;
  last: number;
  /** Seconds until the last was seen there. */
  seen: number;
}

export const line: AcceptLine = {
  title: 'Публикация: 1000 записей на одну минуту, 30 страниц, у каждой один ключ',
  async run({ tell }) {
    const played = await playFile<Played>('pages/minute.played.ts', {}, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { posts, pages, published, refused, median, p99, last, seen } = played;
    return {
      isHeld: published === posts && refused === 0 && p99 <= LATEST,
      figures: [
        `записей ${posts} на ${pages} страницах, вышло ${published}, отказов «слишком часто» ${refused} (нужно 0)`,
        `опоздание: медиана ${median} с, 99-й процентиль ${p99} с (нужно ≤ ${LATEST}), наибольшее ${last} с; последняя увидена через ${seen} с`,
      ],
    };
  },
};
