import type { ReactNode } from 'react';
import {
  type CardKind,
  countIn,
  findRemarks,
  listGrounds,
} from '../../../../shared/contract/group/counted.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { RetryLine, unchosen } from '../../../ui/retry-line.tsx';
import { asksWhy, despiteField } from './despite.ts';

/** What is on the screen is taken into account by a decision that is written down already. */
export function CountDialog(props: { kind: CardKind; id: string; onClose: () => void }): ReactNode {
  const { kind, id, onClose } = props;
  const grounds = useRoute(listGrounds, { query: { limit: 200 } });
  const remarks = useRoute(findRemarks, { params: { id } }, { enabled: kind === 'discussion' });
  const add = useCommand(countIn, {
    done: 'Учтено. Письма уйдут через десять минут тем, у кого есть почта',
    onDone: onClose,
  });
  const form = useForm({
    start: { groundId: '', target: kind === 'discussion' ? '' : id, despite: '' },
    commands: add,
    check: ({ groundId, target }) => ({
      groundId: !groundId && 'Выберите решение',
      target: !target && 'Выберите предложение',
    }),
    send: ({ groundId, ...body }) =>
      add.mutate({
        params: { id: groundId },
        body: { ...body, kind: kind === 'discussion' ? 'remark' : kind },
      }),
  });
  return (
    <FormDialog form={form} title="Учесть при решении" action="Учесть" onClose={onClose}>
      {kind === 'discussion' && (
        <SelectField
          form={form}
          name="target"
          label="Предложение, которое учли"
          none={unchosen(remarks)}
          choices={(remarks.data?.remarks ?? []).map((one) => ({ value: one.id, label: one.title }))}
        />
      )}
      <SelectField
        form={form}
        name="groundId"
        label="Решение, документ, строка бюджета или мероприятие"
        none={unchosen(grounds)}
        choices={(grounds.data?.grounds ?? []).map((one) => ({ value: one.id, label: one.label }))}
      />
      <RetryLine query={remarks.isError ? remarks : grounds}>Список не загрузился.</RetryLine>
      <p className="small">
        Нужного нет в списке? <PageLink to="/staff/counted">Запишите его в «Учёте»</PageLink>.
      </p>
      {asksWhy(add.code, form.values.despite) && <LongTextField form={form} {...despiteField} />}
    </FormDialog>
  );
}
