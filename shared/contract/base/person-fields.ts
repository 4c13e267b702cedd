import { z } from 'zod';

export const id = z.uuid('Неверный номер записи');
export const idParams = z.object({ id });
export const done = z.object({ done: z.literal(true) });

/** Bounds of text a person types about people and units. */
export const name = z.string().trim().min(1, 'Заполните поле').max(100, 'Не длиннее 100 знаков');
export const line = z.string().trim().max(300, 'Не длиннее 300 знаков');
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(200, 'Не длиннее 200 знаков')
  .pipe(z.email('Адрес почты записан неверно, пример: ivanova@example.ru'));
/** Any spelling of a phone; the server brings it to +7… */
export const phone = z.string().trim().max(40, 'Не длиннее 40 знаков');
export const newPassword = z
  .string()
  .min(10, 'Пароль — не короче 10 знаков')
  .max(128, 'Пароль — не длиннее 128 знаков');
