import type { ReactNode } from 'react';
import type { ExecutorPage } from '../../../shared/contract/messages/cases-executor.ts';
import type { Draft } from '../../lib/draft.ts';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { bindValue } from '../../ui/forms/fields.ts';
import { describePhotos } from '../parts/photo-links.ts';
import type { AnswerDraft } from './answer-draft.ts';

/** Photos of the version that came back stay with the next one, unless they are taken off. */
export function FormerPhotos(props: {
  page: ExecutorPage;
  token: string;
  draft: Draft<AnswerDraft>;
}): ReactNode {
  const { page, token, draft } = props;
  const photos = describePhotos(page.answers.at(-1)?.photos ?? [], page.title, token);
  if (photos.length === 0) return null;
  const { dropFiles } = draft.value;
  const keep = (id: string, isKept: boolean) =>
    draft.change({ dropFiles: isKept ? dropFiles.filter((one) => one !== id) : [...dropFiles, id] });
  return (
    <fieldset className="executor__former">
      <legend className="field__label">Фото прошлой версии</legend>
      <ul>
        {photos.map((photo) => (
          <li key={photo.id}>
            <img src={photo.thumb} alt={photo.alt} width="120" height="90" />
            <CheckField
              form={bindValue(!dropFiles.includes(photo.id), (isKept) => keep(photo.id, isKept))}
              name="value"
            >
              Оставить
            </CheckField>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
