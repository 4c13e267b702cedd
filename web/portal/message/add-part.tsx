import { type ReactNode, useState } from 'react';
import { addToMessage, type MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { PhotoInput } from '../../ui/photos/photo-input.tsx';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { shrinkPhoto } from '../parts/shrink-photo.ts';

/** More words and photos for a message under way; an operator's question is answered here too. */
export function AddPart(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const isAsked = message.can.includes('clarify');
  const [isOpen, setOpen] = useState(isAsked);
  if (!isOpen)
    return (
      <p className="message__add">
        <Button icon="plus" onClick={() => setOpen(true)}>
          Дополнить сообщение
        </Button>
      </p>
    );
  return <AddForm message={message} trackKey={trackKey} isAsked={isAsked} onDone={() => setOpen(false)} />;
}

function AddForm(props: {
  message: MessagePage;
  trackKey: string | undefined;
  isAsked: boolean;
  onDone: () => void;
}): ReactNode {
  const { message, isAsked } = props;
  const draftKey = `add-${message.number}`;
  const draft = useDraft(draftKey, { text: '' });
  const kept = useKeptPhotos(draftKey, 5, shrinkPhoto);
  const formats = useFormats();
  const add = useCommand(addToMessage, {
    onDone: () => {
      draft.clear();
      kept.forget();
      showToast(isAsked ? 'Спасибо! Уточнение передано, дело снова в работе.' : 'Сообщение дополнено.');
      props.onDone();
    },
  });
  const question = message.timeline.findLast(({ kind }) => kind === 'question')?.text;
  const form = useForm({
    draft,
    commands: add,
    gap: () => kept.gap,
    check: ({ text }) => ({
      text: !text.trim() && kept.refs.length === 0 && 'Напишите или приложите фото',
    }),
    send: ({ text }) =>
      add.mutate({
        params: { number: message.number },
        query: { k: props.trackKey },
        body: { text: text.trim(), files: kept.refs },
      }),
  });
  const actions = (
    <div className="cluster">
      <SendButton form={form}>{isAsked ? 'Ответить' : 'Отправить'}</SendButton>
      {!isAsked && (
        <Button kind="quiet" onClick={props.onDone}>
          Закрыть
        </Button>
      )}
    </div>
  );
  return (
    <Form
      form={form}
      className="sheet message__add"
      id="add"
      failed={{ title: 'Не отправлено', kept: 'Текст и фото сохранены.' }}
      actions={actions}
    >
      <h2>{isAsked ? 'Нужно уточнение' : 'Дополнить сообщение'}</h2>
      {isAsked && question && <p>{question}</p>}
      {isAsked && message.questionUntil && (
        <p>
          Ответьте <b>до {formats.date(message.questionUntil)}</b>: без ответа сообщение закроется, «Решено»
          не поставим.
        </p>
      )}
      <LongTextField
        form={form}
        name="text"
        label={isAsked ? 'Ваш ответ' : 'Что добавить'}
        rows={3}
        maxLength={5000}
      />
      <PhotoInput photos={kept.photos} />
    </Form>
  );
}
