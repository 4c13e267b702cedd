import { type ReactNode, useState } from 'react';
import {
  addMediaChannel,
  channelKinds,
  eraseMediaChannel,
  type MediaCard,
  type MediaChannel,
  type MediaOffered,
  readMediaChannel,
} from '../../../../shared/contract/monitoring/media.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { channelKindTitles } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { KeepingFields } from './contact-dialog.tsx';

/** Ways to reach them: shown masked, the whole by an act that is on record. */
export function ChannelsPart(props: { card: MediaCard; offered: MediaOffered; mayKeep: boolean }): ReactNode {
  const { card, offered, mayKeep } = props;
  const [isAdding, setAdding] = useState(false);
  return (
    <Section title="Контакты" className="desk__sheet">
      {card.channels.length === 0 && <p className="muted">Контактов нет.</p>}
      <ul className="media__rows">
        {card.channels.map((channel) => (
          <ChannelRow key={channel.id} card={card} channel={channel} mayKeep={mayKeep} />
        ))}
      </ul>
      {mayKeep && (
        <span>
          <Button icon="plus" onClick={() => setAdding(true)}>
            Контакт
          </Button>
        </span>
      )}
      {isAdding && <ChannelDialog card={card} offered={offered} onClose={() => setAdding(false)} />}
    </Section>
  );
}

function ChannelRow(props: { card: MediaCard; channel: MediaChannel; mayKeep: boolean }): ReactNode {
  const { card, channel, mayKeep } = props;
  const [value, setValue] = useState<string | null>(null);
  const read = useCommand(readMediaChannel, { onDone: (reply) => setValue(reply.value) });
  const [isErasing, setErasing] = useState(false);
  const params = { id: card.id, channel: channel.id };
  return (
    <li>
      <p className="cluster">
        <b>{value ?? channel.shown}</b>
        <span className="muted">{channelKindTitles[channel.kind]}</span>
        {channel.whose && <span>{channel.whose}</span>}
        {value === null && (
          <Button kind="quiet" busy={read.isPending} onClick={() => read.mutate({ params })}>
            Показать<span className="aloud">: {channel.shown}</span>
          </Button>
        )}
        {mayKeep && (
          <Button kind="quiet" onClick={() => setErasing(true)}>
            Стереть<span className="aloud">: {channel.shown}</span>
          </Button>
        )}
      </p>
      <p className="muted small">
        Опубликован: {channel.source}. {capitalise(channel.purpose)}; {channel.ground}. Хранится до{' '}
        {formatDay(channel.keptUntil)}
      </p>
      {isErasing && <EraseChannelDialog card={card} channel={channel} onClose={() => setErasing(false)} />}
    </li>
  );
}

/** It cannot be taken back, so it is asked. */
function EraseChannelDialog(props: {
  card: MediaCard;
  channel: MediaChannel;
  onClose: () => void;
}): ReactNode {
  const { card, channel, onClose } = props;
  const erase = useCommand(eraseMediaChannel, { done: 'Контакт стёрт', onDone: onClose });
  const form = useForm({
    start: {},
    commands: erase,
    send: () =>
      erase.mutate({ params: { id: card.id, channel: channel.id }, query: { version: card.version } }),
  });
  return (
    <FormDialog form={form} title="Стереть контакт?" action="Стереть" onClose={onClose}>
      <p>
        {channel.shown} {channel.whose}
      </p>
      <p className="muted">Вернуть нельзя. В журнале останется лишь то, что контакт стёрли.</p>
    </FormDialog>
  );
}

function ChannelDialog(props: { card: MediaCard; offered: MediaOffered; onClose: () => void }): ReactNode {
  const { card, offered, onClose } = props;
  const add = useCommand(addMediaChannel, { done: 'Контакт записан', onDone: onClose });
  const form = useForm({
    start: {
      kind: 'phone' as (typeof channelKinds)[number],
      value: '',
      whose: '',
      source: '',
      purpose: '',
      ground: '',
      keptUntil: offered.usualUntil,
    },
    commands: add,
    check: ({ value, source, purpose, ground, keptUntil }) => ({
      value: value.trim().length < 3 && 'Впишите контакт',
      source: source.trim().length < 3 && 'Напишите, где он опубликован',
      purpose: !purpose && 'Выберите, зачем хранить',
      ground: !ground && 'Выберите, на каком основании',
      keptUntil: !keptUntil && 'Назовите день, до которого хранить',
    }),
    send: (values) => add.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  return (
    <FormDialog form={form} title="Контакт" action="Записать" onClose={onClose}>
      <p className="muted">
        Только публичный профессиональный контакт: тот, что его владелец опубликовал сам.
      </p>
      <SelectField
        form={form}
        name="kind"
        label="Вид"
        choices={channelKinds.map((value) => ({ value, label: capitalise(channelKindTitles[value]) }))}
      />
      <TextField form={form} name="value" label="Контакт" maxLength={200} autoComplete="off" />
      <TextField
        form={form}
        name="whose"
        label="Чей"
        hint="Имя и должность; пусто — самой редакции"
        maxLength={150}
        optional
      />
      <TextField form={form} name="source" label="Где опубликован" placeholder="https://" maxLength={300} />
      <KeepingFields form={form} offered={offered} />
    </FormDialog>
  );
}
