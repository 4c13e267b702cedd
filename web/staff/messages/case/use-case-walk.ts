import { useEffect } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { type CaseTrail, findTrail, markPlace, placeInTrail } from '../../base/case-kit/case-trail.ts';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';

/** Walking from card to card. */
export interface Walk {
  trail: CaseTrail | null;
  at: number;
  of: number;
  back: (() => void) | undefined;
  next: (() => void) | undefined;
  leave: () => void;
}

/** As many of a state are walked from a card that was opened by its address. */
const QUEUE = 200;

/** The list the card was opened from, else the queue of its own state: neighbours, place, the way back. */
export function useCaseWalk(card: CaseCard): Walk {
  const { number } = card;
  const go = useGo();
  const own = findTrail(number);
  const queue = useQueue(card, own === null);
  const trail = own ?? queue;
  useEffect(() => markPlace(number), [number]);
  const walk = (to: string) => () => void go(to, { replace: true });
  if (!trail) {
    const leave = () => void go('/staff/cases');
    return { trail, at: 0, of: 0, back: undefined, next: undefined, leave };
  }
  const place = placeInTrail(trail, number);
  return {
    trail,
    at: place.at,
    of: place.of,
    back: place.back ? walk(caseHref(place.back)) : undefined,
    next: place.next ? walk(caseHref(place.next)) : undefined,
    leave: () => void go(trail.href),
  };
}

/** The queue of the case's state by term, or the cases of its state and day where the queue is longer than is walked. */
function useQueue({ number, status, registeredAt }: CaseCard, isWanted: boolean): CaseTrail | null {
  const isOpen = usePermission('cases.read') && isWanted;
  const day = registeredAt.slice(0, 10);
  const byTerm = useRoute(
    listCases,
    { query: { status, sort: 'due', limit: QUEUE } },
    { enabled: isOpen, staleTime: 60_000 },
  );
  const isMissing = byTerm.data?.rows.every((row) => row.number !== number) ?? false;
  const byDay = useRoute(
    listCases,
    { query: { status, from: day, to: day, sort: 'registered', limit: QUEUE } },
    { enabled: isOpen && isMissing, staleTime: 60_000 },
  );
  const rows = (isMissing ? byDay.data : byTerm.data)?.rows;
  if (!isWanted || !rows?.some((row) => row.number === number)) return null;
  const days = isMissing ? `&from=${day}&to=${day}` : '';
  return {
    title: `Дела: ${statusWords[status].title.toLocaleLowerCase('ru')}`,
    href: `/staff/cases?status=${status}${days}`,
    numbers: rows.map((row) => row.number),
  };
}
