import { randomUUID } from 'node:crypto';
import { registerAppeal } from '../../../shared/contract/messages/office.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import type { Speaker } from './server.ts';

type Body = RouteInput<typeof registerAppeal>['body'];

/** A paper letter of an invented person. */
export const paperLetter = (more: Partial<Body> = {}): Body => ({
  clientKey: randomUUID(),
  kind: 'paper',
  text: 'Прошу отремонтировать лестницу к школе: ступени разрушены, дети падают.',
  name: 'Пробная Анна Сергеевна',
  returnAddress: 'ул. Титова, 14, кв. 3\nг. Каменск-Уральский',
  ...more,
});

/** Registers it as whoever the cookie belongs to. */
export const registerLetter = (server: Speaker, cookie: string, more: Partial<Body> = {}) =>
  server.call(registerAppeal, { body: paperLetter(more) }, cookie);
