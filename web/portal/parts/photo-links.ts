import { getFile } from '../../../shared/contract/base/files.ts';
import type { Photo as CasePhoto } from '../../../shared/contract/messages/cases.ts';
import { buildUrl } from '../../lib/api.ts';
import type { Photo } from '../../ui/photos/photo-grid.tsx';

/** Addresses of a picture. `token` is the private key by which its owner may see it. */
export function linkPhoto(fileId: string, token?: string): { thumb: string; full: string } {
  const link = (variant: 'thumb' | 'display') =>
    buildUrl(getFile, { params: { id: fileId, variant }, query: { token } });
  return { thumb: link('thumb'), full: link('display') };
}

const names = { before: 'До работ', after: 'После работ', document: 'Документ' } as const;

/** Photos of a case for the grid and the viewer, with words in place of what a program cannot see. */
export function describePhotos(photos: readonly CasePhoto[], about: string, token?: string): Photo[] {
  return photos.map(({ fileId, role }, at) => ({
    id: fileId,
    ...linkPhoto(fileId, token),
    alt: `${names[role]}, фото ${at + 1}: ${about}`,
    caption: role === 'after' ? 'после' : 'до',
  }));
}
