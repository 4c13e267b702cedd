import { type FormEvent, type ReactNode, useState } from 'react';
import { type Pace, readUnsubscribe, unsubscribe } from '../../../shared/contract/base/outbox-settings.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { RadioGroup } from '../../ui/forms/choice.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { channelWords, paces } from './pace-words.ts';

/** `/unsubscribe?token=…`: the link at the foot of a letter, without signing in. */
export function UnsubscribePage(): ReactNode {
  const [{ token = '' }] = useUrlQuery();
  const wish = useRoute(readUnsubscribe, { query: { token } }, { enabled: token !== '' });
  return (
    <div className="reading">
      <PageTitle text="Как часто вам писать" />
      {token === '' ? (
        <EmptyState title="Ссылка неполная">Откройте её из письма целиком.</EmptyState>
      ) : (
        <Loadable query={wish} failed="Ссылка не открылась">
          {({ recipient, channel, pace }) => (
            <>
              <p>
                {channelWords[channel]}, {recipient}
              </p>
              <PaceForm token={token} saved={pace} />
            </>
          )}
        </Loadable>
      )}
    </div>
  );
}

function PaceForm(props: { token: string; saved: Pace }): ReactNode {
  const [pace, setPace] = useState<Pace>(props.saved === 'instant' ? 'off' : props.saved);
  const save = useCommand(unsubscribe, {});
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ body: { token: props.token, pace } });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <RadioGroup legend="Присылать" value={pace} choices={paces} onChange={setPace} />
      <p className="small">Коды для входа и вопросы по вашим сообщениям приходят всегда.</p>
      <div className="cluster">
        <Button type="submit" kind="primary" busy={save.isPending}>
          Сохранить
        </Button>
        <span role="status">{save.isSuccess && 'Сохранено.'}</span>
      </div>
      <Failures of={save} />
    </form>
  );
}
