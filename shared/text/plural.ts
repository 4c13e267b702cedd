const rules = new Intl.PluralRules('ru');

/** Non-breaking space: keeps a number with its noun, initials with a surname, «№» with its digits. */
export const nbsp = '\u00a0';

/**
 * The Russian form of a noun for a count: `plural(5, 'дело', 'дела', 'дел')` is «дел».
 * A fraction takes the second form («1,5 дела»), as the grammar does.
 */
export function plural(count: number, one: string, few: string, many: string): string {
  const category = rules.select(Math.abs(count));
  if (category === 'one') return one;
  return category === 'many' ? many : few;
}

/** The count together with its noun: «1 240 голосов», never broken between the two. */
export function counted(count: number, one: string, few: string, many: string): string {
  return `${new Intl.NumberFormat('ru').format(count)}${nbsp}${plural(count, one, few, many)}`;
}
