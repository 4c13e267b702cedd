import type { ReactNode } from 'react';
import { type Pace, readUnsubscribe, unsubscribe } from '../../../shared/contract/base/outbox-settings.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { RadioField } from '../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
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
  const save = useCommand(unsubscribe);
  const form = useForm<{ pace: Pace }>({
    start: { pace: props.saved === 'instant' ? 'off' : props.saved },
    commands: save,
    // One choice of a page that was opened for it alone.
    isPassing: true,
    send: ({ pace }) => save.mutate({ body: { token: props.token, pace } }),
  });
  return (
    <Form
      form={form}
      actions={
        <div className="cluster">
          <SendButton form={form}>Сохранить</SendButton>
          <span role="status">{save.isSuccess && 'Сохранено.'}</span>
        </div>
      }
    >
      <RadioField form={form} name="pace" legend="Присылать" choices={paces} />
      <p className="small">Коды для входа и вопросы по вашим сообщениям приходят всегда.</p>
    </Form>
  );
}
