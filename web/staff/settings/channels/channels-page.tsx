import { type ReactNode, useState } from 'react';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import {
  createSource,
  listSources,
  type SourceAdapter,
  sourceAdapters,
  switchSource,
} from '../../../../shared/contract/messages/channels.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { keysOf } from '../../../../shared/known.ts';
import { countedUpTo, formatUpTo } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { ShownField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/parts/desk.css';

/** How a source speaks, for whoever connects it. */
const adapterWords: Readonly<Record<SourceAdapter, { title: string; hint: string }>> = {
  json: { title: 'Наша форма (JSON)', hint: 'Систему учат присылать text, author, place, url' },
  max: {
    title: 'События MAX',
    hint: 'Подписка бота MAX: адрес и секрет из следующего окна вписывают в POST /subscriptions',
  },
};

type Source = RouteReply<typeof listSources>['sources'][number];

/** Outside systems that send messages: last exchange, what waits, what was refused. */
export function ChannelsPage(): ReactNode {
  const sources = useRoute(listSources, undefined, { refreshEvery: 30_000 });
  const [isAdding, setAdding] = useState(false);
  return (
    <StaffPage
      title="Источники"
      hasFinder
      actions={
        <Button kind="primary" onClick={() => setAdding(true)}>
          Завести источник
        </Button>
      }
    >
      <div className="desk">
        <Loadable query={sources} failed="Источники не загрузились">
          {(data) =>
            data.sources.length === 0 ? (
              <EmptyState title="Источников пока нет">
                Заведите источник — и внешняя система сможет присылать сообщения сама.
              </EmptyState>
            ) : (
              <ul className="desk__list">
                {data.sources.map((source) => (
                  <SourceRow key={source.id} source={source} />
                ))}
              </ul>
            )
          }
        </Loadable>
      </div>
      {isAdding && <AddSource onClose={() => setAdding(false)} />}
    </StaffPage>
  );
}

function SourceRow({ source }: { source: Source }): ReactNode {
  const formats = useFormats();
  const turn = useCommand(switchSource, {
    onDone: () => showToast(source.isActive ? 'Источник выключен' : 'Источник включён'),
  });
  return (
    <li className="desk__sheet">
      <span className="cluster">
        <b>{source.title}</b>
        <span className="muted">
          {channelWords[source.kind].title}, {adapterWords[source.adapter].title}
        </span>
        {source.isActive ? <Mark tone="ok">работает</Mark> : <Mark tone="quiet">выключен</Mark>}
        {source.refused > 0 && (
          <Mark tone="warning">{countedUpTo(source.refused, 'отказ', 'отказа', 'отказов')}</Mark>
        )}
      </span>
      <span className="meta">
        {source.lastEventAt
          ? `Последнее сообщение ${formats.dateTime(source.lastEventAt)}`
          : 'Сообщений ещё не было'}
        {source.waiting > 0 && `, ждут обработки: ${formatUpTo(source.waiting)}`}
      </span>
      <span>
        <Button
          busy={turn.isPending}
          onClick={() => turn.mutate({ params: { source: source.id }, body: { isActive: !source.isActive } })}
        >
          {source.isActive ? 'Выключить' : 'Включить'}
        </Button>
      </span>
    </li>
  );
}

function AddSource({ onClose }: { onClose: () => void }): ReactNode {
  const create = useCommand(createSource);
  const form = useForm<{ title: string; id: string; kind: Channel; adapter: SourceAdapter }>({
    start: { title: '', id: '', kind: 'pos', adapter: 'json' },
    commands: create,
    send: ({ title, id, ...rest }) =>
      create.mutate({ body: { id: id.trim(), title: title.trim(), ...rest } }),
  });
  if (create.data) return <Key made={create.data} onClose={onClose} />;
  return (
    <FormDialog form={form} title="Новый источник" onClose={onClose} action="Завести">
      <TextField form={form} name="title" label="Название" />
      <TextField
        form={form}
        name="id"
        label="Код"
        hint="Латинские буквы, цифры и дефис: войдёт в адрес"
        error={form.errorOf('')}
      />
      <SelectField
        form={form}
        name="kind"
        label="Канал дел"
        choices={keysOf(channelWords).map((value) => ({
          value,
          label: channelWords[value].title,
        }))}
      />
      <RadioField
        form={form}
        name="adapter"
        legend="Как присылает"
        choices={sourceAdapters.map((value) => ({
          value,
          label: adapterWords[value].title,
          hint: adapterWords[value].hint,
        }))}
      />
    </FormDialog>
  );
}

function Key(props: { made: RouteReply<typeof createSource>; onClose: () => void }): ReactNode {
  const { url, token, header } = props.made;
  const address = new URL(url, location.href).href;
  const shown = header === 'authorization' ? `Authorization: Bearer ${token}` : `${header}: ${token}`;
  return (
    <Dialog
      isOpen
      title="Ключ источника"
      onClose={props.onClose}
      foot={
        <Button kind="primary" onClick={() => void copyText(token, 'Ключ скопирован')}>
          Скопировать ключ
        </Button>
      }
    >
      <p>Ключ показан один раз: сохраните его сейчас. Его передают в заголовке запроса.</p>
      <ShownField label="Адрес" value={address} />
      <ShownField label="Ключ" value={token} />
      <ShownField label="Заголовок запроса" value={shown} />
    </Dialog>
  );
}
