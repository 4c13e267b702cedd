import type { ReactNode } from 'react';
import { listRoles } from '../../../../shared/contract/base/people.ts';
import { readSecurityRules, setSecurityRules } from '../../../../shared/contract/base/security.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { ItemField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
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
  const save = useCommand(setSecurityRules, {
    done: 'Требования сохранены и действуют сразу',
    onProblem: tellTrouble,
  });
  const form = useForm({
    start: { factorRoles: [...saved] },
    commands: save,
    send: (body) => save.mutate({ body }),
  });
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Кому обязателен второй фактор</h2>
      <p>
        Сотрудник с такой ролью, у которого нет ни приложения с кодами, ни ключа, увидит только страницу «Мой
        вход», пока не подключит что-нибудь.
      </p>
      <Form form={form}>
        <div className="checks security__roles">
          {roles.map((role) => (
            <ItemField key={role.id} form={form} name="factorRoles" item={role.id}>
              {role.title}
            </ItemField>
          ))}
        </div>
        <div>
          <SendButton form={form}>Сохранить требования</SendButton>
        </div>
      </Form>
    </section>
  );
}
