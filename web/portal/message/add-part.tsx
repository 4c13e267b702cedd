import { type FormEvent, type ReactNode, useState } from 'react';
import { addToMessage, type MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { TextArea } from '../../ui/forms/field.tsx';
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
  const [error, setError] = useState<string>();
  const add = useCommand(addToMessage, {
    onDone: () => {
      draft.clear();
      kept.forget();
      showToast(isAsked ? 'Спасибо! Уточнение передано, дело снова в работе.' : 'Сообщение дополнено.');
      props.onDone();
    },
  });
  const question = message.timeline.findLast(({ kind }) => kind === 'question')?.text;
  const text = draft.value.text.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text && kept.refs.length === 0) return setError('Напишите или приложите фото');
    setError(undefined);
    add.mutate({
      params: { number: message.number },
      query: { k: props.trackKey },
      body: { text, files: kept.refs },
    });
  };
  return (
    <form className="sheet message__add" id="add" onSubmit={submit} noValidate>
      <h2>{isAsked ? 'Нужно уточнение' : 'Дополнить сообщение'}</h2>
      {isAsked && question && <p>{question}</p>}
      {isAsked && message.questionUntil && (
        <p>
          Ответьте <b>до {formats.date(message.questionUntil)}</b>: без ответа сообщение закроется, «Решено»
          не поставим.
        </p>
      )}
      <TextArea
        label={isAsked ? 'Ваш ответ' : 'Что добавить'}
        rows={3}
        maxLength={5000}
        error={error}
        value={draft.value.text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <PhotoInput photos={kept.photos} />
      <Failures of={add} title="Не отправлено" kept="Текст и фото сохранены." />
      <div className="cluster">
        <Button
          type="submit"
          kind="primary"
          busy={add.isPending}
          disabledReason={kept.photos.isSending && 'Дождитесь, пока уйдут фото'}
        >
          {isAsked ? 'Ответить' : 'Отправить'}
        </Button>
        {!isAsked && (
          <Button kind="quiet" onClick={props.onDone}>
            Закрыть
          </Button>
        )}
      </div>
    </form>
  );
}
