import type { ReactNode } from 'react';
import {
  type ContactKind,
  changeMedia,
  contactKinds,
  createMedia,
  type MediaCard,
  type MediaOffered,
} from '../../../../shared/contract/monitoring/media.ts';
import { contactKindTitles, isPersonKind } from '../../../../shared/text/monitoring/media.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { ItemsField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { mediaHref } from './media-words.ts';

interface Values {
  kind: ContactKind;
  title: string;
  url: string;
  about: string;
  topics: readonly string[];
  reach: number | null;
  reachOn: string;
  purpose: string;
  ground: string;
  keptUntil: string;
}

const startOf = (card: MediaCard | undefined, offered: MediaOffered): Values => ({
  kind: card?.kind ?? 'smi',
  title: card?.title ?? '',
  url: card?.url ?? '',
  about: card?.about ?? '',
  topics: card?.topics ?? [],
  reach: card?.reach ?? null,
  reachOn: card?.reachOn ?? '',
  purpose: card?.purpose ?? '',
  ground: card?.ground ?? '',
  keptUntil: card?.keptUntil ?? offered.usualUntil,
});

/** What is wrong before it is sent; of a person a purpose, a ground and a term are asked. */
function checkValues({ kind, title, url, reach, reachOn, purpose, ground, keptUntil }: Values) {
  const isPerson = isPersonKind(kind);
  return {
    title: title.trim().length < 2 && 'Назовите: издание, сообщество, псевдоним',
    url: url.trim() !== '' && !/^https?:\/\/\S/u.test(url.trim()) && 'Адрес: https://…',
    reachOn: reach !== null && !reachOn && 'Назовите день, на который это число',
    purpose: isPerson && !purpose && 'Выберите, зачем хранить',
    ground: isPerson && !ground && 'Выберите, на каком основании',
    keptUntil: isPerson && !keptUntil && 'Назовите день, до которого хранить',
  };
}

/** The form of a card: makes one and opens it, or changes the one that is there. */
function useContactForm(card: MediaCard | undefined, offered: MediaOffered, onClose: () => void) {
  const go = useGo();
  const create = useCommand(createMedia, {
    onDone: ({ id }) => {
      showToast('Карточка заведена');
      void go(mediaHref(id));
    },
  });
  const change = useCommand(changeMedia, { done: 'Карточка исправлена', onDone: onClose });
  return useForm<Values>({
    start: startOf(card, offered),
    commands: [create, change],
    check: checkValues,
    send: (values) => {
      const body = {
        ...values,
        url: values.url.trim(),
        topics: [...values.topics],
        reachOn: values.reach === null ? null : values.reachOn || null,
        ...(isPersonKind(values.kind)
          ? { keptUntil: values.keptUntil || null }
          : { purpose: '', ground: '', keptUntil: null }),
      };
      if (card) change.mutate({ params: { id: card.id }, body: { ...body, version: card.version } });
      else create.mutate({ body });
    },
  });
}

/** A new card, or what stands in one. */
export function ContactDialog(props: {
  card?: MediaCard;
  offered: MediaOffered;
  onClose: () => void;
}): ReactNode {
  const { card, offered, onClose } = props;
  const topics = useTopics();
  const form = useContactForm(card, offered, onClose);
  return (
    <FormDialog
      form={form}
      title={card ? 'Карточка' : 'Новая карточка'}
      action={card ? 'Сохранить' : 'Завести'}
      isWide
      onClose={onClose}
    >
      <SelectField
        form={form}
        name="kind"
        label="Кто это"
        choices={contactKinds.map((value) => ({ value, label: capitalise(contactKindTitles[value]) }))}
      />
      <TextField form={form} name="title" label="Название" maxLength={200} />
      <TextField form={form} name="url" label="Где читать" inputMode="url" placeholder="https://" optional />
      <LongTextField
        form={form}
        name="about"
        label="О чём пишет"
        hint="О жизни города. Взгляды, вера, здоровье человека здесь не хранятся"
        rows={2}
        maxLength={1000}
        optional
      />
      <ItemsField
        form={form}
        name="topics"
        legend="Темы"
        choices={(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title }))}
      />
      <NumberField form={form} name="reach" label="Охват, читателей" optional />
      {form.values.reach !== null && <DateField form={form} name="reachOn" label="На какой день" />}
      {isPersonKind(form.values.kind) && <KeepingFields form={form} offered={offered} />}
    </FormDialog>
  );
}

/** Why it is kept, on which ground, until when (152-ФЗ); the term ends by itself. */
export function KeepingFields(props: {
  form: Fields<{ purpose: string; ground: string; keptUntil: string }>;
  offered: MediaOffered;
}): ReactNode {
  const { form, offered } = props;
  const choicesOf = (all: readonly string[]) => all.map((value) => ({ value, label: value }));
  return (
    <>
      <SelectField
        form={form}
        name="purpose"
        label="Зачем храним"
        none="выберите"
        choices={choicesOf(offered.purposes)}
      />
      <SelectField
        form={form}
        name="ground"
        label="На каком основании"
        none="выберите"
        choices={choicesOf(offered.grounds)}
      />
      <DateField
        form={form}
        name="keptUntil"
        label="Хранить до"
        hint="В этот день запись сотрётся сама. Срок можно продлить, если основание осталось"
      />
    </>
  );
}
