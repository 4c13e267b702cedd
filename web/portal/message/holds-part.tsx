import type { ReactNode } from 'react';
import { type MessagePage, tellWhetherHolds } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { showToast } from '../../lib/toast.ts';
import { SegmentedField } from '../../ui/forms/choice-field.tsx';
import type { Choice } from '../../ui/forms/field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { shrinkPhoto } from '../parts/shrink-photo.ts';
import { ReportFields } from './report-fields.tsx';

type Held = 'yes' | 'no';
const choices: Choice<Held>[] = [
  { value: 'yes', label: 'Держится' },
  { value: 'no', label: 'Не держится' },
];

/** «Держится ли сделанное?», a month after «решено»: asked once; «не держится» returns the message to work. */
export function HoldsPart(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const formats = useFormats();
  const draftKey = `holds-${message.number}`;
  const draft = useDraft<{ held: Held | ''; comment: string }>(draftKey, { held: '', comment: '' });
  const kept = useKeptPhotos(draftKey, 5, shrinkPhoto);
  const tell = useCommand(tellWhetherHolds, {
    onDone: (_, { body }) => {
      draft.clear();
      kept.forget();
      showToast(body.holds ? 'Спасибо! Записали.' : 'Сообщение вернулось в работу с новым сроком.');
    },
  });
  const isBroken = draft.value.held === 'no';
  const form = useForm({
    draft,
    commands: tell,
    gap: () => kept.gap,
    check: ({ held, comment }) => ({
      held: !held && 'Выберите, держится ли сделанное',
      comment:
        isBroken &&
        !comment.trim() &&
        kept.refs.length === 0 &&
        'Напишите, что случилось, или приложите фото',
    }),
    send: ({ comment }) =>
      tell.mutate({
        params: { number: message.number },
        query: { k: trackKey },
        body: {
          holds: !isBroken,
          ...(comment.trim() && { comment: comment.trim() }),
          files: isBroken ? kept.refs : [],
        },
      }),
  });
  return (
    <Form
      form={form}
      className="sheet message__rating"
      id="holds"
      failed={{ title: 'Ответ не отправлен', kept: 'Ваш выбор и слова сохранены.' }}
      actions={
        <SendButton form={form} wide>
          {isBroken ? 'Вернуть в работу' : 'Ответить'}
        </SendButton>
      }
    >
      <SegmentedField
        form={form}
        name="held"
        wide
        legend={<h2>Держится ли сделанное?</h2>}
        hint={
          message.holdsAsked
            ? `Спрашиваем один раз. Ответ ждём до ${formats.date(message.holdsAsked.until)}.`
            : ''
        }
        choices={choices}
      />
      <ReportFields
        form={form}
        kept={kept}
        label={isBroken ? 'Что случилось' : null}
        isReturn={isBroken}
        photoLabel={isBroken ? 'Фото' : null}
      />
    </Form>
  );
}
