import type { ReactNode } from 'react';
import type { PageNorm } from '../../../../../shared/contract/pages/publications.ts';
import { Status } from '../../../../ui/mark.tsx';
import { normCount, riskWords, squaresOf, tellNorm } from './calendar-cells.ts';

interface Props {
  norm: PageNorm;
  look: 'week' | 'month';
  /** Name of its stop in the grid; null = it is none. */
  spot?: string | null;
  /** Writes for the page at its next window; null = the words lead nowhere. */
  onWrite: (() => void) | null;
}

/** «3 + 2 из 5 ■■■□□ норма будет»; what lacks leads to writing it. */
export function NormTold({ norm, look, spot = null, onWrite }: Props): ReactNode {
  const { tone, words } = tellNorm(norm);
  const risk = riskWords(norm);
  const told = (
    <Status tone={tone}>
      <span className={look === 'month' ? 'aloud' : undefined}>{words}</span>
    </Status>
  );
  return (
    <span className="norm-told" title={risk && 'По прежним неделям этой страницы'}>
      <b>{look === 'month' ? `${norm.done + norm.coming}/${norm.need}` : normCount(norm)}</b>
      {look === 'week' && (
        <span className="norm-told__squares" aria-hidden="true">
          {squaresOf(norm).map((square, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: squares are all alike and never move
            <span key={at} className={`norm-told__${square}`} />
          ))}
        </span>
      )}
      <span className="norm-told__words">
        {onWrite ? (
          <button
            type="button"
            className="norm-told__write"
            tabIndex={spot === null ? undefined : -1}
            data-spot={spot ?? undefined}
            title="Написать в ближайшее окно"
            onClick={onWrite}
          >
            {told}
          </button>
        ) : (
          told
        )}
        {risk && <span className={look === 'month' ? 'aloud' : 'muted'}>, {risk}</span>}
      </span>
    </span>
  );
}
