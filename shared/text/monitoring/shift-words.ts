import type { Handover, ShiftFigures } from '../../contract/monitoring/shifts.ts';
import { formatDuration } from '../dates.ts';
import { counted, plural } from '../plural.ts';

/** A handing over that nobody has taken for so long is told of in red. */
const LONG_WAIT = 30 * 60_000;

/** «12 открыто, 2 опоздали, у 3 срок в два часа, судьба 1 ответа неизвестна». */
export function shiftFiguresWords({ open, late, soon, unknown }: ShiftFigures): string {
  return [
    `${open} ${plural(open, 'открыт', 'открыто', 'открыто')}`,
    late > 0 && `${late} ${plural(late, 'опоздал', 'опоздали', 'опоздали')}`,
    soon > 0 && `у ${soon} срок в два часа`,
    unknown > 0 && `судьба ${counted(unknown, 'ответа', 'ответов', 'ответов')} неизвестна`,
  ]
    .filter(Boolean)
    .join(', ');
}

export interface WaitWords {
  words: string;
  isLong: boolean;
}

/** How long a handing over waits, or waited: «ждёт 40 мин», «принята через 12 мин», «взята назад». */
export function handoverWaitWords(
  { givenAt, endedAt, state }: Pick<Handover, 'givenAt' | 'endedAt' | 'state'>,
  now: number,
): WaitWords {
  const took = (endedAt === null ? now : Date.parse(endedAt)) - Date.parse(givenAt);
  if (state === 'withdrawn') return { words: 'взята назад', isLong: false };
  const isShort = took < 60_000;
  if (state === 'taken')
    return {
      words: isShort ? 'принята сразу' : `принята через ${formatDuration(took)}`,
      isLong: took >= LONG_WAIT,
    };
  return { words: isShort ? 'ждёт' : `ждёт ${formatDuration(took)}`, isLong: took >= LONG_WAIT };
}
