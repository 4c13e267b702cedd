import { type FormEvent, type ReactNode, useState } from 'react';
import { type MessagePage, tellWhetherHolds } from '../../../shared/contract/messages/cases-portal.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { useFormats } from '../../lib/format.ts';
import { showToast } from '../../lib/toast.ts';
import { SegmentedChoice } from '../../ui/forms/choice.tsx';
import type { Choice } from '../../ui/forms/field.tsx';
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
  const draft = useDraft(draftKey, { held: '' as Held | '', comment: '' });
  const kept = useKeptPhotos(draftKey, 5, shrinkPhoto);
  const [errors, setErrors] = useState<{ held?: string; comment?: string }>({});
  const tell = useCommand(tellWhetherHolds, {
    onDone: (_, { body }) => {
      draft.clear();
      kept.forget();
      showToast(body.holds ? 'Спасибо! Записали.' : 'Сообщение вернулось в работу с новым сроком.');
    },
  });
  const { held, comment } = draft.value;
  const isBroken = held === 'no';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = findErrors(held, comment, kept.refs.length);
    setErrors(found);
    if (found.held) document.getElementById('held')?.focus();
    else if (found.comment) document.getElementById('broken')?.focus();
    if (found.held || found.comment) return;
    const body = {
      holds: !isBroken,
      ...(comment.trim() && { comment: comment.trim() }),
      files: isBroken ? kept.refs : [],
    };
    tell.mutate({ params: { number: message.number }, query: { k: trackKey }, body });
  };
  return (
    <form className="sheet message__rating" id="holds" onSubmit={submit} noValidate>
      <SegmentedChoice
        id="held"
        wide
        legend={<h2>Держится ли сделанное?</h2>}
        hint={
          message.holdsAsked
            ? `Спрашиваем один раз. Ответ ждём до ${formats.date(message.holdsAsked.until)}.`
            : ''
        }
        value={held}
        error={errors.held}
        choices={choices}
        onChange={(chosen) => {
          setErrors({});
          draft.change({ held: chosen });
        }}
      />
      <ReportFields
        id="broken"
        kept={kept}
        comment={comment}
        onComment={(words) => draft.change({ comment: words })}
        label={isBroken ? 'Что случилось' : null}
        isReturn={isBroken}
        error={errors.comment}
        photoLabel={isBroken ? 'Фото' : null}
        failed="Ответ не отправлен"
        command={tell}
        submit="Ответить"
      />
    </form>
  );
}

function findErrors(held: Held | '', comment: string, photos: number): { held?: string; comment?: string } {
  if (!held) return { held: 'Выберите, держится ли сделанное' };
  return held === 'no' && !comment.trim() && photos === 0
    ? { comment: 'Напишите, что случилось, или приложите фото' }
    : {};
}
