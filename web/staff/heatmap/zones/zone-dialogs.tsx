import type { ReactNode } from 'react';
import {
  claimExit,
  noteZone,
  planZone,
  setZoneOwner,
  type ZoneCard,
} from '../../../../shared/contract/heatmap/zones.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';

interface DialogProps {
  card: ZoneCard;
  onClose: () => void;
}

export function OwnerDialog({ card, onClose }: DialogProps): ReactNode {
  const command = useCommand(setZoneOwner, {
    // An order begins with the owner and the day.
    refreshes: ['zones', 'head-reports'],
    done: 'Владелец назначен, ему отправлено письмо',
    onDone: onClose,
  });
  const form = useForm({
    start: { ownerId: '' },
    commands: command,
    check: ({ ownerId }) => ({ ownerId: !ownerId && 'Выберите сотрудника' }),
    send: ({ ownerId }) =>
      command.mutate({ params: { id: card.id }, body: { version: card.version, ownerId } }),
  });
  return (
    <FormDialog title="Владелец зоны" action="Назначить" form={form} onClose={onClose}>
      <PersonField form={form} name="ownerId" label="Сотрудник" initial={card.ownerName ?? ''} />
    </FormDialog>
  );
}

export function PlanDialog({ card, onClose }: DialogProps): ReactNode {
  const command = useCommand(planZone, {
    refreshes: ['zones', 'head-reports'],
    done: 'План записан',
    onDone: onClose,
  });
  const form = useForm({
    start: { cause: card.cause, plan: card.plan, exitOn: card.exitOn ?? '' },
    commands: command,
    send: ({ cause, plan, exitOn }) =>
      command.mutate({ params: { id: card.id }, body: { version: card.version, cause, plan, exitOn } }),
  });
  return (
    <FormDialog title="Причина и план" action="Записать" form={form} onClose={onClose}>
      {card.state === 'claimed' && <p>Новый план снимет заявление о выходе.</p>}
      <LongTextField form={form} name="cause" label="Причина" />
      <LongTextField form={form} name="plan" label="Что будет сделано" />
      <DateField form={form} name="exitOn" label="Выход до" />
    </FormDialog>
  );
}

export function ClaimDialog({ card, onClose }: DialogProps): ReactNode {
  const command = useCommand(claimExit, {
    done: 'Выход заявлен: зону закроют данные',
    onDone: onClose,
  });
  const form = useForm({
    start: { words: '' },
    commands: command,
    send: ({ words }) => command.mutate({ params: { id: card.id }, body: { version: card.version, words } }),
  });
  return (
    <FormDialog title="Заявить выход" action="Заявить" form={form} onClose={onClose}>
      <p>
        Закрыть зону может только счёт: балл должен держаться ниже {card.exit.below} дней подряд:{' '}
        {card.exit.days}. Если ячейка снова покраснеет, зона вернётся в работу.
      </p>
      <LongTextField form={form} name="words" label="Что сделано" />
    </FormDialog>
  );
}

export function NoteDialog({ card, onClose }: DialogProps): ReactNode {
  const command = useCommand(noteZone, {
    done: 'Заметка добавлена',
    onDone: onClose,
  });
  const form = useForm({
    start: { words: '' },
    commands: command,
    send: ({ words }) => command.mutate({ params: { id: card.id }, body: { words } }),
  });
  return (
    <FormDialog title="Заметка" action="Добавить" form={form} onClose={onClose}>
      <LongTextField form={form} name="words" label="Заметка" />
    </FormDialog>
  );
}
