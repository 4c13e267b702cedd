import { getFile } from '../../../../shared/contract/base/files.ts';
import type { Photo as CasePhoto } from '../../../../shared/contract/messages/cases.ts';
import { buildUrl } from '../../../lib/api.ts';
import type { Photo } from '../../../ui/photos/photo-grid.tsx';

const captions = { before: 'до', after: 'после', document: 'документ' } as const;

/** Where a file is shown from. */
export const fileUrl = (id: string, variant: 'thumb' | 'display' | 'original'): string =>
  buildUrl(getFile, { params: { id, variant } });

/** Pictures of a case for the grid and the viewer. A photo carries no words, so its place and order stand for them. */
export function showPhotos(photos: readonly CasePhoto[], options: { hasCaptions?: boolean } = {}): Photo[] {
  return listPictures(photos).map((photo, at, all) => ({
    id: photo.fileId,
    thumb: fileUrl(photo.fileId, 'thumb'),
    full: fileUrl(photo.fileId, 'display'),
    alt: `Фото «${captions[photo.role]}», ${at + 1} из ${all.length}`,
    ...(options.hasCaptions ? { caption: captions[photo.role] } : {}),
  }));
}

/** What can be looked at; documents are opened instead. */
export const listPictures = (photos: readonly CasePhoto[]): CasePhoto[] =>
  photos.filter(({ role }) => role !== 'document');

export const listDocuments = (photos: readonly CasePhoto[]): { id: string; url: string }[] =>
  photos
    .filter(({ role }) => role === 'document')
    .map(({ fileId }) => ({ id: fileId, url: fileUrl(fileId, 'original') }));
