import { randomUUID } from 'node:crypto';
import { extendTerm } from '../../../shared/contract/messages/cases-staff.ts';
import { registerAppeal } from '../../../shared/contract/messages/office.ts';
import { makeDocument } from '../../../shared/contract/messages/office-documents.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { readCard } from './cases.ts';
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

/** The head prolongs the term, with a reason the resident reads: 59-ФЗ, ст. 12 ч. 2. */
export async function prolongTerm(server: Speaker, number: string, chair: string): Promise<void> {
  const { id, version } = await readCard(server, number, chair);
  const body = { version, dueOn: '2027-01-22', reason: 'запрошены документы у подрядчика' };
  await server.call(extendTerm, { params: { id }, body }, chair);
}

/** Begins a paper of the office on a case. */
export const beginPaper = (server: Speaker, id: string, kind: string, cookie: string) =>
  server.call(makeDocument, { params: { id }, body: { kind: kind as never } }, cookie);

/** The file of a paper, as it comes or is refused. */
export const takePaper = (server: Speaker, id: string, format: string, cookie: string) =>
  server.inject({
    method: 'GET',
    url: `/api/office/documents/${id}/file?format=${format}`,
    headers: { cookie },
  });
