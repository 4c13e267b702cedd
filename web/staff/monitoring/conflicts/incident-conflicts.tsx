import type { ReactNode } from 'react';
import { readAround } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { signalTitle, signalWords } from '../../../../shared/text/monitoring/conflicts.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';

/** Signals and conflicts an incident is of; nothing where it is of none. */
export function ConflictPart({ card }: { card: IncidentCard }): ReactNode {
  const enabled = usePermission('conflicts.read');
  const { data } = useRoute(readAround, { params: { id: card.id } }, { enabled, staleTime: 30_000 });
  const fresh = data?.signals.filter(({ state }) => state === 'new') ?? [];
  const conflicts = data?.conflicts ?? [];
  if (fresh.length + conflicts.length === 0) return null;
  return (
    <Section title="Конфликт" isSmall className="side__part">
      <ul className="plain-rows">
        {conflicts.map(({ id, number, title }) => (
          <li key={id}>
            <PageLink to="/staff/conflicts" search={{ id }}>
              {number}
            </PageLink>
            <span className="line-below small">{title}</span>
          </li>
        ))}
        {fresh.map((signal) => (
          <li key={signal.id}>
            <span className="tone-warning">
              <Icon name="up" size="text" />
            </span>{' '}
            <PageLink to="/staff/conflicts" search={{ signal: signal.id }}>
              {signalTitle(signal.facts, signal)}
            </PageLink>
            <span className="line-below muted small">{signalWords(signal.facts)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
