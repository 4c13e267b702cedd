import { type ReactNode, useState } from 'react';
import { publishCase } from '../../../../../shared/contract/messages/cases-staff.ts';
import { Button } from '../../../../ui/button.tsx';
import { CheckField, ItemField } from '../../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { Photo } from '../../../../ui/photos/photo-grid.tsx';
import { listPictures, showPhotos } from '../../../base/case-kit/photo-items.ts';
import { PhotoBoxesDialog } from '../photos/photo-boxes.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

/** What the public sees: the card on the map, and each photo by itself. */
export function PublicationDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const pictures = listPictures(card.photos);
  const shown = showPhotos(card.photos);
  const form = useForm({
    start: {
      isPublished: card.publishedAt !== null,
      released: pictures.filter((photo) => photo.released).map(({ fileId }) => fileId),
    },
    commands: desk.command(publishCase),
    send: ({ isPublished, released }) =>
      desk.run(
        publishCase,
        {
          params: { id: card.id },
          body: {
            version: card.version,
            published: isPublished,
            releaseFiles: pictures
              .filter((photo) => !photo.released && released.includes(photo.fileId))
              .map(({ fileId }) => fileId),
            hideFiles: pictures
              .filter((photo) => photo.released && !released.includes(photo.fileId))
              .map(({ fileId }) => fileId),
          },
        },
        { done: isPublished ? 'Показ сохранён' : 'Карточка скрыта с карты', onDone: onClose },
      ),
  });
  const { isPublished } = form.values;
  const [covered, setCovered] = useState<Photo | null>(null);
  return (
    <FormDialog form={form} title="Показ жителям" onClose={onClose} action="Сохранить">
      {!card.hasPublishConsent && <p>Житель не согласился на показ: карточку и фото можно только скрыть.</p>}
      <CheckField
        form={form}
        name="isPublished"
        disabled={!card.hasPublishConsent && !isPublished}
        hint="Без имени и контактов; место округляется, если это дом автора."
      >
        Показывать карточку на карте
      </CheckField>
      {pictures.length > 0 && (
        <fieldset className="stack">
          <legend className="field__label">
            Какие фото видны всем. Проверьте лица, номера машин, квартиры.
          </legend>
          {pictures.map((photo, at) => (
            <div key={photo.fileId} className="case__release">
              <img src={shown[at]?.thumb} alt={shown[at]?.alt ?? ''} width="120" height="90" loading="lazy" />
              <ItemField
                form={form}
                name="released"
                item={photo.fileId}
                disabled={!card.hasPublishConsent && !photo.released}
              >
                Показать фото «{photo.role === 'after' ? 'после' : 'до'}»
              </ItemField>
              <Button onClick={() => shown[at] && setCovered(shown[at])}>
                Закрыть лица и номера<span className="aloud"> на фото {at + 1}</span>
              </Button>
            </div>
          ))}
        </fieldset>
      )}
      {covered && (
        <PhotoBoxesDialog
          caseId={card.id}
          photo={covered}
          mayRelease={card.hasPublishConsent}
          onSaved={(isOut) => {
            const others = form.get().released.filter((id) => id !== covered.id);
            form.set({ released: isOut ? [...others, covered.id] : others });
          }}
          onClose={() => setCovered(null)}
        />
      )}
    </FormDialog>
  );
}
