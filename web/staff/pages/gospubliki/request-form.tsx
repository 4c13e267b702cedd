import { type ReactNode, useState } from 'react';
import { listTargets, type RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import { changeRequest, receiveRequest } from '../../../../shared/contract/pages/gospubliki-acts.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, ItemsField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Loadable } from '../../../ui/states.tsx';
import { AddFile } from '../../base/parts/papers.tsx';
import { PersonField } from '../../base/parts/person-field.tsx';
import { requestHref } from './gospubliki-words.ts';

type Targets = RouteReply<typeof listTargets>;

interface Values {
  asker: string;
  number: string;
  datedOn: string;
  receivedOn: string;
  title: string;
  text: string;
  windowFrom: string;
  windowTo: string;
  isMandatory: boolean;
  responsibleId: string;
  pageIds: readonly string[];
}

const startOf = ({ today }: Targets, card?: RequestCard): Values => ({
  asker: card?.asker ?? '',
  number: card?.number ?? '',
  datedOn: card?.datedOn ?? today,
  receivedOn: card?.receivedOn ?? today,
  title: card?.title ?? '',
  text: card?.text ?? '',
  windowFrom: card?.windowFrom ?? '',
  windowTo: card?.windowTo ?? '',
  isMandatory: card?.isMandatory ?? false,
  responsibleId: card?.responsibleId ?? '',
  pageIds: card?.targets.map(({ pageId }) => pageId) ?? [],
});

const checkValues = (values: Values) => ({
  asker: !values.asker && 'Выберите, кто просит',
  number: !values.number.trim() && 'Номер письма',
  datedOn: !values.datedOn && 'Дата письма',
  receivedOn: !values.receivedOn && 'Когда пришло?',
  title: values.title.trim().length < 3 && 'Напишите, о чём',
  text: !values.text.trim() && 'Впишите текст, который просят разместить',
  windowFrom: !values.windowFrom && 'С какого дня?',
  windowTo:
    (!values.windowTo && 'По какой день?') ||
    (values.windowTo < values.windowFrom && 'Конец окна раньше начала'),
  pageIds: values.pageIds.length === 0 && 'Отметьте страницы',
});

const toBody = (values: Values) => ({
  ...values,
  number: values.number.trim(),
  title: values.title.trim(),
  text: values.text.trim(),
  responsibleId: values.responsibleId || null,
  pageIds: [...values.pageIds],
});

interface Sent {
  fileId: string;
  token: string;
  title: string;
}

/** What the form offers is read first: a dialog without it could not be filled in. */
function WithTargets(props: {
  title: string;
  onClose: () => void;
  children: (targets: Targets) => ReactNode;
}): ReactNode {
  const targets = useRoute(listTargets);
  if (targets.data) return props.children(targets.data);
  return (
    <Dialog isOpen title={props.title} onClose={props.onClose}>
      <Loadable query={targets} failed="Страницы не загрузились">
        {() => null}
      </Loadable>
    </Dialog>
  );
}

/** N: a request that came, as its letter says. */
export function ReceiveDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <WithTargets title="Записать заявку" onClose={onClose}>
      {(targets) => <ReceiveForm targets={targets} onClose={onClose} />}
    </WithTargets>
  );
}

function ReceiveForm({ targets, onClose }: { targets: Targets; onClose: () => void }): ReactNode {
  const go = useGo();
  const [letter, setLetter] = useState<Sent | null>(null);
  const [pictures, setPictures] = useState<readonly Sent[]>([]);
  const receive = useCommand(receiveRequest, {
    onDone: ({ id }) => {
      showToast('Заявка записана');
      void go(requestHref(id));
    },
  });
  const form = useForm<Values>({
    start: startOf(targets),
    commands: receive,
    check: checkValues,
    send: (values) =>
      receive.mutate({
        body: {
          ...toBody(values),
          file: letter && { fileId: letter.fileId, token: letter.token },
          pictures: pictures.map(({ fileId, token, title }) => ({ fileId, token, alt: title })),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Записать заявку" action="Записать" isWide onClose={onClose}>
      <RequestFields form={form} targets={targets} responsible="" />
      <div className="stack stack--tight">
        <span className="cluster">
          <AddFile onSent={setLetter}>{letter ? 'Другое письмо' : 'Приложить письмо'}</AddFile>
          {letter && <span>{letter.title}</span>}
        </span>
        <FileError words={form.errorOf('file')} />
        <span className="cluster">
          <AddFile onSent={(file) => setPictures([...pictures, file])}>Приложить картинку</AddFile>
          {pictures.map(({ fileId, title }) => (
            <span key={fileId} className="cluster">
              {title}
              <Button
                kind="quiet"
                onClick={() => setPictures(pictures.filter((one) => one.fileId !== fileId))}
              >
                Убрать<span className="aloud">: {title}</span>
              </Button>
            </span>
          ))}
        </span>
        <FileError words={form.errorOf('pictures')} />
      </div>
    </FormDialog>
  );
}

function FileError({ words }: { words: string | undefined }): ReactNode {
  return words ? (
    <p className="tone-danger" role="alert">
      {words}
    </p>
  ) : null;
}

/** E: what was written of it, put right while nobody has decided. */
export function ChangeRequestDialog({
  card,
  onClose,
}: {
  card: RequestCard;
  onClose: () => void;
}): ReactNode {
  return (
    <WithTargets title="Исправить заявку" onClose={onClose}>
      {(targets) => <ChangeForm card={card} targets={targets} onClose={onClose} />}
    </WithTargets>
  );
}

function ChangeForm(props: { card: RequestCard; targets: Targets; onClose: () => void }): ReactNode {
  const { card, targets, onClose } = props;
  const change = useCommand(changeRequest, { done: 'Заявка исправлена', onDone: onClose });
  const form = useForm<Values>({
    start: startOf(targets, card),
    commands: change,
    check: checkValues,
    send: (values) =>
      change.mutate({ params: { id: card.id }, body: { version: card.version, ...toBody(values) } }),
  });
  return (
    <FormDialog form={form} title="Исправить заявку" action="Записать" isWide onClose={onClose}>
      <RequestFields form={form} targets={targets} responsible={card.responsible} />
    </FormDialog>
  );
}

function RequestFields(props: { form: Fields<Values>; targets: Targets; responsible: string }): ReactNode {
  const { form, targets, responsible } = props;
  return (
    <>
      <SelectField
        form={form}
        name="asker"
        label="Кто просит"
        none="выберите"
        choices={targets.askers.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <div className="gospubliki__pair">
        <TextField form={form} name="number" label="Номер письма" maxLength={60} />
        <DateField form={form} name="datedOn" label="От какого дня" />
        <DateField form={form} name="receivedOn" label="Пришло" />
      </div>
      <TextField form={form} name="title" label="О чём" maxLength={200} />
      <LongTextField form={form} name="text" label="Текст публикации" rows={5} maxLength={20_000} />
      <div className="gospubliki__pair">
        <DateField form={form} name="windowFrom" label="Разместить с" />
        <DateField form={form} name="windowTo" label="По какой день" />
      </div>
      <CheckField
        form={form}
        name="isMandatory"
        hint="Так названа в письме: возразить можно не по всякому основанию"
      >
        Обязательная
      </CheckField>
      <ItemsField
        form={form}
        name="pageIds"
        legend="На каких страницах"
        listClass="gospubliki__choices"
        choices={targets.pages.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <PersonField form={form} name="responsibleId" label="Кто отвечает" initial={responsible} optional />
    </>
  );
}
