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
  /** The case looked at last: the row to come back to. */
  left?: string;
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

/** Called by the card: how far its reader has walked the list. */
export function markPlace(number: string): void {
  const trail = findTrail(number);
  if (trail && trail.left !== number) rememberTrail({ ...trail, left: number });
}

/** The case a reader comes back from to the list at this address. Told once: a later visit begins at the top. */
export function takePlace(href: string): string | null {
  const trail = readTrail();
  if (!trail?.left || trail.href !== href) return null;
  const { left, ...rest } = trail;
  rememberTrail(rest);
  return left;
}

/** The trail when it holds the case; null when the card was opened by a link or another list was opened since. */
export function findTrail(number: string): CaseTrail | null {
  const trail = readTrail();
  return trail?.numbers.includes(number) ? trail : null;
}

function readTrail(): CaseTrail | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as CaseTrail | null;
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
