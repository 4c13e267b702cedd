import { type FormEvent, type ReactNode, useState } from 'react';
import { disputeRejection, type MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
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

/** «Не согласен с отказом»: once, in its window; the message is looked at again with a new term. */
export function DisputePart(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const formats = useFormats();
  const draftKey = `dispute-${message.number}`;
  const draft = useDraft(draftKey, { text: '' });
  const kept = useKeptPhotos(draftKey, 5, shrinkPhoto);
  const [error, setError] = useState<string>();
  const send = useCommand(disputeRejection, {
    onDone: () => {
      draft.clear();
      kept.forget();
      showToast('Отказ проверят ещё раз.');
    },
  });
  const text = draft.value.text.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text) return setError('Напишите, с чем вы не согласны');
    setError(undefined);
    send.mutate({
      params: { number: message.number },
      query: { k: trackKey },
      body: { text, files: kept.refs },
    });
  };
  return (
    <form className="sheet message__add" id="dispute" onSubmit={submit} noValidate>
      <h2>Не согласны с отказом?</h2>
      <p>
        Попросить проверить можно один раз
        {message.disputeUntil && `, до ${formats.date(message.disputeUntil)}`}.
      </p>
      <TextArea
        label="С чем вы не согласны"
        rows={3}
        maxLength={5000}
        error={error}
        value={draft.value.text}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <PhotoInput photos={kept.photos} />
      <Failures of={send} title="Не отправлено" kept="Текст и фото сохранены." />
      <Button
        type="submit"
        kind="primary"
        busy={send.isPending}
        disabledReason={kept.photos.isSending && 'Дождитесь, пока уйдут фото'}
      >
        Проверить ещё раз
      </Button>
    </form>
  );
}
