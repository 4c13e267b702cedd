import { type ReactNode, useState } from 'react';
import { publishCase } from '../../../../../shared/contract/messages/cases-staff.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../../ui/forms/choice.tsx';
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
  const [isPublished, setPublished] = useState(card.publishedAt !== null);
  const [released, setReleased] = useState(
    () => new Set(pictures.filter((photo) => photo.released).map(({ fileId }) => fileId)),
  );
  const [covered, setCovered] = useState<Photo | null>(null);
  const toggle = (id: string, isOn: boolean) => {
    const next = new Set(released);
    if (isOn) next.add(id);
    else next.delete(id);
    setReleased(next);
  };
  const save = () =>
    desk.run(
      publishCase,
      {
        params: { id: card.id },
        body: {
          version: card.version,
          published: isPublished,
          releaseFiles: pictures
            .filter((photo) => !photo.released && released.has(photo.fileId))
            .map(({ fileId }) => fileId),
          hideFiles: pictures
            .filter((photo) => photo.released && !released.has(photo.fileId))
            .map(({ fileId }) => fileId),
        },
      },
      { done: isPublished ? 'Показ сохранён' : 'Карточка скрыта с карты', onDone: onClose },
    );
  return (
    <Dialog
      isOpen
      title="Показ жителям"
      onClose={onClose}
      foot={
        <Button kind="primary" busy={desk.isBusy} onClick={save}>
          Сохранить
        </Button>
      }
    >
      {!card.hasPublishConsent && <p>Житель не согласился на показ: карточку и фото можно только скрыть.</p>}
      <Checkbox
        checked={isPublished}
        disabled={!card.hasPublishConsent && !isPublished}
        hint="Без имени и контактов; место округляется, если это дом автора."
        onChange={setPublished}
      >
        Показывать карточку на карте
      </Checkbox>
      {pictures.length > 0 && (
        <fieldset className="stack">
          <legend className="field__label">
            Какие фото видны всем. Проверьте лица, номера машин, квартиры.
          </legend>
          {pictures.map((photo, at) => (
            <div key={photo.fileId} className="case__release">
              <img src={shown[at]?.thumb} alt={shown[at]?.alt ?? ''} width="120" height="90" loading="lazy" />
              <Checkbox
                checked={released.has(photo.fileId)}
                disabled={!card.hasPublishConsent && !photo.released}
                onChange={(isOn) => toggle(photo.fileId, isOn)}
              >
                Показать фото «{photo.role === 'after' ? 'после' : 'до'}»
              </Checkbox>
              <Button onClick={() => shown[at] && setCovered(shown[at])}>
                Закрыть лица и номера<span className="aloud"> на фото {at + 1}</span>
              </Button>
            </div>
          ))}
        </fieldset>
      )}
      <Failures of={desk.command(publishCase)} />
      {covered && (
        <PhotoBoxesDialog
          caseId={card.id}
          photo={covered}
          mayRelease={card.hasPublishConsent}
          onSaved={(isOut) => toggle(covered.id, isOut)}
          onClose={() => setCovered(null)}
        />
      )}
    </Dialog>
  );
}
