import type { ReactNode } from 'react';
import { readPreferences, setPreferences } from '../../../shared/contract/base/outbox-settings.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useRoute } from '../../lib/query.ts';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { rowOf } from '../../ui/forms/fields.ts';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { QuietHoursField } from '../../ui/forms/quiet-hours.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
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
  const save = useCommand(setPreferences, { done: 'Уведомления сохранены' });
  const form = useForm({
    start: { channels: saved.channels, quiet: saved.quiet },
    commands: save,
    send: ({ channels, quiet }) =>
      save.mutate({ body: { channels: channels.map(({ channel, pace }) => ({ channel, pace })), quiet } }),
  });
  // A browser is offered below, once there is one.
  const isShown = (channel: string) => channel !== 'push' || saved.devices.length > 0;
  if (!saved.channels.some(({ channel }) => isShown(channel)))
    return <p>Вы не оставляли ни телефона, ни почты: писать некуда.</p>;
  return (
    <Form
      form={form}
      actions={
        <div>
          <SendButton form={form} kind="plain">
            Сохранить уведомления
          </SendButton>
        </div>
      }
    >
      {saved.channels.map(
        ({ channel, recipient }, at) =>
          isShown(channel) && (
            <SelectField
              key={channel}
              form={rowOf(form, 'channels', at)}
              name="pace"
              label={[channelWords[channel], recipient].filter(Boolean).join(', ')}
              choices={paces}
            />
          ),
      )}
      <QuietHoursField form={form} name="quiet" label="Тихие часы" usual={{ from: 22, to: 8 }} />
      <p className="small">
        Коды для входа и вопросы по вашим сообщениям приходят сразу: они ждать не могут.
      </p>
    </Form>
  );
}
