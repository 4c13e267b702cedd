import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  getLadder,
  type LadderDraft,
  previewLadder,
  saveLadder,
} from '../../../shared/contract/messages/escalation.ts';
import { type Crew, makeCrew, sortMessage } from '../../../tests/support/loop.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { loadReference } from '../../base/deadlines/index.ts';

let server: TestServer;
let crew: Crew;
let admin: string;
beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  crew = await makeCrew(server);
  admin = await signInAs(server, 'admin');
});
afterAll(async () => {
  await server.close();
  loadReference('Asia/Yekaterinburg');
});

async function draftOf(change: (draft: LadderDraft) => void = () => undefined): Promise<LadderDraft> {
  const { versions } = await server.call(getLadder, {}, admin);
  const { version: _version, validTo: _validTo, isOwn: _isOwn, ...latest } = structuredClone(versions[0]!);
  const draft = { ...latest, validFrom: '2026-12-01' };
  change(draft);
  return draft;
}
/** The head of the centre is told at three quarters of an answer already. */
const stricter = (draft: LadderDraft): void => {
  draft.ladders[0]!.steps[1]!.to.push('chair');
  draft.quietHours = { from: '21:00', to: '09:00' };
};
const answerSteps = (number: string) =>
  server.app.pool.query<{ next_step: number; next_step_at: Date }>(
    `SELECT next_step, next_step_at FROM cases.clock JOIN cases.case_file file ON file.id = case_id
     WHERE number = $1 AND kind = 'answer' AND stopped_at IS NULL`,
    [number],
  );

test('the ladder in force is read by staff with its ground and its mark «не подтверждено»', async () => {
  const { versions, clocks } = await server.call(getLadder, {}, crew.operator);
  expect(versions[0]).toMatchObject({
    toVerify: true,
    isOwn: false,
    quietHours: { from: '20:00', to: '08:00' },
  });
  expect(clocks.answer).toBe('Ответ жителю');
  expect(Object.entries(clocks).filter(([kind, title]) => title === kind || !/[а-яё]/iu.test(title))).toEqual(
    [],
  );
});

test('a draft says what it would change before it takes effect, and moves nothing', async () => {
  const { number } = await submitCase(server);
  await sortMessage(server, crew, number);
  const { rows: before } = await answerSteps(number);
  const draft = await draftOf(stricter);
  const seen = await server.call(previewLadder, { body: { draft } }, admin);
  expect(seen).toMatchObject({ changed: 1, isPartial: false });
  expect(seen.cases.map((one) => one.number)).toContain(number);
  const chair = seen.roles.find(({ role }) => role === 'chair')!;
  expect(chair.after).toBe(chair.before + 1);
  const same = await server.call(previewLadder, { body: { draft: await draftOf() } }, admin);
  expect(same.changed).toBe(0);
  expect((await answerSteps(number)).rows).toEqual(before);
});

test.each<[string, (draft: LadderDraft) => void, string]>([
  [
    'of today: clocks that began this morning keep theirs',
    (draft) => {
      draft.validFrom = '2026-11-24';
    },
    'validFrom',
  ],
  [
    'whose steps are out of order',
    (draft) => {
      draft.ladders[0]!.steps.reverse();
    },
    'ladders',
  ],
  [
    'that forgets a term',
    (draft) => {
      draft.ladders[0]!.clocks.pop();
    },
    'ladders',
  ],
])('a version %s is refused', async (_name, change, field) => {
  const refused = await server.fail(previewLadder, { body: { draft: await draftOf(change) } }, admin);
  expect(refused.fields).toHaveProperty(field);
});

test('a saved version is in force from its day; a running clock keeps the ladder it began with', async () => {
  const { number } = await submitCase(server);
  await sortMessage(server, crew, number);
  const { rows: kept } = await answerSteps(number);
  const body = { draft: await draftOf(stricter), reason: 'Новый регламент центра' };
  expect((await server.fail(saveLadder, { body }, crew.operator)).status).toBe(403);
  expect(await server.call(saveLadder, { body }, admin)).toEqual({ version: '2026-12-01' });
  const { versions } = await server.call(getLadder, {}, admin);
  expect(versions).toMatchObject([
    { version: '2026-12-01', validTo: null, isOwn: true, quietHours: { from: '21:00', to: '09:00' } },
    { validTo: '2026-11-30', isOwn: false },
  ]);
  expect((await answerSteps(number)).rows).toEqual(kept);
  expect((await server.fail(saveLadder, { body }, admin)).fields).toHaveProperty('validFrom');
});
