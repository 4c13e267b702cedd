import type { ReactNode } from 'react';
import type { Fields } from '../../ui/forms/fields.ts';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { PhotoInput } from '../../ui/photos/photo-input.tsx';
import type { KeptPhotos } from '../parts/kept-photos.ts';

/** Below a resident's word on the result: what is left in words and photos. */
export function ReportFields(props: {
  form: Fields<{ comment: string }>;
  kept: KeptPhotos;
  /** Label of the words; null = none are asked for. */
  label: string | null;
  isReturn: boolean;
  photoLabel: string | null;
}): ReactNode {
  const { form, kept, label, isReturn, photoLabel } = props;
  return (
    <>
      {label !== null && (
        <LongTextField
          form={form}
          name="comment"
          label={label}
          optional={!isReturn}
          hint={isReturn && 'Хватит слова или фото: исполнитель увидит, что осталось.'}
          rows={2}
          maxLength={5000}
        />
      )}
      {photoLabel !== null && (
        <PhotoInput photos={kept.photos} label={photoLabel} hint="Фото поможет понять, что осталось." />
      )}
    </>
  );
}
