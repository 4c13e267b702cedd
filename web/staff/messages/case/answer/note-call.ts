/** Whether the letter just typed is an «@» that begins a word: in the middle of one it is an address. */
export function isCallBegun(before: string, after: string, caret: number): boolean {
  if (after.length !== before.length + 1 || after[caret - 1] !== '@') return false;
  return caret === 1 || /\s/u.test(after[caret - 2]!);
}

/** The note with a name in the place of the «@» that called for it, else at its end. */
export function callInText(text: string, name: string, place: number | null): string {
  if (place !== null && text[place] === '@')
    return `${text.slice(0, place)}@${name} ${text.slice(place + 1).trimStart()}`;
  return `${text}${text === '' || /\s$/u.test(text) ? '' : ' '}@${name} `;
}
