import { z } from 'zod';
import { defineRoute } from '../route.ts';

/** What an upload may be; decided by its content, never by its name. */
export const fileKind = z.enum(['jpeg', 'png', 'webp', 'heic', 'gif', 'pdf']);
export type FileKind = z.infer<typeof fileKind>;

/** `thumb` fits 320 px, `display` 1600 px, both without metadata; `original` is what was sent. */
export const fileVariant = z.enum(['thumb', 'display', 'original'], 'Такого вида файла нет');
export type FileVariant = z.infer<typeof fileVariant>;

/** Where and when a picture was taken, by its EXIF. `takenAt` is the camera's wall clock, without a zone. */
export const filePosition = z.object({ lat: z.number(), lon: z.number(), takenAt: z.string().nullable() });
export type FilePosition = z.infer<typeof filePosition>;

/**
 * multipart/form-data with one file in field `file`, up to 25 MB. Field `consentPosition=1`, put before the file,
 * lets the server read the picture's position; without it the position is not even looked for.
 */
export const uploadFile = defineRoute({
  id: 'files.upload-file',
  method: 'POST',
  path: '/api/files',
  access: 'public',
  // Whoever holds a one-time link sends pictures and sees them without signing in.
  beforeOpening: true,
  summary: 'Загрузить фотографию (сотрудник — и PDF); вложить её можно в течение суток',
  upload: true,
  reply: z.object({
    fileId: z.string(),
    /** Proves the right to attach the file and to see it. Shown once. */
    token: z.string(),
    kind: fileKind,
    width: z.number().nullable(),
    height: z.number().nullable(),
    position: filePosition.nullable(),
  }),
});

export const getFile = defineRoute({
  id: 'files.get-file',
  method: 'GET',
  path: '/api/files/:id/:variant',
  access: 'public',
  beforeOpening: true,
  summary: 'Файл: миниатюра, для показа или исходный (исходный — по праву и с причиной)',
  params: z.object({ id: z.uuid('Такого файла нет'), variant: fileVariant }),
  query: z.object({
    token: z.string().max(100, 'Неверный ключ файла').optional(),
    reason: z.string().trim().max(300, 'Причина — не длиннее 300 знаков').optional(),
  }),
  reply: z.unknown(),
  download: true,
});
