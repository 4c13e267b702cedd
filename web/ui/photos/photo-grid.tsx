import { type ReactNode, useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { Button, IconButton } from '../button.tsx';
import { Dialog } from '../dialog.tsx';

export interface Photo {
  id: string;
  /** Small picture for the grid. */
  thumb: string;
  /** Large picture for the viewer. */
  full: string;
  /** What is to be seen, in words. */
  alt: string;
  /** «до», «после». */
  caption?: string;
}

/** Thumbnails that open the viewer. */
export function PhotoGrid(props: { photos: readonly Photo[]; label: string }): ReactNode {
  const [shown, setShown] = useState<number | null>(null);
  return (
    <>
      <ul className="photos" aria-label={props.label}>
        {props.photos.map((photo, at) => (
          <li key={photo.id}>
            <figure>
              <button type="button" onClick={() => setShown(at)}>
                <span className="aloud">Открыть фото: </span>
                <img src={photo.thumb} alt={photo.alt} loading="lazy" width="240" height="180" />
                <span className="picture-words">{photo.alt}</span>
              </button>
              {photo.caption && <figcaption>{photo.caption}</figcaption>}
            </figure>
          </li>
        ))}
      </ul>
      <PhotoViewer photos={props.photos} shown={shown} onShow={setShown} />
    </>
  );
}

/** One photo large, arrows for the others. `shown` null is closed. */
export function PhotoViewer(props: {
  photos: readonly Photo[];
  shown: number | null;
  onShow: (at: number | null) => void;
}): ReactNode {
  const { photos, shown, onShow } = props;
  const photo = shown === null ? undefined : photos[shown];
  const move = (by: number) => shown !== null && onShow((shown + by + photos.length) % photos.length);
  useHotkeys(
    'Просмотр фото',
    [
      { keys: 'ArrowLeft', label: 'Предыдущее фото', run: () => move(-1), always: true },
      { keys: 'ArrowRight', label: 'Следующее фото', run: () => move(1), always: true },
    ],
    { active: photo !== undefined && photos.length > 1, inDialog: true },
  );
  return (
    <Dialog
      isOpen={photo !== undefined}
      isWide
      title={`Фото ${(shown ?? 0) + 1} из ${photos.length}`}
      onClose={() => onShow(null)}
    >
      {photo && (
        <div className="viewer">
          <img src={photo.full} alt={photo.alt} />
          <div className="viewer__bar">
            {photos.length > 1 && <IconButton icon="left" label="Предыдущее фото" onClick={() => move(-1)} />}
            <p aria-live="polite">{photo.caption ? `${photo.caption}: ${photo.alt}` : photo.alt}</p>
            {photos.length > 1 && <IconButton icon="next" label="Следующее фото" onClick={() => move(1)} />}
          </div>
        </div>
      )}
      <Button onClick={() => onShow(null)}>Закрыть</Button>
    </Dialog>
  );
}

/** Evidence in one frame: «Было» and «Стало». */
export function BeforeAfter(props: { before: Photo; after: Photo }): ReactNode {
  return (
    <div className="before-after">
      {(['before', 'after'] as const).map((side) => (
        <figure key={side}>
          <img src={props[side].full} alt={props[side].alt} loading="lazy" />
          <span className="picture-words">{props[side].alt}</span>
          <figcaption>{side === 'before' ? 'Было' : 'Стало'}</figcaption>
        </figure>
      ))}
    </div>
  );
}
