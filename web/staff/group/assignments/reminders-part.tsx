import { type ReactNode, useState } from 'react';
import {
  listReminders,
  listTemplates,
  sendReminders,
} from '../../../../shared/contract/group/assignments-desk.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { assignmentHref } from '../../base/parts/assignment-words.ts';

type Letter = RouteReply<typeof listReminders>['letters'][number];

/** Reminders that have fallen due, one letter a person, as each will read it: one press sends all. */
export function RemindersPart(): ReactNode {
  const [templateId, setTemplateId] = useState('');
  const [off, setOff] = useState<readonly string[]>([]);
  const reminders = useRoute(listReminders, { query: templateId ? { templateId } : {} });
  const templates = useRoute(listTemplates, {});
  const send = useCommand(sendReminders, {
    refreshes: ['assignments'],
    onDone: ({ sent }) => showToast(`Отправлено: ${counted(sent, 'письмо', 'письма', 'писем')}`),
  });
  const ready = (reminders.data?.letters ?? []).filter(
    ({ personId, isReachable }) => isReachable && !off.includes(personId),
  );
  const sendAll = () =>
    ready.length > 0 &&
    send.mutate({
      body: { templateId: templateId || null, personIds: ready.map(({ personId }) => personId) },
    });
  useHotkeys('Напоминания', [{ keys: 'Ctrl+Enter', label: 'Отправить все', run: sendAll }]);
  return (
    <div className="desk">
      <div className="desk__filters">
        <FilterSelect
          form={bindValue(templateId, setTemplateId)}
          name="value"
          label="Текст"
          none="обычный"
          choices={(templates.data?.templates ?? [])
            .filter(({ kind }) => kind === 'reminder')
            .map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Button
          kind="primary"
          hint="Ctrl+Enter"
          busy={send.isPending}
          disabledReason={ready.length === 0 && 'Отправлять нечего'}
          onClick={sendAll}
        >
          Отправить: {counted(ready.length, 'письмо', 'письма', 'писем')}
        </Button>
      </div>
      <Loadable query={reminders} failed="Напоминания не загрузились">
        {({ letters }) =>
          letters.length === 0 ? (
            <EmptyState title="Напоминать некому">
              Письмо будет готово, когда пройдёт половина срока, за три дня и за день до него, в самый день и
              после.
            </EmptyState>
          ) : (
            <ul className="assignments__letters">
              {letters.map((letter) => (
                <LetterSheet
                  key={letter.personId}
                  letter={letter}
                  isOn={!off.includes(letter.personId)}
                  onToggle={(isOn) =>
                    setOff(isOn ? off.filter((id) => id !== letter.personId) : [...off, letter.personId])
                  }
                />
              ))}
            </ul>
          )
        }
      </Loadable>
    </div>
  );
}

function LetterSheet(props: { letter: Letter; isOn: boolean; onToggle: (isOn: boolean) => void }): ReactNode {
  const { letter, isOn, onToggle } = props;
  return (
    <li className="desk__sheet">
      {letter.isReachable ? (
        <CheckField form={bindValue(isOn, onToggle)} name="value">
          <b>{letter.name}</b>
        </CheckField>
      ) : (
        <p>
          <b>{letter.name}</b> <Mark tone="warning">нет адреса почты</Mark>
        </p>
      )}
      <ul className="assignments__due">
        {letter.assignments.map(({ id, number, why }) => (
          <li key={id}>
            <PageLink to={assignmentHref(id)}>{number}</PageLink>: {why}
          </li>
        ))}
      </ul>
      <details>
        <summary>Письмо: {letter.subject}</summary>
        <p className="assignments__words">{letter.text}</p>
      </details>
    </li>
  );
}
