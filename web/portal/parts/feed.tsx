import type { ReactNode } from 'react';
import { useFormats } from '../../lib/format.ts';
import './feed.css';

export interface FeedLine {
  id: string;
  /** ISO instant of what has happened. */
  at?: string;
  /** «сейчас», «до 02.12», «потом» for what is to come. */
  when?: string;
  title: ReactNode;
  note?: ReactNode;
  isAhead?: boolean;
}

/** Dated list with hairlines: what was done with a message and what comes next. */
export function Feed(props: { label: string; lines: readonly FeedLine[] }): ReactNode {
  const formats = useFormats();
  return (
    <ol className="feed" aria-label={props.label}>
      {props.lines.map(({ id, at, when, title, note, isAhead }) => (
        <li key={id} className={isAhead ? 'feed__ahead' : undefined}>
          {at ? (
            <time dateTime={at}>
              {formats.short(at).split(' ')[0]} <span>{formats.time(at)}</span>
            </time>
          ) : (
            <span className="feed__when">{when}</span>
          )}
          <div>
            {isAhead ? <p>{title}</p> : <p className="feed__title">{title}</p>}
            {note && <div className="small">{note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
