import type { ReactNode } from 'react';
import { formatChange } from '../../shared/text/numbers.ts';
import { Icon } from './icons.tsx';

/** A big figure with its words, inside a <dl>. `note` is the small print: of how many, counted how. */
export function StatTile(props: {
  figure: ReactNode;
  label: ReactNode;
  note?: ReactNode;
  /** Change to the period before; `good` says which way is better, 0 for neither. */
  change?: { value: number; words: string; good: 1 | -1 | 0 };
}): ReactNode {
  const { figure, label, note, change } = props;
  return (
    <div className="tile">
      <dt>
        {figure}
        {change && <Change {...change} />}
      </dt>
      <dd>
        {label}
        {note && (
          <>
            <br />
            <span className="small">{note}</span>
          </>
        )}
      </dd>
    </div>
  );
}

/** «▲ 6» or «▼ 1»: shape for direction, colour for whether that is good, words for screen readers. */
export function Change(props: { value: number; words: string; good: 1 | -1 | 0 }): ReactNode {
  const { value, words, good } = props;
  if (value === 0) return <span className="tile__change muted">без изменений</span>;
  const tone = good === 0 ? 'muted' : Math.sign(value) === good ? 'tone-ok' : 'tone-warning';
  return (
    <span className={`tile__change nowrap ${tone}`}>
      <span className="deadline-words">
        <Icon name={value > 0 ? 'up' : 'down'} />
        <span aria-hidden="true">{formatChange(Math.abs(value)).slice(1)}</span>
        <span className="aloud">
          {formatChange(value)} {words}
        </span>
      </span>
    </span>
  );
}

/** Names and values with a fixed left margin. */
export function Facts(props: {
  facts: readonly (readonly [name: ReactNode, value: ReactNode])[];
}): ReactNode {
  return (
    <dl className="facts">
      {props.facts.map(([name, value], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their order
        <div key={at}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
