import type { ReactNode } from 'react';
import {
  keepNumber,
  type NumberedPaper,
  removeNumber,
} from '../../../../shared/contract/group/city-numbers.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { paperName } from '../../../../shared/text/group/city-numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** Modules whose cards and lists show the number. */
export const showNumbers = ['city-numbers', 'working-group', 'assignments', 'head-reports'] as const;

/** Writes the number of the city's document system, or puts right the one that stands. */
export function NumberDialog({ paper, onClose }: { paper: NumberedPaper; onClose: () => void }): ReactNode {
  const { id, version, cityNumber } = paper;
  const today = localDay(Date.now(), useZone());
  const keep = useCommand(keepNumber, { refreshes: showNumbers, done: 'Номер СЭД записан', onDone: onClose });
  const remove = useCommand(removeNumber, {
    refreshes: showNumbers,
    done: 'Номер СЭД убран',
    onDone: onClose,
  });
  const form = useForm({
    start: { number: cityNumber?.number ?? '', day: cityNumber?.day ?? today, reason: '' },
    commands: [keep, remove],
    check: ({ number, day }) => ({
      number: !number.trim() && 'Впишите номер',
      day: !day && 'Укажите день регистрации',
    }),
    send: (values) => keep.mutate({ params: { id }, body: { version, ...values } }),
  });
  return (
    <FormDialog
      form={form}
      title={`${paperName(paper)}: номер СЭД`}
      action="Записать"
      sendsByEnter
      more={
        cityNumber && (
          <Button
            kind="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ params: { id }, query: { version, reason: form.values.reason } })}
          >
            Убрать номер
          </Button>
        )
      }
      onClose={onClose}
    >
      <p className="muted">
        {formatDay(paper.day)}. {paper.title}
      </p>
      <TextField form={form} name="number" label="Номер в системе документооборота" autoComplete="off" />
      <DateField form={form} name="day" label="Зарегистрирован" />
      {cityNumber && (
        <TextField
          form={form}
          name="reason"
          label="Почему меняется"
          hint="Прежний номер останется в журнале"
        />
      )}
    </FormDialog>
  );
}
