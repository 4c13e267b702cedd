/** How sure a stop, a landmark or a part of the city is in running text. */

import { itemAt } from '../../../../shared/lists.ts';
import type { LandmarkRow } from '../gazetteer/gazetteer.ts';
import type { Token } from '../words/tokens.ts';
import { isCapital, type ReadText, startsSentence } from './evidence.ts';
import type { PhraseMatch } from './phrases.ts';

export type WeighedLandmark = { confidence: number; first: number; last: number; reasons: string[] };

const STOP = /^(?:остановк|остановочн|ост$|оп$|павильон)/;
const MICRODISTRICT = /^(?:мкр|мкрн|м-н|мкр-н|микрорайон|жилмассив|пос$|поселк|поселок)/;
const VILLAGE = /^(?:сел[оаеу]$|сел[оа]м$|с$|деревн|д$|дер$|пос$|п$|поселк|поселок)/;

/** How sure it is that the words mean this landmark, by those around them. */
export function weighLandmark(
  match: PhraseMatch,
  landmark: LandmarkRow,
  read: ReadText,
): WeighedLandmark | null {
  if (landmark.kind === 'area') return weighArea(match, landmark, read);
  const whole = { first: match.from, last: match.to };
  if (match.phrase.isNumbered && isOfOtherCalling(read.tokens, match, landmark)) return null;
  if (match.phrase.isNumbered) return { confidence: 0.9, ...whole, reasons: ['назван номер учреждения'] };
  if (hasOwnNumber(read.tokens, match)) return null;
  const first = findClassWord(read.tokens, match.from, STOP, 3);
  const isNamed = isCapital(read, match.from) || isCapital(read, match.to - 1);
  const isLong = match.phrase.words.length > 1;
  if (landmark.kind === 'stop') {
    const reasons = ['рядом слово «остановка»'];
    if (first !== null) return { confidence: 0.95, first, last: match.to, reasons };
    return isLong && isNamed ? { confidence: 0.6, ...whole, reasons: ['так называется остановка'] } : null;
  }
  // A landmark near a stop of the same name: the stop is the place said.
  const reasons = ['название ориентира'];
  if (first !== null) return { confidence: 0.7, first, last: match.to, reasons };
  if (isLong) return { confidence: isNamed ? 0.8 : 0.7, ...whole, reasons };
  const isPlaced = /^(?:у|на|возле|около|в|за|до|от|с|напротив)$/.test(
    read.tokens[match.from - 1]?.norm ?? '',
  );
  return isPlaced ? { confidence: 0.6, ...whole, reasons: [...reasons, 'после предлога места'] } : null;
}

const CALLINGS =
  /^(?:стоматолог|детск|музыкальн|художественн|спортивн|вечерн|коррекционн|ветеринарн|частн|воскресн)/;

/** «стоматологической поликлиники № 2»: the second of another kind, unless that is its name. */
function isOfOtherCalling(tokens: readonly Token[], { from }: PhraseMatch, { label }: LandmarkRow): boolean {
  const calling = CALLINGS.exec(tokens[from - 1]?.norm ?? '')?.[0];
  return calling !== undefined && !label.toLowerCase().includes(calling);
}

/** «детская поликлиника № 5», «3-я детская поликлиника»: one of several, not the one we know. */
function hasOwnNumber(tokens: readonly Token[], match: PhraseMatch): boolean {
  const [before, after] = [tokens[match.from - 1], tokens[match.to]];
  if (before?.kind === 'ordinal' || before?.kind === 'number') return true;
  return after?.norm === '№' || after?.norm === 'n' || after?.kind === 'number' || after?.norm === 'номер';
}

/** The class word up to `reach` tokens before, over quotes, dots and «общественного транспорта». */
function findClassWord(tokens: readonly Token[], at: number, word: RegExp, reach: number): number | null {
  for (let i = at - 1; i >= Math.max(0, at - reach); i--) {
    const token = itemAt(tokens, i);
    if (token.kind === 'word' && word.test(token.norm)) return i;
    if (
      token.kind === 'mark'
        ? !/[«"„“.:(]/.test(token.norm)
        : !/^(?:пункт|транспорт|общественн|автобусн)/.test(token.norm)
    )
      return null;
  }
  return null;
}

function weighArea(match: PhraseMatch, landmark: LandmarkRow, read: ReadText): WeighedLandmark | null {
  const { tokens } = read;
  const isVillage = landmark.label.startsWith('с.');
  const word = isVillage ? VILLAGE : MICRODISTRICT;
  const before = findClassWord(tokens, match.from, word, 2);
  const reasons = [isVillage ? 'назван населённый пункт' : 'назван микрорайон'];
  if (before !== null) return { confidence: 0.85, first: before, last: match.to, reasons };
  const after = tokens[match.to];
  const isNamed = isCapital(read, match.from);
  if (isNamed && after?.kind === 'word' && word.test(after.norm) && after.norm.length > 2) {
    return { confidence: 0.8, first: match.from, last: match.to + 1, reasons };
  }
  // «в Соцгороде»: a name of its own; «в Центре», «на Южном» are not.
  const isOwnName =
    match.phrase.words.length === 1 && /[^аеийоуыэюя]$/.test(landmark.name) && landmark.name.length > 7;
  if (!(isVillage || isOwnName) || !isNamed || startsSentence(tokens, match.from)) return null;
  const isPlaced = /^(?:в|во|из|с|до|на|от|к|по)$/.test(tokens[match.from - 1]?.norm ?? '');
  return isPlaced ? { confidence: 0.65, first: match.from, last: match.to, reasons } : null;
}

/** «в Синарском районе»: the whole name stands there, «район» with it; a place for the map it is not. */
export function weighDistrict(match: PhraseMatch, read: ReadText): WeighedLandmark | null {
  if (!isCapital(read, match.from) && !read.isShouted) return null;
  return { confidence: 0.7, first: match.from, last: match.to, reasons: ['назван район'] };
}
