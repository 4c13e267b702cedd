import type { ReactNode } from 'react';
import { giveOrder, type OrderDraft } from '../../../../shared/contract/group/orders.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from './person-field.tsx';

/** «Дать поручение»: everything is written already where it is known; a second tap gives the assignment. */
export function OrderDialog(props: { title: string; order: OrderDraft; onClose: () => void }): ReactNode {
  const { title, order, onClose } = props;
  const { text, expectedResult, dueOn, responsible, link } = order;
  const give = useCommand(giveOrder, {
    // What is ordered is taken up with it: bursts and zones tell so.
    refreshes: ['head-reports', 'assignments', 'problems', 'zones'],
    onDone: ({ number, responsible: name }) => {
      showToast(`Поручение ${number} выдано: ${name}`);
      onClose();
    },
  });
  const form = useForm({
    start: { text, expectedResult, dueOn, responsibleId: responsible?.id ?? '' },
    commands: give,
    check: (values) => ({ responsibleId: !values.responsibleId && 'Выберите, кому поручить' }),
    send: (values) => give.mutate({ body: { ...values, link } }),
  });
  return (
    <FormDialog title="Поручить" action="Поручить" form={form} onClose={onClose}>
      <p className="muted">{capitalise(title)}</p>
      <PersonField form={form} name="responsibleId" label="Кому" initial={responsible?.name ?? ''} />
      <LongTextField form={form} name="text" label="Что сделать" rows={3} />
      <DateField form={form} name="dueOn" label="Срок" />
      <TextField form={form} name="expectedResult" label="По чему видно, что сделано" optional />
    </FormDialog>
  );
}
