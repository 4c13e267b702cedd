import type { ReactNode } from 'react';
import { bandOf } from './deadline-band.ts';
import { Icon } from './icons.tsx';

/**
 * The row's bottom line, shrinking from the right. `share` is what is left of the term, 0 to 1; 0 or less is overdue.
 * It only repeats what `DeadlineWords` says, so screen readers do not meet it.
 */
export function DeadlineLine(props: { share: number }): ReactNode {
  const left = `${Math.round(Math.min(1, Math.max(0, props.share)) * 100)}%`;
  return (
    // A drawing and no style: pages that come drawn from the server may hold none (Content-Security-Policy).
    <svg className={`deadline deadline--${bandOf(props.share)}`} aria-hidden="true" focusable="false">
      <rect width={left} height="100%" />
    </svg>
  );
}

/** «3 ч 20 мин», «▲ 50 мин», «◆ просрочено на 1 дн.»: the words come from the server or from `useFormats()`. */
export function DeadlineWords(props: { share: number; children: ReactNode }): ReactNode {
  const band = bandOf(props.share);
  return (
    <span className={`deadline-words deadline-words--${band}`}>
      {band === 'soon' && <Icon name="up" />}
      {band === 'overdue' && <Icon name="diamond" />}
      {props.children}
    </span>
  );
}
