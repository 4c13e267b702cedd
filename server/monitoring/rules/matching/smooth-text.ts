/** A text as words are read from it. */
export interface SmoothText {
  text: string;
  /** Where each unit of it stands in the text as it came; null where it is the same. */
  places: Int32Array | null;
}

/** Soft hyphens, joiners, marks of order, and marks over letters: seen by nobody, they cut words apart. */
const unseen = /\u00ad|[\u0300-\u036f]|[\u200b-\u200f\u2060]|\ufe0f|\ufeff/u;
const BREVE = '\u0306';
const DOTS = '\u0308';

/** The text without what is not seen; й and ё written by two signs become one. */
export function smoothText(text: string): SmoothText {
  if (!unseen.test(text)) return { text, places: null };
  const units: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at]!;
    const former = units.at(-1)?.toLowerCase();
    if (unit === BREVE && former === 'и') units[units.length - 1] = 'й';
    else if (unit === DOTS && former === 'е') units[units.length - 1] = 'ё';
    else if (!unseen.test(unit)) {
      units.push(unit);
      places.push(at);
    }
  }
  places.push(text.length);
  return { text: units.join(''), places: Int32Array.from(places) };
}
