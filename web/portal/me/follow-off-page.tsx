import type { ReactNode } from 'react';
import { readFollowLink, stopFollow } from '../../../shared/contract/messages/follows.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';

/** `/follow-off?token=…`: the link of a letter about what a resident follows, without signing in. */
export function FollowOffPage(): ReactNode {
  const [{ token = '' }] = useUrlQuery();
  const link = useRoute(readFollowLink, { query: { token } }, { enabled: token !== '' });
  return (
    <div className="reading">
      <PageTitle text="Письма о сообщениях" />
      {token === '' ? (
        <EmptyState title="Ссылка неполная">Откройте её из письма целиком.</EmptyState>
      ) : (
        <Loadable query={link} failed="Ссылка не открылась">
          {({ title }) => <Stop token={token} title={title} />}
        </Loadable>
      )}
    </div>
  );
}

function Stop({ token, title }: { token: string; title: string | null }): ReactNode {
  const stop = useCommand(stopFollow);
  if (title === null || stop.isSuccess)
    return (
      <p role="status">
        Этих писем больше не будет. Подписаться снова можно в{' '}
        <PageLink to="/messages">реестре сообщений</PageLink>.
      </p>
    );
  return (
    <div className="stack">
      <p>Раз в день мы пишем вам о новом: {title}. Больше не писать?</p>
      <div>
        <Button kind="primary" busy={stop.isPending} onClick={() => stop.mutate({ body: { token } })}>
          Отписаться
        </Button>
      </div>
      <Failures of={stop} />
    </div>
  );
}
