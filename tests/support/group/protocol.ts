import { hashPassword } from 'better-auth/crypto';
import { writePassword } from '../../../server/base/identity/sign-in/password.ts';
import {
  addDecision,
  addSpeaker,
  changeSpeech,
  endMeeting,
  writeHeard,
} from '../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../shared/contract/group/working-group-meetings.ts';
import { composeProtocol, reviewProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import type { Speaker } from '../site/server.ts';
import { type Group, makeMeeting, markAll, openAs, readMeeting, withdrawn } from './group.ts';

/** What everybody of the group signs with. */
export const password = 'верный пароль 1';

/** Who may preside can sign. */
async function givePasswords(server: Speaker, group: Group): Promise<void> {
  const hash = await hashPassword(password);
  for (const id of [group.ids.chair, group.ids.deputy])
    await writePassword(server.app.services.database, id, hash, new Date());
}

/** A meeting the deputy presided over, the chair's absence on record, with something heard, said and decided. */
export async function holdMeeting(
  server: Speaker,
  group: Group,
  { day, dueOn } = { day: '2026-11-24', dueOn: '2026-12-15' },
): Promise<MeetingCard> {
  const { secretary } = group.cookies;
  await givePasswords(server, group);
  const made = await makeMeeting(server, group, { day });
  const marks = { chair: 'absent', deputy: 'present', secretary: 'present', member: 'remote' } as const;
  let card = await markAll(server, group, made.id, { ...marks, second: 'absent' });
  const params = { id: card.id };
  const seen = () => ({ version: card.version });
  card = await openAs(server, group, card, group.ids.deputy);
  const itemId = card.agenda[0]!.id;
  const heard = { ...seen(), heard: 'Осмотрены главные улицы, составлен перечень мест.' };
  card = await server.call(writeHeard, { params: { ...params, itemId }, body: heard }, secretary);
  card = await server.call(
    addSpeaker,
    { params: { ...params, itemId }, body: { ...seen(), name: 'Лугова М.С.' } },
    secretary,
  );
  const speechId = card.agenda[0]!.speeches[0]!.id;
  const said = { ...seen(), act: 'write' as const, text: 'Перечень мест показать на карте.' };
  card = await server.call(changeSpeech, { params: { ...params, speechId }, body: said }, secretary);
  const decision = {
    ...seen(),
    text: 'Закрыть ямы по перечню.',
    responsibleId: group.ids.member,
    dueOn,
    expectedResult: 'Все места перечня, фото каждого',
  };
  card = await server.call(addDecision, { params: { ...params, itemId }, body: decision }, secretary);
  return server.call(endMeeting, { params, body: { ...seen(), rest: withdrawn } }, secretary);
}

/** Its protocol is with the members. */
export const bringToReview = async (server: Speaker, group: Group): Promise<MeetingCard> =>
  sendToReview(server, group, await holdMeeting(server, group));

/** The protocol of a held meeting goes to the members, to be signed by the password. */
export async function sendToReview(
  server: Speaker,
  group: Group,
  { id, version }: MeetingCard,
): Promise<MeetingCard> {
  const { secretary } = group.cookies;
  await givePasswords(server, group);
  const made = await server.call(composeProtocol, { params: { id }, body: { version } }, secretary);
  await server.call(reviewProtocol, { params: { id }, body: { version: made.version } }, secretary);
  return readMeeting(server, group, id);
}
