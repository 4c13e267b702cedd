import { type ReactNode, useState } from 'react';
import {
  claimExit,
  noteZone,
  planZone,
  setZoneOwner,
  type ZoneCard,
} from '../../../../shared/contract/heatmap/zones.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextArea } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
import { PersonField, type PickedPerson } from '../../base/parts/person-field.tsx';

interface DialogProps {
  card: ZoneCard;
  onClose: () => void;
}

export function OwnerDialog({ card, onClose }: DialogProps): ReactNode {
  const [person, setPerson] = useState<PickedPerson | null>(null);
  const [gap, setGap] = useState<string>();
  const command = useCommand(setZoneOwner, {
    onDone: () => {
      showToast('Владелец назначен, ему отправлено письмо');
      onClose();
    },
  });
  const send = (): void => {
    if (!person) setGap('Выберите сотрудника');
    else command.mutate({ params: { id: card.id }, body: { version: card.version, ownerId: person.id } });
  };
  return (
    <FormDialog title="Владелец зоны" action="Назначить" commands={command} onSend={send} onClose={onClose}>
      <PersonField label="Сотрудник" error={gap} initial={card.ownerName ?? ''} onPick={setPerson} />
    </FormDialog>
  );
}

export function PlanDialog({ card, onClose }: DialogProps): ReactNode {
  const [cause, setCause] = useState(card.cause);
  const [plan, setPlan] = useState(card.plan);
  const [exitOn, setExitOn] = useState(card.exitOn ?? '');
  const command = useCommand(planZone, {
    onDone: () => {
      showToast('План записан');
      onClose();
    },
  });
  const { fields } = command;
  return (
    <FormDialog
      title="Причина и план"
      action="Записать"
      commands={command}
      onSend={() =>
        command.mutate({ params: { id: card.id }, body: { version: card.version, cause, plan, exitOn } })
      }
      onClose={onClose}
    >
      {card.state === 'claimed' && <p>Новый план снимет заявление о выходе.</p>}
      <TextArea
        label="Причина"
        value={cause}
        error={fields.cause}
        onChange={(event) => setCause(event.target.value)}
      />
      <TextArea
        label="Что будет сделано"
        value={plan}
        error={fields.plan}
        onChange={(event) => setPlan(event.target.value)}
      />
      <DateInput label="Выход до" value={exitOn} error={fields.exitOn} onChange={setExitOn} />
    </FormDialog>
  );
}

export function ClaimDialog({ card, onClose }: DialogProps): ReactNode {
  const [words, setWords] = useState('');
  const command = useCommand(claimExit, {
    onDone: () => {
      showToast('Выход заявлен: зону закроют данные');
      onClose();
    },
  });
  return (
    <FormDialog
      title="Заявить выход"
      action="Заявить"
      commands={command}
      onSend={() => command.mutate({ params: { id: card.id }, body: { version: card.version, words } })}
      onClose={onClose}
    >
      <p>
        Закрыть зону может только счёт: балл должен держаться ниже {card.exit.below} дней подряд:{' '}
        {card.exit.days}. Если ячейка снова покраснеет, зона вернётся в работу.
      </p>
      <TextArea
        label="Что сделано"
        value={words}
        error={command.fields.words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  );
}

export function NoteDialog({ card, onClose }: DialogProps): ReactNode {
  const [words, setWords] = useState('');
  const command = useCommand(noteZone, {
    onDone: () => {
      showToast('Заметка добавлена');
      onClose();
    },
  });
  return (
    <FormDialog
      title="Заметка"
      action="Добавить"
      commands={command}
      onSend={() => command.mutate({ params: { id: card.id }, body: { words } })}
      onClose={onClose}
    >
      <TextArea
        label="Заметка"
        value={words}
        error={command.fields.words}
        onChange={(event) => setWords(event.target.value)}
      />
    </FormDialog>
  );
}
