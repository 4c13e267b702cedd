import { type ReactNode, useState } from 'react';
import {
  checkProvider,
  listProviderSettings,
  type Provider,
} from '../../../../shared/contract/base/providers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { ProviderForm } from './provider-form.tsx';

/** For an administrator: other systems people sign in by. */
export function ProvidersPart(): ReactNode {
  const settings = useRoute(listProviderSettings);
  const [editing, setEditing] = useState<Provider | 'new'>();
  return (
    <section className="desk__sheet security__part">
      <h2 className="section__title">Вход через другие системы</h2>
      <p>
        Сотрудники — через Keycloak или другой сервер учётных записей, жители — через шлюз к ЕСИА. Подойдёт
        любая система с OpenID Connect.
      </p>
      <Loadable query={settings} failed="Системы входа не загрузились">
        {({ providers, returnTo, leaveTo }) => (
          <div className="security__parts">
            {providers.length === 0 && (
              <p className="muted">Не подключено ни одной: вход по паролю, коду и ключу.</p>
            )}
            <ul className="security__list">
              {providers.map((one) => (
                <ProviderLine key={one.id} provider={one} onEdit={() => setEditing(one)} />
              ))}
            </ul>
            <div>
              <Button onClick={() => setEditing('new')}>Подключить систему</Button>
            </div>
            {editing && (
              <ProviderForm
                provider={editing === 'new' ? undefined : editing}
                returnTo={returnTo}
                leaveTo={leaveTo}
                onClose={() => setEditing(undefined)}
              />
            )}
          </div>
        )}
      </Loadable>
    </section>
  );
}

function ProviderLine(props: { provider: Provider; onEdit: () => void }): ReactNode {
  const { provider } = props;
  const check = useCommand(checkProvider, {
    refreshes: [],
    onDone: () => showToast(`«${provider.title}» отвечает и называет себя так же`),
  });
  return (
    <li className="cluster">
      <b>{provider.title}</b>
      <Mark tone={provider.isActive ? 'ok' : 'quiet'}>{provider.isActive ? 'включена' : 'выключена'}</Mark>
      <span className="muted">
        {provider.audience === 'staff' ? 'для сотрудников' : 'для жителей'}, {provider.issuer}
      </span>
      <Button
        kind="quiet"
        aria-label={`Проверить: ${provider.title}`}
        busy={check.isPending}
        onClick={() => check.mutate({ params: { id: provider.id } })}
      >
        Проверить
      </Button>
      <Button kind="quiet" aria-label={`Изменить: ${provider.title}`} onClick={props.onEdit}>
        Изменить
      </Button>
    </li>
  );
}
