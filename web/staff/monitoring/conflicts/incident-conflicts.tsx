import { type ReactNode, useState } from 'react';
import {
  type AroundIncident,
  readAround,
} from '../../../../shared/contract/monitoring/incident-playbooks.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { signalTitle, signalWords } from '../../../../shared/text/monitoring/conflicts.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { ErrorState } from '../../../ui/states.tsx';
import { OpenDialog } from './conflict-dialogs.tsx';
import { IncidentPlaybooks } from './incident-playbooks.tsx';

/** Conflicts, signals and playbooks an incident is of, and the way to open one by hand; nothing for whoever sees none and may begin none. */
export function ConflictPart({ card }: { card: IncidentCard }): ReactNode {
  const enabled = usePermission('conflicts.read');
  const { data, error, refetch } = useRoute(
    readAround,
    { params: { id: card.id } },
    { enabled, keepOld: false, staleTime: 30_000, refreshEvery: 60_000 },
  );
  if (data)
    return (
      <>
        <ConflictsOf card={card} around={data} />
        <IncidentPlaybooks id={card.id} around={data} />
      </>
    );
  if (!error) return null;
  return (
    <Section title="Конфликт" isSmall className="side__part">
      <ErrorState
        title="Конфликты и сценарии не загрузились"
        problem={error}
        onRetry={() => void refetch()}
      />
    </Section>
  );
}

function ConflictsOf({ card, around }: { card: IncidentCard; around: AroundIncident }): ReactNode {
  const go = useGo();
  const [isOpening, setOpening] = useState(false);
  const { conflicts } = around;
  const fresh = around.signals.filter(({ state }) => state === 'new');
  const running = conflicts.find(({ isClosed }) => !isClosed);
  const mayOpen = around.can.includes('open');
  useHotkeys(
    'Конфликт',
    running
      ? [
          {
            keys: 'KeyY',
            label: `Конфликт ${running.number}`,
            run: () => void go('/staff/conflicts', { search: { id: running.id } }),
          },
        ]
      : [{ keys: 'KeyY', label: 'Открыть конфликт', run: () => setOpening(true) }],
    { active: !isOpening && (mayOpen || running !== undefined) },
  );
  if (fresh.length + conflicts.length === 0 && !mayOpen) return null;
  return (
    <Section title="Конфликт" isSmall className="side__part">
      {running && <p className="muted small">Этот инцидент — улика открытого конфликта.</p>}
      {fresh.length + conflicts.length > 0 && (
        <ul className="plain-rows">
          {conflicts.map((one) => (
            <ConflictRow key={one.id} one={one} />
          ))}
          {fresh.map((signal) => (
            <SignalRow key={signal.id} signal={signal} />
          ))}
        </ul>
      )}
      {mayOpen && (
        <Button icon="plus" hint="KeyY" onClick={() => setOpening(true)}>
          Открыть конфликт
        </Button>
      )}
      {isOpening && (
        <OpenDialog incident={card} onDone={() => setOpening(false)} onClose={() => setOpening(false)} />
      )}
    </Section>
  );
}

function ConflictRow({ one }: { one: AroundIncident['conflicts'][number] }): ReactNode {
  return (
    <li>
      <PageLink to="/staff/conflicts" search={{ id: one.id }}>
        {one.number}
      </PageLink>
      {one.isClosed && <span className="muted small"> закрыт</span>}
      <span className="line-below small">{one.title}</span>
    </li>
  );
}

function SignalRow({ signal }: { signal: AroundIncident['signals'][number] }): ReactNode {
  return (
    <li>
      <PageLink to="/staff/conflicts" search={{ signal: signal.id }} className="side__signal">
        <span className="tone-warning">
          <Icon name="up" size="text" />
        </span>
        {signalTitle(signal.facts, signal)}
      </PageLink>
      <span className="line-below muted small">{signalWords(signal.facts)}</span>
    </li>
  );
}
