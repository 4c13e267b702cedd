/** A piece of a text with its place in it. */
export interface Span {
  text: string;
  from: number;
  to: number;
}

/** Before a full stop these do not end a sentence: «ул. Титова», «д. 14», «т. д.». */
const abbreviations = new Set(
  'ул д г гг пр просп пер кв корп стр им тел руб коп м пл мкр п с ст т р н ш пос обл рег доб каб ч чел тыс млн см др пр-т р-н б-р наб лит под эт ред прим мин сек кг га км вт'.split(
    ' ',
  ),
);

/** Sentences of a Russian text in their order; a line break ends one too. */
export function splitSentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  const push = (end: number) => {
    const raw = text.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    const body = raw.trim();
    if (/[\p{L}\p{N}]/u.test(body))
      spans.push({ text: body, from: start + lead, to: start + lead + body.length });
    start = end;
  };
  for (const { 0: mark, index } of text.matchAll(/[.!?…]+|\n+/gu)) {
    const end = index + mark.length;
    if (end <= start) continue;
    if (mark === '.' && !endsSentence(text, index)) continue;
    push(end);
  }
  push(text.length);
  return spans;
}

function endsSentence(text: string, dot: number): boolean {
  const after = text.slice(dot + 1);
  if (/^\S/u.test(after)) return false;
  const word = /[\p{L}-]+$/u.exec(text.slice(Math.max(0, dot - 20), dot))?.[0] ?? '';
  if (word.length === 1 && word === word.toLocaleUpperCase('ru')) return /^\s*$/u.test(after);
  if (abbreviations.has(word.toLocaleLowerCase('ru'))) return /^\s*$/u.test(after);
  // A number with a dot before a small letter goes on: «14.11. в 10 часов».
  return !/^\s+\p{Ll}/u.test(after) || !/\d$/u.test(text.slice(0, dot));
}

/** Words of a text, numbers left out. */
export const wordsOf = (text: string): string[] => text.match(/\p{L}+(?:-\p{L}+)*/gu) ?? [];

/** Places of a global expression in a text. */
export const findAll = (text: string, expression: RegExp): Span[] =>
  [...text.matchAll(expression)].map(({ 0: found, index }) => ({
    text: found,
    from: index,
    to: index + found.length,
  }));
