import { type ReactNode, useState } from 'react';
import { readArms, uploadArms } from '../../../../shared/contract/base/our-city.ts';
import { buildUrl } from '../../../lib/api.ts';
import { perform } from '../../../lib/commands/perform.ts';
import { Button } from '../../../ui/button.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { type Fields, useField } from '../../../ui/forms/fields.ts';
import { FileButton } from '../../../ui/forms/file-button.tsx';
import { Arms } from '../../../ui/icons.tsx';

/** The picture of the arms: sent at once, in force once the card is saved. */
export function ArmsField({
  form,
  name,
}: {
  form: Fields<{ arms: string | null }>;
  name: 'arms';
}): ReactNode {
  const field = useField(form, name);
  const [isSending, setSending] = useState(false);
  const send = async (file: File): Promise<void> => {
    setSending(true);
    const sent = await perform(uploadArms, {}, { file });
    setSending(false);
    if (sent) field.set(sent.id);
  };
  return (
    <div className="our-city__arms">
      {field.value === null ? (
        <Arms />
      ) : (
        <img
          src={buildUrl(readArms, { params: { id: field.value } })}
          alt="Герб города"
          className="picture"
        />
      )}
      <div className="stack stack--tight">
        <p className="muted">
          {field.value === null
            ? 'Без герба в шапке портала — эмблема программы. Подойдут PNG или JPEG до 5 МБ, лучше PNG с прозрачным фоном; векторный файл не принимаем.'
            : 'Жители увидят герб в шапке портала, когда карточка будет сохранена.'}
        </p>
        <span className="cluster">
          <FileButton
            icon="upload"
            label="Герб"
            accept="image/png,image/jpeg"
            isBusy={isSending}
            onPick={(file) => void send(file)}
          >
            {field.value === null ? 'Загрузить герб' : 'Заменить герб'}
          </FileButton>
          {field.value !== null && (
            <Button kind="quiet" onClick={() => field.set(null)}>
              Убрать герб
            </Button>
          )}
        </span>
        {field.error && <FieldError text={field.error} />}
      </div>
    </div>
  );
}
