/**
 * The list a case was opened from, so that the card can walk it (J, K) and lead back. Kept for the tab: a reload of the
 * card keeps its neighbours, another tab has none.
 */
export interface CaseTrail {
  /** «Входящие: просрочено»; what the card's crumbs call the list. */
  title: string;
  /** Address to go back to. */
  href: string;
  /** Case numbers in the order they were shown. */
  numbers: readonly string[];
}

const key = 'otklik.trail';

/** Called by a list just before it leads to a card. */
export function rememberTrail(trail: CaseTrail): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(trail));
  } catch {
    // Without storage the card opens all the same, alone.
  }
}

/** The trail when it holds the case; null when the card was opened by a link or another list was opened since. */
export function findTrail(number: string): CaseTrail | null {
  try {
    const trail = JSON.parse(sessionStorage.getItem(key) ?? 'null') as CaseTrail | null;
    return trail?.numbers.includes(number) ? trail : null;
  } catch {
    return null;
  }
}

/** Neighbours and place of a case in its list, from 1. */
export function placeInTrail(
  trail: CaseTrail,
  number: string,
): { back: string | undefined; next: string | undefined; at: number; of: number } {
  const at = trail.numbers.indexOf(number);
  return { back: trail.numbers[at - 1], next: trail.numbers[at + 1], at: at + 1, of: trail.numbers.length };
}
