import type { ReactNode } from 'react';

export interface TimelineEntry {
  id: string;
  /** As shown: «24.11 14:05», «до 02.12», «сейчас». */
  when: ReactNode;
  /** ISO instant, when it is one. */
  at?: string;
  state?: 'done' | 'open' | 'returned' | 'ahead';
  /** Answers and internal notes never look alike. */
  box?: 'answer' | 'note';
  children: ReactNode;
}

/** Dated feed of a case, in the order given. */
export function Timeline(props: { label: string; entries: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol className="timeline" aria-label={props.label}>
      {props.entries.map(({ id, when, at, state = 'done', box, children }) => (
        <li key={id}>
          {at ? <time dateTime={at}>{when}</time> : <span className="timeline__when">{when}</span>}
          <span className={`timeline__dot timeline__dot--${state}`} aria-hidden="true" />
          <div className={box && `timeline__${box}`}>{children}</div>
        </li>
      ))}
    </ol>
  );
}
