import type { ReactNode } from 'react';
import { useFormats } from '../../../lib/format.ts';
import { Section } from '../../../ui/section.tsx';
import { Timeline } from '../../../ui/timeline.tsx';

interface Props {
  /** «Что делали с инцидентом». */
  label: string;
  history: readonly { at: string; by: string; what: string; note: string }[];
  className: string;
  children?: ReactNode;
}

/** What was done with a record, the latest first, and whatever goes with it. */
export function HistoryPart({ label, history, className, children }: Props): ReactNode {
  const formats = useFormats();
  return (
    <Section title="История" isSmall className={className}>
      <Timeline
        label={label}
        entries={history.map(({ at, by, what, note }, index) => ({
          id: `${at}-${index}`,
          when: formats.short(at),
          at,
          children: (
            <>
              {what}
              {note && <span className="line-below muted small">{note}</span>}
              <span className="line-below muted small">{by}</span>
            </>
          ),
        }))}
      />
      {children}
    </Section>
  );
}
