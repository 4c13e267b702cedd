import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { triageCase } from '../../../../shared/contract/messages/cases-triage.ts';
import { asSystem, makeUnit, readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { followUpJob } from './follow-up-job.ts';

let server: TestServer;
let operator: string;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.example' });
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
});
afterAll(() => server.close());

const LITTER = 'improvement.general.other';

const readTopicSource = async (number: string): Promise<string> => {
  const { topic_source: source } = await server.app.services.database
    .selectFrom('cases.case_file')
    .select('topic_source')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return source;
};
const listLetters = async (number: string) => {
  const { rows } = await sql<{ channel: string; recipient: string; subject: string; text: string }>`
    SELECT letter.channel, recipient, subject, text FROM outbox.letter AS letter
    JOIN cases.case_file AS file ON file.id = letter.case_id
    WHERE file.number = ${number} AND purpose = 'case-registered'`.execute(server.app.services.database);
  return rows;
};
/** Runs the follow-up once more, as after a crash between its commit and the end of the job. */
const followAgain = async (): Promise<void> => {
  await asSystem(server, async (ctx) => ctx.enqueue(followUpJob, {}));
  await server.drain();
};

describe('after registration', () => {
  test('the topic and the place are suggested, the words found, the letter written', async () => {
    const sent = await submitCase(server, {
      text: 'На дороге по улице Кунавина, 15 огромная яма, пробил колесо. Прошу заделать яму на проезжей части.',
    });
    const card = await readCard(server, sent.number, operator);
    expect(card.suggestion[0]).toMatchObject({ block: 'roads' });
    expect(card.suggestion[0]!.words.length).toBeGreaterThan(0);
    // What the text says of the place is proposed with its fragment; the case itself has none until a person takes it.
    expect(card.place).toMatchObject({ address: null, lat: null, precision: 'none' });
    const [said] = card.placeSuggestions;
    expect(said).toMatchObject({
      label: 'ул. Кунавина, 15',
      kind: 'street',
      house: '15',
      precision: 'house',
    });
    expect(card.text.slice(said!.start, said!.end)).toBe('улице Кунавина, 15');
    expect(said!.confidence).toBeGreaterThan(0.9);
    expect(said!.reasons).toContain('рядом слово «улица»');
    // The suggestion is sure enough to count in the matrix, and is marked as such until an operator's word.
    expect(card).toMatchObject({ block: 'roads', factId: null });
    expect(await readTopicSource(sent.number)).toBe('suggested');
    const found = await server.call(listCases, { query: { q: 'ямы на проезжих частях' } }, operator);
    expect(found.rows.map(({ number }) => number)).toContain(sent.number);
    expect(await listLetters(sent.number)).toEqual([
      {
        channel: 'sms',
        recipient: '+79120000017',
        subject: `Сообщение № ${sent.number} принято`,
        text: `Сообщение № ${sent.number} принято. Ответим до 24.12.2026. Следить: https://otklik.example/m/${sent.number}?k=${sent.trackToken}`,
      },
    ]);
    const page = await server.call(getMessage, {
      params: { number: sent.number },
      query: { k: sent.trackToken },
    });
    expect(page.access).toBe('own');
  });

  test('the letter goes by e-mail where there is one, and names neither the resident nor the matter', async () => {
    const sent = await submitCase(server, { email: 'Zhitel@Example.RU', name: 'Пробный Житель Иванович' });
    const [letter] = await listLetters(sent.number);
    expect(letter).toMatchObject({ channel: 'email', recipient: 'zhitel@example.ru' });
    expect(letter!.text).not.toMatch(/Пробный|яма|дорог/i);
  });

  test('a place and a topic the resident gave stay as they were given', async () => {
    const sent = await submitCase(server, {
      text: 'Яма на дороге по улице Кунавина, 15, а фонарь не горит здесь.',
      factId: LITTER,
      place: { lat: 56.42, lon: 61.93, address: 'у фонтана' },
    });
    const card = await readCard(server, sent.number, operator);
    expect(card).toMatchObject({ block: 'improvement', factId: LITTER });
    expect(await readTopicSource(sent.number)).toBe('resident');
    expect(card.suggestion[0]!.block).not.toBe('improvement');
    expect(card.placeSuggestions).toEqual([]);
    expect(card.place).toMatchObject({ lat: 56.42, lon: 61.93, address: 'у фонтана', precision: 'point' });
  });
});

describe('twice', () => {
  test('writes one letter and does not take back what an operator has decided since', async () => {
    const sent = await submitCase(server);
    const card = await readCard(server, sent.number, operator);
    const unitId = await makeUnit(server, 'Управление благоустройства', 'improvement-office');
    await server.call(
      triageCase,
      { params: { id: card.id }, body: { version: card.version, factId: LITTER, unitId } },
      operator,
    );
    await followAgain();
    expect(await listLetters(sent.number)).toHaveLength(1);
    expect(await readCard(server, sent.number, operator)).toMatchObject({
      block: 'improvement',
      factId: LITTER,
      status: 'assigned',
    });
    expect(await readTopicSource(sent.number)).toBe('operator');
  });

  test('of a case that is gone does nothing', async () => {
    await followAgain();
  });
});
