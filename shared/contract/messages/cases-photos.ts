import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { caseId } from './cases.ts';

const share = z.number().min(0).max(1);

/** A covered place, in shares of the upright picture's width and height. */
export const photoBox = z
  .object({ x: share, y: share, width: z.number().min(0.005).max(1), height: z.number().min(0.005).max(1) })
  .refine(
    ({ x, y, width, height }) => x + width <= 1.0001 && y + height <= 1.0001,
    'Рамка выходит за край фото',
  );
export type PhotoBox = z.infer<typeof photoBox>;

const params = z.object({ id: caseId, fileId: z.uuid('Такого фото нет') });

export const getPhotoBoxes = defineRoute({
  id: 'cases.get-photo-boxes',
  method: 'GET',
  path: '/api/cases/:id/photos/:fileId/boxes',
  access: { permission: 'cases.publish' },
  summary: 'Закрытые места фото: лица, номера машин',
  params,
  reply: z.object({ boxes: z.array(photoBox), released: z.boolean() }),
});

export const setPhotoBoxes = defineRoute({
  id: 'cases.set-photo-boxes',
  method: 'PUT',
  path: '/api/cases/:id/photos/:fileId/boxes',
  access: { permission: 'cases.publish' },
  summary: 'Закрыть лица и номера машин; release сразу выпускает копию с закрытыми местами или отзывает её',
  params,
  body: z.object({
    boxes: z.array(photoBox).max(60, 'Не больше 60 рамок'),
    /** true — show the covered copy, false — withdraw it, absent — leave as it is. */
    release: z.boolean().optional(),
  }),
  reply: z.object({ boxes: z.array(photoBox), released: z.boolean() }),
});
