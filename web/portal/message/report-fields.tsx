import type { ReactNode } from 'react';
import type { Running } from '../../lib/commands/failure.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { TextArea } from '../../ui/forms/field.tsx';
import { PhotoInput } from '../../ui/photos/photo-input.tsx';
import type { useKeptPhotos } from '../parts/kept-photos.ts';

/** Below a resident's word on the result: what is left in words and photos, what went wrong, the button. */
export function ReportFields(props: {
  id: string;
  kept: ReturnType<typeof useKeptPhotos>;
  comment: string;
  onComment: (comment: string) => void;
  /** Label of the words; null = none are asked for. */
  label: string | null;
  isReturn: boolean;
  error: string | undefined;
  photoLabel: string | null;
  failed: string;
  command: Running;
  submit: string;
}): ReactNode {
  const { id, kept, comment, onComment, label, isReturn, error, photoLabel, command } = props;
  return (
    <>
      {label !== null && (
        <TextArea
          id={id}
          label={label}
          optional={!isReturn}
          error={error}
          {...(isReturn && { hint: 'Хватит слова или фото: исполнитель увидит, что осталось.' })}
          rows={2}
          maxLength={5000}
          value={comment}
          onChange={(event) => onComment(event.target.value)}
        />
      )}
      {photoLabel !== null && (
        <PhotoInput photos={kept.photos} label={photoLabel} hint="Фото поможет понять, что осталось." />
      )}
      <Failures of={command} title={props.failed} kept="Ваш выбор и слова сохранены." />
      <Button
        type="submit"
        kind="primary"
        wide
        busy={command.isPending}
        disabledReason={kept.photos.isSending && 'Дождитесь, пока уйдут фото'}
      >
        {isReturn ? 'Вернуть в работу' : props.submit}
      </Button>
    </>
  );
}
