import type { ReactNode } from 'react';
import {
  type ChannelState,
  setLetterChannel,
  tryLetterChannel,
} from '../../../../shared/contract/base/outbox-settings.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindValue, type Fields, partOf } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { type ChannelField, channelTexts } from './channel-fields.ts';

type Settings = ChannelState['settings'];
type Value = Settings[string];

/** Settings of one channel, and a trial letter by those that are saved. */
export function ChannelForm({ state }: { state: ChannelState }): ReactNode {
  const { channel } = state;
  const { fields, secret: secretLabel, title, trial } = channelTexts[channel];
  const save = useCommand(setLetterChannel, {
    done: `Сохранено: ${title}`,
    onDone: () => form.restart({ ...form.get(), secret: '' }),
  });
  const form = useForm({
    start: {
      settings: {
        ...Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ''])),
        ...state.settings,
      } as Settings,
      secret: '',
      isActive: state.isActive,
    },
    commands: save,
    send: (body) => save.mutate({ params: { channel }, body }),
  });
  return (
    <>
      <Form form={form}>
        <div className="letters__fields">
          {fields.map((field) => (
            <FieldControl key={field.name} form={partOf(form, 'settings')} field={field} />
          ))}
          {secretLabel && (
            <TextField
              form={form}
              name="secret"
              type="password"
              autoComplete="new-password"
              label={secretLabel}
              hint={
                state.hasSecret
                  ? 'Сохранён. Впишите новый, только если он сменился.'
                  : 'Хранится зашифрованным'
              }
            />
          )}
        </div>
        <CheckField form={form} name="isActive">
          Отправлять через этот канал
        </CheckField>
        <div>
          <SendButton form={form} kind="plain" aria-label={`Сохранить: ${title}`}>
            Сохранить
          </SendButton>
        </div>
      </Form>
      {trial && Object.keys(state.settings).length > 0 && <Trial channel={channel} label={trial} />}
    </>
  );
}

function FieldControl(props: { form: Fields<Settings>; field: ChannelField }): ReactNode {
  const { form, field } = props;
  const { name, label, hint, kind, choices } = field;
  const value = form.values[name] ?? '';
  const set = (next: Value): void => form.set({ [name]: next });
  const id = `${form.id}-${name}`;
  const error = form.errorOf(name);
  if (kind === 'flag')
    return (
      <CheckField form={bindValue(value === true, set, id)} name="value">
        {label}
      </CheckField>
    );
  const words = bindValue(String(value), set, id);
  if (kind === 'choice')
    return <SelectField form={words} name="value" label={label} choices={choices ?? []} />;
  if (kind === 'number')
    return (
      <NumberField
        form={bindValue<number | null>(Number(value) || 0, (next) => set(next ?? 0), id)}
        name="value"
        label={label}
        hint={hint}
        error={error}
        autoComplete="off"
      />
    );
  return <TextField form={words} name="value" label={label} hint={hint} error={error} autoComplete="off" />;
}

function Trial({ channel, label }: { channel: ChannelState['channel']; label: string }): ReactNode {
  const trial = useCommand(tryLetterChannel, { refreshes: [] });
  const form = useForm({
    start: { to: '' },
    commands: trial,
    isPassing: true,
    send: (body) => trial.mutate({ params: { channel }, body }),
  });
  const isRefused = trial.data && !trial.data.isSent;
  return (
    <Form form={form}>
      <TextField form={form} name="to" label={label} error={isRefused ? trial.data?.reason : undefined} />
      <div className="cluster">
        <SendButton form={form} kind="plain">
          Отправить пробное письмо
        </SendButton>
        <span role="status">{trial.data?.isSent && 'Отправлено: проверьте, дошло ли.'}</span>
      </div>
    </Form>
  );
}
