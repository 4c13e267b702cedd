import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type ChannelState,
  setLetterChannel,
  tryLetterChannel,
} from '../../../../shared/contract/base/outbox-settings.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { type ChannelField, channelTexts } from './channel-fields.ts';

type Settings = ChannelState['settings'];
type Value = Settings[string];

/** Settings of one channel, and a trial letter by those that are saved. */
export function ChannelForm({ state }: { state: ChannelState }): ReactNode {
  const { channel } = state;
  const { fields, secret: secretLabel, title, trial } = channelTexts[channel];
  const [settings, setSettings] = useState<Settings>(() => ({
    ...Object.fromEntries(fields.map(({ name, initial }) => [name, initial ?? ''])),
    ...state.settings,
  }));
  const [secret, setSecret] = useState('');
  const [isActive, setActive] = useState(state.isActive);
  const save = useCommand(setLetterChannel, {
    onDone: () => {
      setSecret('');
      showToast(`Сохранено: ${title}`);
    },
  });
  const errors = save.fields;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ params: { channel }, body: { settings, secret, isActive } });
  };
  return (
    <>
      <form className="stack" noValidate onSubmit={submit}>
        <Failures of={save} />
        <div className="letters__fields">
          {fields.map((field) => (
            <FieldControl
              key={field.name}
              id={`${channel}-${field.name}`}
              field={field}
              value={settings[field.name] ?? ''}
              error={errors[`settings.${field.name}`]}
              onChange={(value) => setSettings({ ...settings, [field.name]: value })}
            />
          ))}
          {secretLabel && (
            <TextInput
              id={`${channel}-secret`}
              type="password"
              autoComplete="new-password"
              label={secretLabel}
              hint={
                state.hasSecret
                  ? 'Сохранён. Впишите новый, только если он сменился.'
                  : 'Хранится зашифрованным'
              }
              error={errors.secret}
              value={secret}
              onChange={(event) => setSecret(event.target.value)}
            />
          )}
        </div>
        <Checkbox checked={isActive} onChange={setActive}>
          Отправлять через этот канал
        </Checkbox>
        <div>
          <Button type="submit" aria-label={`Сохранить: ${title}`} busy={save.isPending}>
            Сохранить
          </Button>
        </div>
      </form>
      {trial && Object.keys(state.settings).length > 0 && <Trial channel={channel} label={trial} />}
    </>
  );
}

function FieldControl(props: {
  id: string;
  field: ChannelField;
  value: Value;
  error: string | undefined;
  onChange: (value: Value) => void;
}): ReactNode {
  const { id, field, value, error, onChange } = props;
  const { label, hint, kind, choices } = field;
  if (kind === 'flag')
    return (
      <Checkbox id={id} checked={value === true} onChange={onChange}>
        {label}
      </Checkbox>
    );
  if (kind === 'choice')
    return <Select id={id} label={label} value={String(value)} choices={choices ?? []} onChange={onChange} />;
  return (
    <TextInput
      id={id}
      label={label}
      hint={hint}
      error={error}
      autoComplete="off"
      inputMode={kind === 'number' ? 'numeric' : undefined}
      value={String(value)}
      onChange={(event) => onChange(kind === 'number' ? Number(event.target.value) || 0 : event.target.value)}
    />
  );
}

function Trial({ channel, label }: { channel: ChannelState['channel']; label: string }): ReactNode {
  const [to, setTo] = useState('');
  const send = useCommand(tryLetterChannel, { refreshes: [] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!send.isPending) send.mutate({ params: { channel }, body: { to } });
  };
  const isRefused = send.data && !send.data.isSent;
  return (
    <form className="stack" noValidate onSubmit={submit}>
      <TextInput
        id={`${channel}-trial`}
        label={label}
        error={send.fields.to ?? (isRefused ? send.data?.reason : undefined)}
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <div className="cluster">
        <Button type="submit" busy={send.isPending}>
          Отправить пробное письмо
        </Button>
        <span role="status">{send.data?.isSent && 'Отправлено: проверьте, дошло ли.'}</span>
      </div>
    </form>
  );
}
