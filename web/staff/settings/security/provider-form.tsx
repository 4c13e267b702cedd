import { type FormEvent, type ReactNode, useState } from 'react';
import {
  createProvider,
  editProvider,
  type Provider,
  type ProviderInput,
  usualClaims,
} from '../../../../shared/contract/base/providers.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormErrors } from '../../../ui/failures/failures.tsx';
import { Checkbox, SegmentedChoice } from '../../../ui/forms/choice.tsx';
import { Select, TextInput } from '../../../ui/forms/field.tsx';
import { tellTrouble } from './sign-in-again.tsx';

type Form = Omit<ProviderInput, 'claims'> & { claims: typeof usualClaims };

const fresh: Form = {
  title: '',
  audience: 'staff',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scope: 'openid profile email',
  claims: usualClaims,
  level: 'esia_verified',
  asksFactor: false,
  endsOutside: false,
  mayBePrivate: false,
  isActive: false,
};

const claimWords: Readonly<Record<keyof Form['claims'], string>> = {
  email: 'Почта',
  phone: 'Телефон',
  surname: 'Фамилия',
  givenName: 'Имя',
  patronymic: 'Отчество',
  verified: 'Признак подтверждённой записи',
};

function useSave(provider: Provider | undefined, onClose: () => void) {
  const options = {
    onDone: () => {
      showToast('Система входа сохранена');
      onClose();
    },
    onProblem: tellTrouble,
  };
  const create = useCommand(createProvider, options);
  const edit = useCommand(editProvider, options);
  return {
    save: (body: Form) =>
      provider ? edit.mutate({ params: { id: provider.id }, body }) : create.mutate({ body }),
    commands: [create, edit],
  };
}

/** One system of sign-in: where it is, how it knows us, what its words mean. */
export function ProviderForm(props: {
  provider: Provider | undefined;
  returnTo: { staff: string; resident: string };
  leaveTo: { staff: string; resident: string };
  onClose: () => void;
}): ReactNode {
  const { provider, returnTo, leaveTo } = props;
  const [form, setForm] = useState<Form>(() => ({ ...fresh, ...provider }));
  const { save, commands } = useSave(provider, props.onClose);
  const errors = fieldWords(commands);
  const isBusy = commands.some(({ isPending }) => isPending);
  const change = (patch: Partial<Form>) => setForm({ ...form, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) save(form);
  };
  const text = (
    name: 'title' | 'issuer' | 'clientId' | 'clientSecret' | 'scope',
    label: string,
    hint?: string,
  ) => (
    <TextInput
      id={name}
      label={label}
      hint={hint}
      autoComplete="off"
      {...(name === 'clientSecret' && { type: 'password', autoComplete: 'new-password' })}
      error={errors[name]}
      value={form[name] ?? ''}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );
  return (
    <Dialog
      isOpen
      isWide
      title={provider ? provider.title : 'Подключить систему входа'}
      onClose={props.onClose}
    >
      <form className="stack" noValidate onSubmit={submit}>
        <FormErrors errors={errors} of={commands} />
        {text('title', 'Название на кнопке', '«Учётная запись администрации», «Госуслуги»')}
        <SegmentedChoice
          legend="Для кого"
          value={form.audience}
          choices={[
            { value: 'staff', label: 'Сотрудники' },
            { value: 'resident', label: 'Жители' },
          ]}
          onChange={(audience) => change({ audience })}
        />
        <p className="small">
          Адрес возврата, зарегистрируйте его там дословно: <code>{returnTo[form.audience]}</code>
        </p>
        {text('issuer', 'Адрес системы (issuer)', 'Например, https://sso.example.ru/realms/city')}
        {text('clientId', 'Имя клиента')}
        {text(
          'clientSecret',
          'Секрет клиента',
          provider?.hasSecret
            ? 'Сохранён. Впишите новый, только если он сменился.'
            : 'Хранится зашифрованным',
        )}
        {text('scope', 'Области')}
        {form.audience === 'resident' && <LevelFields form={form} onChange={change} />}
        <ClaimFields form={form} onChange={change} />
        <Checkbox checked={form.asksFactor ?? false} onChange={(asksFactor) => change({ asksFactor })}>
          Система сама спрашивает второй фактор: наш поверх него не нужен
        </Checkbox>
        <Checkbox
          checked={form.endsOutside ?? false}
          hint={
            <>
              Если она это умеет. Запишите там адрес возврата после выхода:{' '}
              <code>{leaveTo[form.audience]}</code>
            </>
          }
          onChange={(endsOutside) => change({ endsOutside })}
        >
          Выход завершает сеанс и в этой системе
        </Checkbox>
        <Checkbox checked={form.mayBePrivate ?? false} onChange={(mayBePrivate) => change({ mayBePrivate })}>
          Адрес может вести во внутреннюю сеть
        </Checkbox>
        <Checkbox checked={form.isActive ?? false} onChange={(isActive) => change({ isActive })}>
          Показывать на странице входа
        </Checkbox>
        <Button type="submit" kind="primary" busy={isBusy}>
          Сохранить систему
        </Button>
      </form>
    </Dialog>
  );
}

function LevelFields(props: { form: Form; onChange: (patch: Partial<Form>) => void }): ReactNode {
  return (
    <Select
      id="level"
      label="Что она доказывает о жителе"
      value={props.form.level ?? 'esia_verified'}
      choices={[
        { value: 'esia_verified', label: 'Личность: подтверждённая запись ЕСИА' },
        { value: 'esia_simplified', label: 'Упрощённая запись ЕСИА' },
        { value: 'phone', label: 'Телефон' },
        { value: 'social', label: 'Учётная запись в сети' },
      ]}
      onChange={(level) => props.onChange({ level })}
    />
  );
}

function ClaimFields(props: { form: Form; onChange: (patch: Partial<Form>) => void }): ReactNode {
  const { claims } = props.form;
  return (
    <details>
      <summary>Как называются сведения в ответе системы</summary>
      <div className="stack">
        {(Object.keys(claimWords) as (keyof Form['claims'])[]).map((name) => (
          <TextInput
            key={name}
            id={`claims.${name}`}
            label={claimWords[name]}
            value={claims[name]}
            onChange={(event) => props.onChange({ claims: { ...claims, [name]: event.target.value } })}
          />
        ))}
      </div>
    </details>
  );
}
