/** A text in lines no wider than `room`, broken between words; what is past the last line ends with «…». `measure` gives widths in the units of `room`. */
export function layWords(
  text: string,
  { room, lines, measure }: { room: number; lines: number; measure: (text: string) => number },
): string[] {
  const laid: string[] = [];
  for (const word of text.split(/\s+/u).filter(Boolean)) {
    const last = laid.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && measure(joined) <= room) laid[laid.length - 1] = joined;
    else laid.push(word);
  }
  const shown = laid.slice(0, lines);
  const isCut = laid.length > lines;
  return shown.map((line, at) => cutTo(line, isCut && at === lines - 1, { room, measure }));
}

function cutTo(
  line: string,
  isCut: boolean,
  { room, measure }: { room: number; measure: (text: string) => number },
): string {
  if (!isCut && measure(line) <= room) return line;
  const fits = (words: string): boolean => measure(`${words}…`) <= room;
  const words = line.split(' ');
  while (words.length > 1 && !fits(words.join(' '))) words.pop();
  const letters = [...words.join(' ')];
  while (letters.length > 1 && !fits(letters.join(''))) letters.pop();
  return `${letters.join('').replace(/[\s,.]+$/u, '')}…`;
}
