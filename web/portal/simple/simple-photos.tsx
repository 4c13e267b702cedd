import type { ReactNode } from 'react';
import { Field } from '../../ui/forms/field.tsx';

/** Choosing photos without scripts: the browser's own control, which sends them with the form. */
export function SimplePhotos(): ReactNode {
  return (
    <Field id="message-photos" label="Фото" hint="До 5 штук, каждое до 20 МБ: JPEG, PNG, WebP или HEIC.">
      {(control) => (
        <input
          {...control}
          className="simple-photos"
          type="file"
          name="photos"
          multiple
          accept="image/jpeg,image/png,image/webp,image/heic,image/heif"
        />
      )}
    </Field>
  );
}
