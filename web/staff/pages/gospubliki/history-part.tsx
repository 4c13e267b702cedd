import type { ReactNode } from 'react';
import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import { useFormats } from '../../../lib/format.ts';
import { Section } from '../../../ui/section.tsx';

/** Who did what, the latest on top. */
export function HistoryPart(props: { label: string; history: RequestCard['history'] }): ReactNode {
  const formats = useFormats();
  if (props.history.length === 0) return null;
  return (
    <Section title="История" className="desk__sheet">
      <ul className="gospubliki__rows" aria-label={props.label}>
        {props.history.map(({ at, by, what, note }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what happened keeps its order
          <li key={index}>
            <p>{what}</p>
            {note && <p className="small">{note}</p>}
            <p className="muted small">
              {formats.dateTime(at)}, {by}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
