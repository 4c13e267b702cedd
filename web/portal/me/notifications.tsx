import { type FormEvent, type ReactNode, useState } from 'react';
import { readPreferences, setPreferences } from '../../../shared/contract/base/outbox-settings.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useRoute } from '../../lib/query.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/forms/field.tsx';
import { QuietHours } from '../../ui/forms/quiet-hours.tsx';
import { Loadable } from '../../ui/states.tsx';
import { channelWords, paces } from './pace-words.ts';
import { PushPart } from './push-part.tsx';

type Preferences = RouteReply<typeof readPreferences>;

/** «Уведомления»: how often each channel tells, quiet hours, this browser. */
export function Notifications(): ReactNode {
  const preferences = useRoute(readPreferences);
  return (
    <section className="stack" aria-labelledby="notifications">
      <h2 id="notifications">Уведомления</h2>
      <Loadable query={preferences} failed="Настройки не загрузились">
        {(data) => (
          <>
            <PreferenceForm saved={data} />
            <PushPart pushKey={data.pushKey} devices={data.devices} />
          </>
        )}
      </Loadable>
    </section>
  );
}

function PreferenceForm({ saved }: { saved: Preferences }): ReactNode {
  const [channels, setChannels] = useState(saved.channels);
  const [quiet, setQuiet] = useState(saved.quiet);
  const save = useCommand(setPreferences, {
    onDone: () => showToast('Уведомления сохранены'),
  });
  // A browser is offered below, once there is one.
  const shown = channels.filter(({ channel }) => channel !== 'push' || saved.devices.length > 0);
  if (shown.length === 0) return <p>Вы не оставляли ни телефона, ни почты: писать некуда.</p>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { channels: channels.map(({ channel, pace }) => ({ channel, pace })), quiet };
    if (!save.isPending) save.mutate({ body });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {shown.map(({ channel, recipient, pace }) => (
        <Select
          key={channel}
          id={`pace-${channel}`}
          label={[channelWords[channel], recipient].filter(Boolean).join(', ')}
          value={pace}
          choices={paces}
          onChange={(value) =>
            setChannels(channels.map((one) => (one.channel === channel ? { ...one, pace: value } : one)))
          }
        />
      ))}
      <QuietHours label="Тихие часы" quiet={quiet} usual={{ from: 22, to: 8 }} onChange={setQuiet} />
      <p className="small">
        Коды для входа и вопросы по вашим сообщениям приходят сразу: они ждать не могут.
      </p>
      <div>
        <Button type="submit" busy={save.isPending}>
          Сохранить уведомления
        </Button>
      </div>
    </form>
  );
}
