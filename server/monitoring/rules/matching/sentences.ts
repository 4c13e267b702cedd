import type { Scan } from '../../../lib/words.ts';

/** A full stop after these ends no sentence: «на ул. Мира нет воды». */
const shortened = new Set(
  `ул д г гор пр просп пер кв мкр р н т к стр корп им обл пос п с ш б бул наб пл тел руб коп тыс млн
   см др пр гг в м км кг л ч мин`.split(/\s+/u),
);

const LINE = 10;
const MARK = 33;
const STOP = 46;
const SEMICOLON = 59;
const QUESTION = 63;
const ELLIPSIS = 0x2026;

/** Whether a sentence ends between the words `at - 1` and `at`. A single end of line does not end it, an empty line does. */
export function endsSentence(text: string, { starts, ends }: Scan, at: number): boolean {
  const [from, to] = [ends[at - 1]!, starts[at]!];
  let lines = 0;
  for (let place = from; place < to; place += 1) {
    const unit = text.charCodeAt(place);
    if (unit === MARK || unit === QUESTION || unit === SEMICOLON || unit === ELLIPSIS) return true;
    if (unit === LINE) {
      lines += 1;
      if (lines === 2) return true;
    }
    if (unit === STOP && isFullStop(text, starts[at - 1]!, place, to)) return true;
  }
  return false;
}

/** «3.5», «т.е.» and «ул. Мира» have no full stop. */
function isFullStop(text: string, start: number, stop: number, next: number): boolean {
  if (stop + 1 === next) return false;
  return !shortened.has(text.slice(start, stop).toLowerCase());
}
