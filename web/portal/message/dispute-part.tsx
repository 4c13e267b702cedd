import type { ReactNode } from 'react';
import { disputeRejection, type MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { showToast } from '../../lib/toast.ts';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
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
  const send = useCommand(disputeRejection, {
    onDone: () => {
      draft.clear();
      kept.forget();
      showToast('Отказ проверят ещё раз.');
    },
  });
  const form = useForm({
    draft,
    commands: send,
    gap: () => kept.gap,
    check: ({ text }) => ({ text: !text.trim() && 'Напишите, с чем вы не согласны' }),
    send: ({ text }) =>
      send.mutate({
        params: { number: message.number },
        query: { k: trackKey },
        body: { text: text.trim(), files: kept.refs },
      }),
  });
  return (
    <Form
      form={form}
      className="sheet message__add"
      id="dispute"
      failed={{ title: 'Не отправлено', kept: 'Текст и фото сохранены.' }}
      actions={<SendButton form={form}>Проверить ещё раз</SendButton>}
    >
      <h2>Не согласны с отказом?</h2>
      <p>
        Попросить проверить можно один раз
        {message.disputeUntil && `, до ${formats.date(message.disputeUntil)}`}.
      </p>
      <LongTextField form={form} name="text" label="С чем вы не согласны" rows={3} maxLength={5000} />
      <PhotoInput photos={kept.photos} />
    </Form>
  );
}
