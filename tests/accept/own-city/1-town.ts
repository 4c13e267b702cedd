import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';
import type { Trace } from './town/traces.ts';

export interface TownReport {
  town: string;
  /** By step, as `watchHands` counts them: typing is not counted. */
  presses: { name: string; count: number }[];
  isPrinted: boolean;
  letters: number;
  deadLinks: string[];
  pages: number;
  failed: string[];
  /** Documents and tables that were read. */
  files: number;
  /** What of them nobody could get. */
  refused: string[];
  /** Words of the sample town that are looked for. */
  signs: number;
  traces: Trace[];
}

/** How many places are named; the number tells the rest. */
const MOST_NAMED = 60;

/** A town that is in no file, from the link of the installer to its first answer on paper, in a browser; then whatever shows another town. */
export const line: AcceptLine = {
  bearsAnother: true,
  title:
    'Выдуманный город от первого администратора до отвеченного и напечатанного сообщения одними экранами',
  async run({ seed, tell }) {
    await ensureWebBuilt(tell);
    const played = await playFile<TownReport>('own-city/town.played.ts', { PLAYED_SEED: String(seed) }, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { town, presses, isPrinted, letters, deadLinks, pages, failed, files, refused, signs, traces } =
      played;
    const total = presses.reduce((sum, { count }) => sum + count, 0);
    return {
      isHeld:
        isPrinted &&
        deadLinks.length === 0 &&
        failed.length === 0 &&
        refused.length === 0 &&
        traces.length === 0,
      figures: [
        `город: ${town}`,
        `нажатий: ${total} — ${presses.map(({ name, count }) => `${name} ${count}`).join(', ')}`,
        `ответ напечатан: ${isPrinted ? 'да' : 'НЕТ'}`,
        `писем ${letters}, ссылок в никуда ${deadLinks.length} (нужно 0)`,
        ...deadLinks,
        `страниц и вкладок ${pages}, не открылись ${failed.length} (нужно 0)`,
        ...failed,
        `документов и таблиц ${files}, не даны никому ${refused.length} (нужно 0)`,
        ...refused,
        `слов другого города ищется ${signs}, найдено мест ${traces.length} (нужно 0)`,
        ...traces.slice(0, MOST_NAMED).map(({ place, word, near }) => `${place}: «${word}» — …${near}…`),
      ],
    };
  },
};
