import { type ReactNode, useId, useRef, useState } from 'react';
import { counted } from '../../../shared/text/plural.ts';
import { Button } from '../button.tsx';
import { FieldError } from '../forms/field.tsx';
import { Icon } from '../icons.tsx';
import type { PhotoUpload, PhotoUploads } from './photo-uploads.ts';

const accept = 'image/jpeg,image/png,image/webp,image/heic,image/heif';

/** «Снять» and «Выбрать» with previews, progress and retry; its state is `usePhotoUploads`. */
export function PhotoInput<T>(props: {
  photos: PhotoUploads<T>;
  label?: string;
  hint?: ReactNode;
}): ReactNode {
  const { photos } = props;
  const camera = useRef<HTMLInputElement>(null);
  const gallery = useRef<HTMLInputElement>(null);
  const hintId = useId();
  const isFull = photos.uploads.length >= photos.max;
  const reason = isFull && `Больше ${counted(photos.max, 'фото', 'фото', 'фото')} нельзя`;
  return (
    <fieldset className="uploads" aria-describedby={hintId}>
      <legend className="aloud">{props.label ?? 'Фотографии'}</legend>
      {photos.uploads.map((upload) => (
        <UploadRow key={upload.id} upload={upload} photos={photos} />
      ))}
      {photos.refusal && <FieldError text={photos.refusal} />}
      <div className="photo-buttons">
        <Button icon="camera" disabledReason={reason} onClick={() => camera.current?.click()}>
          Снять
        </Button>
        <Button icon="image" disabledReason={reason} onClick={() => gallery.current?.click()}>
          Выбрать
        </Button>
      </div>
      <HiddenFile inputRef={camera} isCamera onFiles={photos.add} />
      <HiddenFile inputRef={gallery} onFiles={photos.add} />
      <p className="field__hint" id={hintId}>
        {props.hint ?? `Фото помогает, но можно и без него. До ${photos.max} штук.`}
      </p>
    </fieldset>
  );
}

function HiddenFile(props: {
  inputRef: React.RefObject<HTMLInputElement | null>;
  isCamera?: boolean;
  onFiles: (files: Iterable<File>) => void;
}): ReactNode {
  return (
    <input
      ref={props.inputRef}
      type="file"
      hidden
      accept={accept}
      multiple={!props.isCamera}
      capture={props.isCamera ? 'environment' : undefined}
      aria-label={props.isCamera ? 'Снять фото' : 'Выбрать фото'}
      onChange={(event) => {
        props.onFiles(event.target.files ?? []);
        // The same file can be chosen again after it was removed.
        event.target.value = '';
      }}
    />
  );
}

function UploadRow<T>(props: { upload: PhotoUpload<T>; photos: PhotoUploads<T> }): ReactNode {
  const { upload, photos } = props;
  const [isDrawn, setDrawn] = useState(true);
  return (
    <div className="upload">
      <div className="upload__picture">
        {isDrawn ? (
          <img src={upload.preview} alt={`Ваше фото ${upload.file.name}`} onError={() => setDrawn(false)} />
        ) : (
          // The browser cannot draw HEIC; the server can.
          <Icon name="image" label={`Ваше фото ${upload.file.name}`} />
        )}
      </div>
      <div className="stack stack--tight" aria-live="polite">
        {upload.status === 'sent' && <p>Фото добавлено</p>}
        {upload.status === 'sending' && (
          <>
            <p>Отправляем фото…</p>
            <progress value={upload.progress} aria-label="Отправлено" />
          </>
        )}
        {upload.status === 'failed' && <FieldError text={upload.error ?? 'Фото не отправлено'} />}
        <div className="cluster">
          {upload.status === 'failed' && upload.canRetry && (
            <button type="button" className="link-button" onClick={() => photos.retry(upload.id)}>
              Отправить ещё раз
            </button>
          )}
          <button type="button" className="link-button" onClick={() => photos.remove(upload.id)}>
            Убрать<span className="aloud"> фото {upload.file.name}</span>
          </button>
        </div>
      </div>
    </div>
  );
}
