import type { ReactNode } from 'react';
import type { MessagePage } from '../../../shared/contract/messages/cases-portal.ts';
import { BeforeAfter, PhotoGrid } from '../../ui/photos/photo-grid.tsx';
import { describePhotos } from '../parts/photo-links.ts';
import { isAnswered } from './answers.tsx';

/** Before and after in one frame when there are both; all the rest as a grid. */
export function MessagePhotos(props: { message: MessagePage; trackKey: string | undefined }): ReactNode {
  const { message, trackKey } = props;
  const pictures = message.photos.filter(({ role }) => role !== 'document');
  if (pictures.length === 0) return null;
  const about = message.title ?? 'сообщение';
  const answered = message.answers.at(-1)?.photos.map(({ fileId }) => fileId) ?? [];
  const before = pictures.find(({ role }) => role === 'before');
  const after =
    pictures.find(({ role, fileId }) => role === 'after' && answered.includes(fileId)) ??
    pictures.findLast(({ role }) => role === 'after');
  // «Стало» is a claim that work was done: without it, or once the answer is returned, photos stand apart.
  const isDone = message.outcome === 'solved' || message.outcome === 'solved_partly';
  const shown = before && after && isDone && isAnswered(message) ? [before, after] : [];
  const rest = describePhotos(
    pictures.filter((photo) => !shown.includes(photo)),
    about,
    trackKey,
  );
  const [first, last] = describePhotos(shown, about, trackKey);
  return (
    <section className="stack stack--tight message__photos" aria-label="Фотографии">
      {first && last && <BeforeAfter before={first} after={last} />}
      {rest.length > 0 && <PhotoGrid photos={rest} label={first ? 'Ещё фото' : 'Фото'} />}
    </section>
  );
}
