/** Numbers of an organisation with check digits of their own: a slip of the hand shows before a paper goes out under it. */

const digitsOf = (text: string): number[] => [...text].map(Number);

const weights = [2, 4, 10, 3, 5, 9, 4, 6, 8];

/** Whether ten digits may be the ИНН of an organisation. */
export function isInn(text: string): boolean {
  if (!/^\d{10}$/u.test(text)) return false;
  const digits = digitsOf(text);
  const sum = weights.reduce((all, weight, at) => all + weight * (digits[at] ?? 0), 0);
  return (sum % 11) % 10 === digits[9];
}

/** Whether thirteen digits may be an ОГРН: the last is the rest of the others by 11. */
export function isOgrn(text: string): boolean {
  if (!/^\d{13}$/u.test(text)) return false;
  return (Number(text.slice(0, 12)) % 11) % 10 === Number(text[12]);
}
