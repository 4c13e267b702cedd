import { z } from 'zod';

/** What leads to a living person (152-ФЗ, ст. 3 п. 1). */
export const personalKind = z.enum([
  'name',
  'phone',
  'email',
  'profile',
  'passport',
  'snils',
  'inn',
  'card',
  'account',
  'plate',
  'flat',
  'birth',
]);
export type PersonalKind = z.infer<typeof personalKind>;

/** Where the work is: who is sent to a leak must find the flat, who moves a car must know which. */
export const placesOfWork = ['flat', 'plate'] as const satisfies readonly PersonalKind[];
