import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

export interface CalendarLook {
  view: string;
  pages: number;
  items: number;
  presses: number;
  /** As the networks of browsers count it: the slowest interaction, one of each fifty left out, ms. */
  inp: number;
  slowest: string[];
  /** A piece taken to another day by keys stands there after a reload. */
  moved: boolean;
}

/** The most an interaction may take until its picture is drawn, ms. */
const SLOWEST = 200;

/** A calendar of 60 pages and five weeks under the hand of an editor, in a browser: by keys, by the pointer, and with axe. */
export const line: AcceptLine = {
  title: 'Календарь 60 страниц × 5 недель: отклик на каждое нажатие, перенос клавишами, axe',
  async run({ seed, tell }) {
    const played = await playFile<CalendarLook[]>(
      'pages/calendar.played.ts',
      { PLAYED_SEED: String(seed) },
      tell,
    );
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    return {
      isHeld: played.length > 0 && played.every(({ inp, moved }) => inp <= SLOWEST && moved),
      figures: played.map(
        ({ view, pages, items, presses, inp, slowest, moved }) =>
          `${view}: страниц ${pages}, записей ${items}, нажатий ${presses}; INP ${inp} мс (нужно ≤ ${SLOWEST}); дольше всего: ${slowest.join(', ')}; перенос клавишами ${moved ? 'записан' : 'НЕ записан'}`,
      ),
    };
  },
};
