import { afterAll, beforeAll, expect, it } from 'vitest';
import { publishCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { readCard, submitCase } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

let server: TestServer;
let operator: string;
let own: string;
let foreign: string;
let fileId: string;
let foreignFileId: string;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  const submit = async () => {
    const { body } = await sendFile(server, await drawPicture('jpeg'));
    const files = [{ fileId: body.fileId, token: body.token }];
    return { number: (await submitCase(server, { publish: true, files })).number, fileId: body.fileId };
  };
  ({ number: own, fileId } = await submit());
  ({ number: foreign, fileId: foreignFileId } = await submit());
});
afterAll(() => server.close());

interface Change {
  published: boolean;
  releaseFiles?: string[];
  hideFiles?: string[];
}
const ask = async (number: string, change: Change) => {
  const { id, version } = await readCard(server, number, operator);
  return { params: { id }, body: { version, ...change } };
};
const publish = async (number: string, change: Change) =>
  server.call(publishCase, await ask(number, change), operator);
const refuse = async (number: string, change: Change) =>
  server.fail(publishCase, await ask(number, change), operator);
const set = (number: string, column: string, value: unknown) =>
  server.app.pool.query(`UPDATE cases.case_file SET ${column} = $2 WHERE number = $1`, [number, value]);
const shownSince = async (number: string): Promise<string | null> => {
  const { rows } = await server.app.pool.query('SELECT published_at FROM cases.case_file WHERE number = $1', [
    number,
  ]);
  return rows[0].published_at?.toISOString() ?? null;
};
/** What the timeline and the journal tell of it, oldest first. */
const told = async (number: string) => {
  const { id } = await readCard(server, number, operator);
  const lines = await server.app.pool.query(
    "SELECT text FROM cases.event WHERE case_id = $1 AND kind = 'publication' ORDER BY id",
    [id],
  );
  const records = await server.app.pool.query(
    "SELECT action FROM audit.record WHERE object_id = $1 AND action IN ('cases.publish', 'cases.unpublish') ORDER BY seq",
    [id],
  );
  return { lines: lines.rows.map(({ text }) => text), records: records.rows.map(({ action }) => action) };
};
const isReleased = async (id: string) => {
  const card = await readCard(server, own, operator);
  return card.photos.find((photo) => photo.fileId === id)?.released;
};

it('a case is shown and hidden, each told once; shown again it keeps its first day', async () => {
  await publish(own, { published: true });
  expect(await shownSince(own)).toBe('2026-11-24T09:00:00.000Z');
  expect(await shownSince(foreign)).toBeNull();
  server.setNow('2026-11-25T09:00:00Z');
  await publish(own, { published: true, releaseFiles: [fileId] });
  expect(await shownSince(own)).toBe('2026-11-24T09:00:00.000Z');
  expect(await isReleased(fileId)).toBe(true);
  await publish(own, { published: false, hideFiles: [fileId] });
  expect(await shownSince(own)).toBeNull();
  expect(await isReleased(fileId)).toBe(false);
  await publish(own, { published: false });
  expect(await told(own)).toEqual({
    lines: ['Карточка показана на карте', 'Карточка скрыта с карты'],
    records: ['cases.publish', 'cases.publish', 'cases.unpublish', 'cases.unpublish'],
  });
});

it.each(['rejected', 'merged'])('what is %s is not shown, but may be hidden', async (status) => {
  await set(own, 'status', status);
  expect(await refuse(own, { published: true })).toMatchObject({ code: 'cases.illegal-transition' });
  await publish(own, { published: false });
  await set(own, 'status', 'coordination');
});

it('without the resident’s consent nothing is shown, neither the card nor a photo', async () => {
  await set(own, 'has_publish_consent', false);
  for (const change of [{ published: true }, { published: false, releaseFiles: [fileId] }])
    expect(await refuse(own, change)).toMatchObject({ code: 'cases.consent-missing' });
  await publish(own, { published: false, hideFiles: [fileId] });
  await set(own, 'has_publish_consent', true);
});

it('a personal topic is not shown to strangers, and may be hidden', async () => {
  await set(own, 'fact_id', 'education.preschool.place');
  expect(await refuse(own, { published: true })).toMatchObject({ code: 'lib.conflict' });
  expect(await refuse(own, { published: false, releaseFiles: [fileId] })).toMatchObject({
    code: 'lib.conflict',
  });
  await publish(own, { published: false });
  await set(own, 'fact_id', null);
});

it('a photo of another case is as good as none', async () => {
  for (const change of [
    { published: true, releaseFiles: [foreignFileId] },
    { published: false, hideFiles: [foreignFileId] },
    { published: true, releaseFiles: [fileId, foreignFileId] },
  ])
    expect(await refuse(own, change)).toMatchObject({ code: 'lib.not-found' });
  await publish(own, { published: true, releaseFiles: [fileId, fileId] });
  expect(await isReleased(fileId)).toBe(true);
});
