import type { ReactNode } from 'react';
import {
  commentReport,
  type ReportBlock,
  type ReportCard,
  resolveReport,
  signReport,
} from '../../../../shared/contract/group/head-reports.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PersonField } from '../../base/parts/person-field.tsx';
import { emptyProof, ProofFields, proofBody } from '../../base/parts/proof-fields.tsx';
import { blockTitles } from './report-words.ts';

export function CommentDialog(props: {
  card: ReportCard;
  block: ReportBlock;
  onClose: () => void;
}): ReactNode {
  const { card, block, onClose } = props;
  const save = useCommand(commentReport, {
    done: 'Пояснение сохранено',
    onDone: onClose,
  });
  const form = useForm({
    start: { text: card.comments[block] ?? '' },
    commands: save,
    send: ({ text }) =>
      save.mutate({ params: { id: card.id }, body: { version: card.version, block, text } }),
  });
  return (
    <FormDialog title={`Пояснение: ${blockTitles[block]}`} action="Сохранить" form={form} onClose={onClose}>
      <LongTextField
        form={form}
        name="text"
        label="Слова центра"
        hint="Пусто — пояснения не будет"
        rows={4}
      />
    </FormDialog>
  );
}

/** The chair's simple electronic signature. */
export function SignDialog({ card, onClose }: { card: ReportCard; onClose: () => void }): ReactNode {
  const sign = useCommand(signReport, {
    mustReread: true,
    done: 'Отчёт подписан',
    onDone: onClose,
  });
  const form = useForm({
    start: emptyProof,
    commands: sign,
    isPassing: true,
    send: (proof) =>
      sign.mutate({ params: { id: card.id }, body: { version: card.version, ...proofBody(proof) } }),
  });
  return (
    <FormDialog form={form} title="Подписать отчёт" action="Подписать" onClose={onClose}>
      <p>Подпись — простая электронная. Числа, слова и файл отчёта больше не изменятся.</p>
      <ProofFields form={form} />
    </FormDialog>
  );
}

const inTwoWeeks = (day: string): string =>
  new Date(Date.parse(`${day}T00:00Z`) + 14 * 86_400_000).toISOString().slice(0, 10);

/** The head's words; each task becomes an assignment at once. */
export function ResolveDialog({ card, onClose }: { card: ReportCard; onClose: () => void }): ReactNode {
  const today = localDay(Date.now(), useZone());
  const empty = { text: '', responsibleId: '', dueOn: inTwoWeeks(today), expectedResult: '' };
  const resolve = useCommand(resolveReport, {
    onDone: ({ assignments }) => {
      showToast(assignments.length > 0 ? 'Резолюция наложена, поручения выданы' : 'Резолюция наложена');
      onClose();
    },
  });
  const form = useForm<{ text: string; tasks: (typeof empty)[] }>({
    start: { text: '', tasks: [] },
    commands: resolve,
    check: (values) => ({
      tasks:
        !values.tasks.every(({ responsibleId }) => responsibleId) &&
        'У каждого поручения выберите исполнителя',
    }),
    send: (values) => resolve.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  const { tasks } = form.values;
  const missing = form.errorOf('tasks');
  return (
    <FormDialog title="Резолюция" action="Наложить" form={form} onClose={onClose}>
      <LongTextField form={form} name="text" label="Текст резолюции" rows={3} />
      {tasks.map((_, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form keep their order
        <fieldset key={at} className="report__task">
          <legend>Поручение {at + 1}</legend>
          <LongTextField form={rowOf(form, 'tasks', at)} name="text" label="Что сделать" rows={2} />
          <PersonField form={rowOf(form, 'tasks', at)} name="responsibleId" label="Исполнитель" />
          <DateField form={rowOf(form, 'tasks', at)} name="dueOn" label="Срок" />
          <TextField
            form={rowOf(form, 'tasks', at)}
            name="expectedResult"
            label="По чему видно, что сделано"
          />
        </fieldset>
      ))}
      <Button icon="plus" onClick={() => form.set({ tasks: [...tasks, empty] })}>
        Поручение
      </Button>
      {missing && <FieldError text={missing} />}
    </FormDialog>
  );
}
