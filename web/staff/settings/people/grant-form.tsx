import { type ReactNode, useState } from 'react';
import { grantRole } from '../../../../shared/contract/base/people.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { Select } from '../../../ui/forms/field.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';

export interface RoleChoice {
  id: string;
  title: string;
  about: string;
}

/** A role, limited to blocks when some are marked, and to a last day when one is named. */
export function GrantForm(props: { id: string; roles: readonly RoleChoice[] }): ReactNode {
  const topics = useTopics();
  const [role, setRole] = useState('');
  const [blocks, setBlocks] = useState<readonly string[]>([]);
  const [validTo, setValidTo] = useState('');
  const grant = useCommand(grantRole, {
    onDone: () => {
      showToast('Роль дана');
      setRole('');
      setBlocks([]);
      setValidTo('');
    },
  });
  const chosen = props.roles.find(({ id }) => id === role);
  return (
    <details>
      <summary>Дать роль</summary>
      <div className="desk__list">
        <Select
          label="Роль"
          hint={chosen?.about}
          value={role}
          choices={[
            { value: '', label: 'выберите' },
            ...props.roles.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={setRole}
        />
        <fieldset>
          <legend>Только эти блоки (ничего не отмечено — все)</legend>
          <div className="cluster">
            {topics?.blocks.map(({ code, title }) => (
              <Checkbox
                key={code}
                checked={blocks.includes(code)}
                onChange={(isOn) =>
                  setBlocks((all) => (isOn ? [...all, code] : all.filter((one) => one !== code)))
                }
              >
                {title}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <DateInput label="Последний день" optional value={validTo} onChange={setValidTo} />
        <span>
          <Button
            kind="primary"
            busy={grant.isPending}
            disabledReason={!role && 'Выберите роль'}
            onClick={() =>
              grant.mutate({
                params: { id: props.id },
                body: { role, blocks: [...blocks], validTo: validTo || null },
              })
            }
          >
            Дать роль
          </Button>
        </span>
      </div>
    </details>
  );
}
