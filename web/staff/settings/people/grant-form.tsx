import type { ReactNode } from 'react';
import { grantRole } from '../../../../shared/contract/base/people.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useTopics } from '../../base/case-kit/topics.ts';

export interface RoleChoice {
  id: string;
  title: string;
  about: string;
}

const empty: { role: string; blocks: string[]; validTo: string } = { role: '', blocks: [], validTo: '' };

/** A role, limited to blocks when some are marked, and to a last day when one is named. */
export function GrantForm(props: { id: string; roles: readonly RoleChoice[] }): ReactNode {
  const topics = useTopics();
  const grant = useCommand(grantRole, { done: 'Роль дана', onDone: () => form.restart(empty) });
  const form = useForm({
    start: empty,
    commands: grant,
    gap: ({ role }) => !role && 'Выберите роль',
    send: ({ validTo, ...said }) =>
      grant.mutate({ params: { id: props.id }, body: { ...said, validTo: validTo || null } }),
  });
  const chosen = props.roles.find(({ id }) => id === form.values.role);
  return (
    <details>
      <summary>Дать роль</summary>
      <Form form={form} className="desk__list">
        <SelectField
          form={form}
          name="role"
          label="Роль"
          hint={chosen?.about}
          none="выберите"
          choices={props.roles.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <fieldset>
          <legend>Только эти блоки (ничего не отмечено — все)</legend>
          <div className="cluster">
            {topics?.blocks.map(({ code, title }) => (
              <ItemField key={code} form={form} name="blocks" item={code}>
                {title}
              </ItemField>
            ))}
          </div>
        </fieldset>
        <DateField form={form} name="validTo" label="Последний день" optional />
        <span>
          <SendButton form={form}>Дать роль</SendButton>
        </span>
      </Form>
    </details>
  );
}
