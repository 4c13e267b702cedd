import type { ReactNode } from 'react';
import {
  changeNetworkPage,
  createNetworkPage,
  type Network,
  type NetworkPage,
  pageKinds,
} from '../../../../shared/contract/base/networks.ts';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { partOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../ui/forms/use-form.ts';
import { keyHint, pageKindTitles, settingsOf } from './network-words.ts';

interface Values {
  network: string;
  externalId: string;
  title: string;
  url: string;
  isOwn: boolean;
  kind: NetworkPage['kind'];
  isLocal: boolean;
  unitId: string | null;
  baseUrl: string;
  isActive: boolean;
  /** What is typed now; an empty one stays as it is. */
  keys: Record<string, string>;
}

/** A form holds no key but those that are being typed. */
const noKeys = (network: Network | undefined): Record<string, string> =>
  Object.fromEntries((network?.keys ?? []).map(({ name }) => [name, '']));

const typedKeys = (keys: Values['keys']): Values['keys'] =>
  Object.fromEntries(Object.entries(keys).filter(([, key]) => key.trim() !== ''));

const missingTitle = (title: string) => !title.trim() && 'Назовите страницу';

/** Connects a page: the network asks by the keys that are entered here. */
export function AddPageDialog(props: { networks: readonly Network[]; onClose: () => void }): ReactNode {
  const { networks, onClose } = props;
  const create = useCommand(createNetworkPage, { done: 'Страница подключена', onDone: onClose });
  const [only] = networks.length === 1 ? networks : [];
  const form = useForm<Values>({
    start: {
      network: only?.id ?? '',
      externalId: '',
      title: '',
      url: '',
      isOwn: true,
      kind: 'community',
      isLocal: true,
      unitId: null,
      baseUrl: '',
      isActive: true,
      keys: noKeys(only),
    },
    commands: create,
    check: ({ network, externalId, title }) => ({
      network: !network && 'Выберите сеть',
      externalId: !externalId.trim() && 'Напишите номер или адрес страницы',
      title: missingTitle(title),
    }),
    send: ({ isActive: _, keys, ...rest }) => create.mutate({ body: { ...rest, keys: typedKeys(keys) } }),
  });
  const network = networks.find(({ id }) => id === form.values.network);
  return (
    <FormDialog form={form} title="Подключить страницу" action="Подключить" isWide onClose={onClose}>
      <SelectField
        form={form}
        name="network"
        label="Сеть"
        none="выберите"
        choices={networks.map(({ id, title }) => ({ value: id, label: title }))}
        also={(id) => ({ keys: noKeys(networks.find((one) => one.id === id)) })}
      />
      <TextField
        form={form}
        name="externalId"
        label="Номер или адрес страницы в сети"
        hint="Как её зовёт сама сеть: номер сообщества, адрес ленты, почтовый ящик. Потом не меняется"
        autoComplete="off"
      />
      <PageFields form={form} />
      {network && <KeyFields form={form} network={network} entered={[]} />}
    </FormDialog>
  );
}

/** What may be otherwise of a page that is connected, and new keys in place of old ones. */
export function ChangePageDialog(props: {
  page: NetworkPage;
  network: Network | undefined;
  onClose: () => void;
}): ReactNode {
  const { page, network, onClose } = props;
  const { id, version, ...rest } = page;
  const change = useCommand(changeNetworkPage, { done: 'Страница исправлена', onDone: onClose });
  const form = useForm<Values>({
    start: { ...rest, keys: noKeys(network) },
    commands: change,
    check: (values) => ({ title: missingTitle(values.title) }),
    send: (values) =>
      change.mutate({
        params: { id },
        body: Object.assign(settingsOf({ ...values, version }), { keys: typedKeys(values.keys) }),
      }),
  });
  return (
    <FormDialog form={form} title={`Изменить: ${page.title}`} action="Сохранить" isWide onClose={onClose}>
      <p className="muted">
        {network?.title ?? page.network}, {page.externalId}
      </p>
      <PageFields form={form} />
      <CheckField form={form} name="isActive">
        Читать страницу
      </CheckField>
      {network && <KeyFields form={form} network={network} entered={page.keys} />}
    </FormDialog>
  );
}

function PageFields({ form }: { form: Form<Values> }): ReactNode {
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  return (
    <>
      <TextField
        form={form}
        name="title"
        label="Как называть"
        hint="«Администрация города»: так её увидят в ленте"
      />
      <TextField
        form={form}
        name="url"
        label="Ссылка на страницу"
        inputMode="url"
        placeholder="https://"
        optional
      />
      <CheckField form={form} name="isOwn" hint="Чужую страницу только читаем, отвечать от её имени нельзя">
        Это наша страница
      </CheckField>
      {!form.values.isOwn && <OthersFields form={form} />}
      <SelectField
        form={form}
        name="unitId"
        orNull
        label="Чья страница"
        none="всей администрации"
        choices={units.filter((unit) => unit.isActive).map((unit) => ({ value: unit.id, label: unit.title }))}
      />
      <TextField
        form={form}
        name="baseUrl"
        label="Адрес сети, если он не обычный"
        hint="Пусто — обычный. Нужен для посредника или почтового сервера внутри вашей сети"
        inputMode="url"
        optional
      />
    </>
  );
}

/** What the rules of the feed ask of a page of others. */
function OthersFields({ form }: { form: Form<Values> }): ReactNode {
  return (
    <>
      <SelectField
        form={form}
        name="kind"
        label="Что это за страница"
        hint="По виду страницы правила ленты решают, что с неё брать"
        choices={pageKinds.map((kind) => ({ value: kind, label: pageKindTitles[kind] }))}
      />
      <CheckField
        form={form}
        name="isLocal"
        hint="Снимите, если пишут и о других городах: тогда в ленту попадёт только запись, где назван наш"
      >
        Пишет только о нашем городе
      </CheckField>
    </>
  );
}

/** New keys, by their kinds; those that are kept are told of and not shown. */
function KeyFields(props: { form: Form<Values>; network: Network; entered: readonly string[] }): ReactNode {
  const { network, entered } = props;
  const keys = partOf(props.form, 'keys');
  if (network.keys.length === 0) return <p className="muted">Ключи этой сети не нужны.</p>;
  return (
    <fieldset className="stack">
      <legend className="section__title">Ключи</legend>
      {network.keys.map(({ name, title, hint, unlocks }) => (
        <TextField
          key={name}
          form={keys}
          name={name}
          type="password"
          autoComplete="new-password"
          label={title}
          hint={keyHint(entered.includes(name), hint, unlocks)}
          optional
        />
      ))}
    </fieldset>
  );
}
