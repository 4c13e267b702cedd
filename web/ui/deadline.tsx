import type { CSSProperties, ReactNode } from 'react';
import { bandOf } from './deadline-band.ts';
import { Icon } from './icons.tsx';

/**
 * The row's bottom line, shrinking from the right. `share` is what is left of the term, 0 to 1; 0 or less is overdue.
 * It only repeats what `DeadlineWords` says, so screen readers do not meet it.
 */
export function DeadlineLine(props: { share: number }): ReactNode {
  const left = `${Math.round(Math.min(1, Math.max(0, props.share)) * 100)}%`;
  return (
    <span
      className={`deadline deadline--${bandOf(props.share)}`}
      style={{ '--left': left } as CSSProperties}
      aria-hidden="true"
    >
      <i />
    </span>
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
