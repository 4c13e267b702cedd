import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { PhotoGrid } from '../../../../ui/photos/photo-grid.tsx';
import { PhotoInput } from '../../../../ui/photos/photo-input.tsx';
import type { usePhotoUploads } from '../../../../ui/photos/photo-uploads.ts';
import { showPhotos } from '../../../base/case-kit/photo-items.ts';

/** Pictures that go with the answer: those of the former version, and new ones. */
export function AnswerPhotos(props: {
  card: CaseCard;
  form: Fields<{ dropFiles: string[] }>;
  photos: ReturnType<typeof usePhotoUploads<{ fileId: string; token: string }>>;
}): ReactNode {
  const { card, form, photos } = props;
  const value = form.values;
  const last = card.answers.at(-1);
  const kept =
    last && last.state !== 'released'
      ? last.photos.filter(({ fileId }) => !value.dropFiles.includes(fileId))
      : [];
  return (
    <details className="composer__photos" open={photos.uploads.length > 0}>
      <summary>Фото «после»{kept.length > 0 && `: ${kept.length}`}</summary>
      {kept.length > 0 && (
        <>
          <PhotoGrid photos={showPhotos(kept)} label="Фото прежней версии" />
          <div className="cluster">
            {kept.map(({ fileId }, at) => (
              <button
                key={fileId}
                type="button"
                className="link-button small"
                onClick={() => form.set({ dropFiles: [...value.dropFiles, fileId] })}
              >
                Убрать фото {at + 1}
              </button>
            ))}
          </div>
        </>
      )}
      <PhotoInput
        photos={photos}
        label="Фото «после»"
        hint="Снимок сделанного: житель увидит его рядом с ответом."
      />
    </details>
  );
}
