import type { AskedAbout } from '../../base/networks/index.ts';

const asks =
  /\?|^(?:[^\p{L}]*(?:а|и|но)\s+)?(?:когда|почему|зачем|где|куда|откуда|сколько|кто|какой|какая|какие|будет ли|будут ли|можно ли|есть ли)(?![\p{L}-])/iu;

/** Whether words ask something: they are answered before they are asked again. */
export const isQuestion = (text: string): boolean => asks.test(text.trim());

/** Whether two texts are of one matter: of one topic, and of one place where both name one. */
export function isAlike(one: AskedAbout, other: AskedAbout): boolean {
  if (one.category === null || one.category !== other.category) return false;
  return one.placeKey === null || other.placeKey === null || one.placeKey === other.placeKey;
}
