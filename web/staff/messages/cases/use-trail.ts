import { useLocation } from '@tanstack/react-router';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { useGo } from '../../../lib/router.tsx';
import { rememberTrail, takePlace } from '../../base/case-kit/case-trail.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';

export interface Trail {
  /** Tells the card which list it was opened from, so that it can walk on and lead back. */
  remember: () => void;
  open: (row: CaseRow) => void;
  /** The row one comes back to from a card, once the rows are here. */
  takeRow: () => CaseRow | undefined;
}

export function useTrail(rows: readonly CaseRow[], title = 'Дела'): Trail {
  const go = useGo();
  const { href } = useLocation();
  const remember = () => rememberTrail({ title, href, numbers: rows.map(({ number }) => number) });
  return {
    remember,
    open: (row) => {
      remember();
      void go(caseHref(row.number));
    },
    takeRow: () => {
      const number = takePlace(href);
      return rows.find((row) => row.number === number);
    },
  };
}
