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

/**
 * What so many did, the verb agreed with them: «написал 1 житель», «написали 3 жителя», «написал 21 житель». `verbs` are of one and of
 * several.
 */
export function acted(
  count: number,
  verbs: readonly [one: string, several: string],
  ...nouns: readonly [one: string, few: string, many: string]
): string {
  return `${plural(count, verbs[0], verbs[1], verbs[1])} ${counted(count, ...nouns)}`;
}
