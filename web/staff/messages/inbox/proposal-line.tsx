import type { ReactNode } from 'react';
import type { Keys } from '../../../lib/keys.ts';
import { Kbd } from '../../../ui/kbd.tsx';

/** One line of what is proposed, with the key that changes it; «1–9» is the span of the digits. */
export function ProposalLine(props: {
  name: string;
  hint?: Keys | '1–9';
  label?: string;
  onChange?: (() => void) | false;
  children: ReactNode;
}): ReactNode {
  const { name, hint, label, onChange } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{props.children}</dd>
      <dd>
        {onChange && (
          <button type="button" className="proposal__key" title={label} onClick={onChange}>
            <span className="aloud">{label}</span>
            {hint === '1–9' ? <KeySpan /> : hint && <Kbd keys={hint} />}
            <span className="narrow-only" aria-hidden="true">
              Изменить
            </span>
          </button>
        )}
      </dd>
    </div>
  );
}

/** A span of keys, which the hints of single keys cannot tell. */
function KeySpan(): ReactNode {
  return (
    <span className="key wide-only" aria-hidden="true">
      1–9
    </span>
  );
}
