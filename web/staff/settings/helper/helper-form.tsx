import type { ReactNode } from 'react';
import {
  type HelperKind,
  type HelperSettings,
  type readHelperSettings,
  setHelper,
  tryHelper,
} from '../../../../shared/contract/messages/helper.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { partOf } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

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
  const save = useCommand(setHelper, {
    done: 'Настройки сохранены',
    onDone: () => form.restart({ ...form.get(), secret: '' }),
  });
  const form = useForm({
    start: { settings: state.settings ?? initial, secret: '', isActive: state.isActive },
    commands: save,
    send: (body) => save.mutate({ body }),
  });
  const settings = partOf(form, 'settings');
  const { kind } = form.values.settings;
  const field = (name: 'baseUrl' | 'model' | 'authUrl' | 'scope', label: string, hint?: string) => (
    <TextField form={settings} name={name} label={label} hint={hint} autoComplete="off" />
  );
  return (
    <>
      <Form form={form}>
        <SelectField
          form={settings}
          name="kind"
          label="Модель"
          choices={Object.entries(kinds).map(([value, { label }]) => ({ value: value as HelperKind, label }))}
          also={(next) => kinds[next].set}
        />
        <div className="letters__fields">
          {field('baseUrl', 'Адрес', 'Начало адреса из описания модели, до слова о чате')}
          {field('model', 'Название модели')}
          {kind === 'gigachat' && field('authUrl', 'Адрес, где выдают токен')}
          {kind === 'gigachat' && field('scope', 'Область доступа', 'GIGACHAT_API_PERS, _B2B или _CORP')}
          <TextField
            form={form}
            name="secret"
            type="password"
            autoComplete="new-password"
            label={kinds[kind].key}
            hint={
              state.hasSecret ? 'Сохранён. Впишите новый, только если он сменился.' : 'Хранится зашифрованным'
            }
          />
        </div>
        <CheckField form={settings} name="mayBePrivate">
          Адрес внутри своей сети
        </CheckField>
        <CheckField form={form} name="isActive">
          Предлагать черновики
        </CheckField>
        <div>
          <SendButton form={form}>Сохранить</SendButton>
        </div>
      </Form>
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
