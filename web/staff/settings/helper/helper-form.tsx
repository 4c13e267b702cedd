import { type FormEvent, type ReactNode, useState } from 'react';
import {
  type HelperKind,
  type HelperSettings,
  type readHelperSettings,
  setHelper,
  tryHelper,
} from '../../../../shared/contract/messages/helper.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';

const kinds: Readonly<Record<HelperKind, { label: string; set: Partial<HelperSettings>; key: string }>> = {
  openai: {
    label: 'Своя или любая с адресом вида OpenAI',
    set: { baseUrl: 'http://127.0.0.1:8000/v1', model: '', authUrl: '', mayBePrivate: true },
    key: 'Ключ, если нужен',
  },
  yandex: {
    label: 'YandexGPT',
    set: {
      baseUrl: 'https://llm.api.cloud.yandex.net/v1',
      model: 'gpt://каталог/yandexgpt/latest',
      authUrl: '',
      mayBePrivate: false,
    },
    key: 'API-ключ',
  },
  gigachat: {
    label: 'GigaChat',
    set: {
      baseUrl: 'https://gigachat.devices.sberbank.ru/api/v1',
      model: 'GigaChat',
      authUrl: 'https://ngw.devices.sberbank.ru:9443/api/v2/oauth',
      mayBePrivate: false,
    },
    key: 'Ключ авторизации из кабинета',
  },
};
const initial: HelperSettings = {
  kind: 'openai',
  baseUrl: 'http://127.0.0.1:8000/v1',
  model: '',
  authUrl: '',
  scope: 'GIGACHAT_API_CORP',
  mayBePrivate: true,
  timeoutSeconds: 30,
};

/** The address, the model, the key; a trial by what is saved. */
export function HelperForm({ state }: { state: RouteReply<typeof readHelperSettings> }): ReactNode {
  const [value, setValue] = useState<HelperSettings>(state.settings ?? initial);
  const [secret, setSecret] = useState('');
  const [isActive, setActive] = useState(state.isActive);
  const change = (patch: Partial<HelperSettings>) => setValue((all) => ({ ...all, ...patch }));
  const save = useCommand(setHelper, {
    onDone: () => {
      setSecret('');
      showToast('Настройки сохранены');
    },
  });
  const errors = save.fields;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!save.isPending) save.mutate({ body: { settings: value, secret, isActive } });
  };
  const field = (name: 'baseUrl' | 'model' | 'authUrl' | 'scope', label: string, hint?: string) => (
    <TextInput
      id={`helper-${name}`}
      label={label}
      hint={hint}
      error={errors[`settings.${name}`]}
      autoComplete="off"
      value={value[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <>
      <form className="stack" noValidate onSubmit={submit}>
        <Failures of={save} />
        <Select
          id="helper-kind"
          label="Модель"
          value={value.kind}
          choices={Object.entries(kinds).map(([kind, { label }]) => ({ value: kind as HelperKind, label }))}
          onChange={(kind) => change({ kind, ...kinds[kind].set })}
        />
        <div className="letters__fields">
          {field('baseUrl', 'Адрес', 'Начало адреса из описания модели, до слова о чате')}
          {field('model', 'Название модели')}
          {value.kind === 'gigachat' && field('authUrl', 'Адрес, где выдают токен')}
          {value.kind === 'gigachat' &&
            field('scope', 'Область доступа', 'GIGACHAT_API_PERS, _B2B или _CORP')}
          <TextInput
            id="helper-secret"
            type="password"
            autoComplete="new-password"
            label={kinds[value.kind].key}
            hint={
              state.hasSecret ? 'Сохранён. Впишите новый, только если он сменился.' : 'Хранится зашифрованным'
            }
            error={errors.secret}
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        </div>
        <Checkbox checked={value.mayBePrivate} onChange={(mayBePrivate) => change({ mayBePrivate })}>
          Адрес внутри своей сети
        </Checkbox>
        <Checkbox checked={isActive} onChange={setActive}>
          Предлагать черновики
        </Checkbox>
        <div>
          <Button type="submit" kind="primary" busy={save.isPending}>
            Сохранить
          </Button>
        </div>
      </form>
      {state.settings && <Trial />}
    </>
  );
}

function Trial(): ReactNode {
  const trial = useCommand(tryHelper, { refreshes: [] });
  return (
    <div className="stack">
      <div>
        <Button busy={trial.isPending} onClick={() => trial.mutate({ body: {} })}>
          Проверить: спросить о пробной фразе
        </Button>
      </div>
      <p role="status">
        {trial.data && (trial.data.text ? `Модель ответила: «${trial.data.text}»` : trial.data.reason)}
      </p>
      <Failures of={trial} />
    </div>
  );
}
