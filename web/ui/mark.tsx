import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type Tone = 'ok' | 'warning' | 'danger' | 'info' | 'quiet';

const glyphs: Readonly<Record<Tone, IconName | undefined>> = {
  ok: 'check',
  warning: 'up',
  danger: 'diamond',
  info: 'hourglass',
  quiet: undefined,
};

/** A tinted word with its glyph: «◆ 6 просрочено». Colour never stands alone. */
export function Mark(props: { tone: Tone; icon?: IconName; children: ReactNode }): ReactNode {
  const icon = props.icon ?? glyphs[props.tone];
  return (
    <span className={`mark mark--${props.tone}`}>
      {icon && <Icon name={icon} />}
      {props.children}
    </span>
  );
}

/** Glyph and word without a ground: the state of a case in a list or on its card. */
export function Status(props: { tone: Tone; icon?: IconName; children: ReactNode }): ReactNode {
  const icon = props.icon ?? glyphs[props.tone];
  return (
    <span className="status">
      {icon && (
        <span className={`tone-${props.tone}`}>
          <Icon name={icon} size="text" />
        </span>
      )}
      {props.children}
    </span>
  );
}

/** A suggested or chosen value; dashed while unsure. With `onRemove` it can be taken off. */
export function Chip(props: { isUnsure?: boolean; onRemove?: () => void; children: ReactNode }): ReactNode {
  return (
    <span className={props.isUnsure ? 'chip chip--unsure' : 'chip'}>
      {props.children}
      {props.onRemove && (
        <button type="button" className="chip__remove" onClick={props.onRemove}>
          <span className="aloud">Убрать</span>
          <Icon name="close" size="small" />
        </button>
      )}
    </span>
  );
}

export type MarkerKind = 'new' | 'working' | 'overdue' | 'solved' | 'answered';

export const markerWords: Readonly<Record<MarkerKind, string>> = {
  new: 'новое',
  working: 'в работе',
  overdue: 'просрочено',
  solved: 'решено',
  answered: 'рассмотрено',
};

/** ○ новое, ● в работе, ◆ просрочено, ☑ решено, ⬡ рассмотрено: one shape for list and map. `number` ties a row to its point. */
export function Marker(props: { kind: MarkerKind; number?: number }): ReactNode {
  const { kind, number } = props;
  const isFilled = kind === 'working' || kind === 'overdue';
  return (
    <svg className="marker" viewBox="-16 -16 32 32" role="img" aria-label={markerWords[kind]}>
      {kind === 'new' && <circle r="12" fill="var(--surface)" stroke="var(--action)" strokeWidth="3" />}
      {kind === 'working' && <circle r="13.5" fill="var(--action)" />}
      {kind === 'overdue' && <path d="M0-16 16 0 0 16-16 0z" fill="var(--danger)" />}
      {kind === 'solved' && (
        <rect
          x="-12"
          y="-12"
          width="24"
          height="24"
          fill="var(--surface)"
          stroke="var(--ok)"
          strokeWidth="2.5"
        />
      )}
      {kind === 'answered' && (
        <path
          d="M-7-12h14l7 12-7 12h-14l-7-12z"
          fill="var(--surface)"
          stroke="var(--muted)"
          strokeWidth="2.5"
        />
      )}
      {kind === 'answered' && number === undefined && (
        <path d="M-6 0h12" fill="none" stroke="var(--muted)" strokeWidth="2.8" />
      )}
      {kind === 'solved' && number === undefined && (
        <path d="m-6 0 4 4.500 8-9" fill="none" stroke="var(--ok)" strokeWidth="2.8" />
      )}
      {number !== undefined && (
        <text y="5" fill={isFilled ? 'var(--on-action)' : 'var(--ink)'}>
          {number}
        </text>
      )}
    </svg>
  );
}

/** The mark of an electronic signature or approval; empty while it is awaited. */
export function Stamp(props: {
  kind?: 'signed' | 'info' | 'empty';
  title: string;
  children?: ReactNode;
}): ReactNode {
  const { kind = 'signed' } = props;
  return (
    <div className={kind === 'signed' ? 'stamp' : `stamp stamp--${kind}`}>
      <b>{props.title}</b>
      {props.children}
    </div>
  );
}

/** A place in time or authority worth a bronze line: «Это сообщение, а не обращение». */
export function Note(props: { children: ReactNode }): ReactNode {
  return <div className="note">{props.children}</div>;
}
