import { randomUUID } from 'node:crypto';
import { signValue } from '../../server/lib/seal/sealed.ts';
import { EARLIER, json, type Maker, one, type Row } from './thing-kit.ts';

export const letter =
  (state: string): Maker =>
  (around) => {
    const made = one('id', 'outbox.letter', () => ({
      channel: 'email',
      recipient: 'nobody@example.ru',
      text: 'Письмо',
      purpose: 'case-answer',
      state,
      created_at: EARLIER,
      state_at: EARLIER,
    }))(around);
    const { id } = made.known;
    const token = `${id}.${signValue(around.server.app.services.config, 'unsubscribe', String(id))}`;
    return { ...made, known: { id, token } };
  };

/** A letter of an appeal: signed, when it is to be sent. */
export const document = (signed: boolean) =>
  one('id', 'office.document', (id, { caseId, chairId }) => ({
    case_id: caseId,
    kind: 'order-explained',
    made_at: EARLIER,
    made_by: chairId,
    made_by_name: 'Другой',
    content: json({
      title: 'Разъяснение',
      addressee: ['Пробной А. С.'],
      salutation: 'Уважаемая Анна Сергеевна!',
      text: 'Разъясняем порядок обжалования.',
      executor: 'Другой',
      signer: null,
      refer: null,
      attachments: [],
    }),
    ...(signed && {
      number: id,
      signed_at: EARLIER,
      signed_by: chairId,
      signed_by_name: 'Другой',
      fingerprint: 'a'.repeat(64),
    }),
  }));

/** Hours of reception with somebody who comes. */
export const reception: Maker = (around) => {
  const { rows, known } = one('id', 'office.reception', () => ({
    day: '2026-12-20',
    starts_at: '15:00',
    ends_at: '16:00',
    official_name: 'Пробный А. В.',
    official_position: 'Глава',
    place: 'Каб. 12',
    made_by: around.chairId,
    made_at: EARLIER,
  }))(around);
  return { rows, known, held: { table: 'office.visit', column: 'reception_id' } };
};
export const visit: Maker = (around) => {
  const { rows, known, held } = reception(around);
  const visitId = randomUUID();
  const row = {
    id: visitId,
    reception_id: known.id,
    at: '15:15',
    person_name: 'Пробная Вера',
    subject: 'Двор',
  };
  const visits: Row = { table: 'office.visit', row: { ...row, changed_at: EARLIER } };
  return { rows: [...rows, visits], known: { id: visitId }, ...(held && { held }) };
};
