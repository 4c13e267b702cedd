import { type ReactNode, useState } from 'react';
import { listRoles } from '../../../../shared/contract/base/people.ts';
import { readSecurityRules, setSecurityRules } from '../../../../shared/contract/base/security.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { tellTrouble } from './sign-in-again.tsx';

/** For an administrator: of which roles the second factor is asked. */
export function RulesPart(): ReactNode {
  const rules = useRoute(readSecurityRules);
  return (
    <Loadable query={rules} failed="Требования не загрузились">
      {(data) => <RulesForm key={data.factorRoles.join()} saved={data.factorRoles} />}
    </Loadable>
  );
}

function RulesForm({ saved }: { saved: readonly string[] }): ReactNode {
  const roles = useRoute(listRoles, undefined, { staleTime: 600_000 }).data?.roles ?? [];
  const [chosen, setChosen] = useState<readonly string[]>(saved);
  const save = useCommand(setSecurityRules, {
    onDone: () => showToast('Требования сохранены и действуют сразу'),
    onProblem: tellTrouble,
  });
  const toggle = (id: string, isOn: boolean) =>
    setChosen(isOn ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Кому обязателен второй фактор</h2>
      <p>
        Сотрудник с такой ролью, у которого нет ни приложения с кодами, ни ключа, увидит только страницу «Мой
        вход», пока не подключит что-нибудь.
      </p>
      <div className="checks security__roles">
        {roles.map((role) => (
          <Checkbox
            key={role.id}
            checked={chosen.includes(role.id)}
            onChange={(isOn) => toggle(role.id, isOn)}
          >
            {role.title}
          </Checkbox>
        ))}
      </div>
      <div>
        <Button
          kind="primary"
          busy={save.isPending}
          onClick={() => save.mutate({ body: { factorRoles: [...chosen] } })}
        >
          Сохранить требования
        </Button>
      </div>
    </section>
  );
}
