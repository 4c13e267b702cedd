import { type ReactNode, useState } from 'react';
import type { ConflictCard } from '../../../../shared/contract/monitoring/conflicts.ts';
import { formatDuration } from '../../../../shared/text/dates.ts';
import { onDutyUntil } from '../../../../shared/text/monitoring/incident-words.ts';
import { MINUTE } from '../../../../shared/time.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Section } from '../../../ui/section.tsx';
import { GivenOrders, OrderButton, useOrdersOf } from '../../base/parts/warning-orders.tsx';
import { freePlaybooks, RunPart } from './run-part.tsx';
import type { ConflictActs } from './use-conflict-acts.ts';

interface Props {
  card: ConflictCard;
  acts: ConflictActs;
}

/** The right pane: playbook, order, whom to call. */
export function MeasuresPane({ card, acts }: Props): ReactNode {
  return (
    <>
      {card.runs.map((run) => (
        <RunPart
          key={run.id}
          run={run}
          className="measure"
          mayMark={card.can.includes('mark')}
          isBusy={acts.mark.isPending}
          onMark={(step) =>
            acts.mark.mutate({ params: { id: card.id }, body: { version: card.version, ...step } })
          }
        />
      ))}
      {card.can.includes('play') && <PlaybookPart key={card.id} card={card} acts={acts} />}
      <OrdersPart card={card} />
      {card.can.includes('call') && <DutyPart card={card} acts={acts} />}
    </>
  );
}

function PlaybookPart({ card, acts }: Props): ReactNode {
  const offered = freePlaybooks(card);
  const [chosen, choose] = useState('');
  const playbook = offered.find(({ id }) => id === chosen) ?? offered[0];
  if (!playbook) return null;
  const isFirst = card.runs.length === 0;
  return (
    <Section title={`Сценарий «${playbook.title}»`} isSmall className="measure">
      <ol className="measure__steps">
        {playbook.steps.map(({ text, minutes }) => (
          <li key={text}>
            <span>{text}</span> <span className="muted small nowrap">{formatDuration(minutes * MINUTE)}</span>
          </li>
        ))}
      </ol>
      <Button
        kind={isFirst ? 'primary' : 'plain'}
        wide
        hint="KeyP"
        busy={acts.play.isPending}
        onClick={() =>
          acts.play.mutate({
            params: { id: card.id },
            body: { version: card.version, playbook: playbook.id },
          })
        }
      >
        Начать сценарий
      </Button>
      {offered.length > 1 && (
        <SelectField
          form={bindValue(playbook.id, choose, 'playbook')}
          name="value"
          label="Другой сценарий"
          choices={offered.map(({ id, title }) => ({ value: id, label: title }))}
        />
      )}
    </Section>
  );
}

function OrdersPart({ card }: { card: ConflictCard }): ReactNode {
  const orders = useOrdersOf('conflict', card.id);
  if (!orders || (!orders.draft && orders.given.length === 0)) return null;
  return (
    <Section title="Поручение" isSmall className="measure">
      <GivenOrders orders={orders} />
      <OrderButton orders={orders} />
    </Section>
  );
}

function DutyPart({ card, acts }: Props): ReactNode {
  const formats = useFormats();
  const now = useNow();
  const { onDuty, calledAt } = card.duty;
  return (
    <Section title="Дежурный" isSmall className="measure">
      {onDuty.length === 0 && (
        <p className="muted">
          Сейчас никто не дежурит: письмо получит руководитель центра или кто его замещает.
        </p>
      )}
      {onDuty.map(({ name, until }) => (
        <p key={name}>
          <b>{name}</b> {onDutyUntil(until, formats.zone, now)}
        </p>
      ))}
      {calledAt && <p className="muted small">Позвали {formats.short(calledAt)}</p>}
      <Button
        wide
        hint="KeyD"
        busy={acts.call.isPending}
        onClick={() => acts.call.mutate({ params: { id: card.id }, body: { version: card.version } })}
      >
        Позвать
      </Button>
    </Section>
  );
}
