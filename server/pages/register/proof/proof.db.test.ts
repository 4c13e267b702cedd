import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as contract from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { getOfficialPages } from '../../../../shared/contract/pages/register-open.ts';
import {
  NOBODY,
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture, pdfDocument } from '../../../../tests/support/pictures.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
let head: string;
let unitId: string;
let schoolId: string;

beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor, head, unitId, schoolId } = desk);
});
afterAll(() => server.close());

const list = () => desk.list();
const create = () => desk.create();
const read = (id: string) => desk.read(id);

describe('proof', () => {
  const upload = async (bytes?: Buffer) => {
    const { body } = await sendFile(server, bytes ?? (await drawPicture('png')), { cookie: editor });
    return { fileId: body.fileId, token: body.token };
  };
  const see = async (fileId: string, cookie: string) =>
    (await server.inject({ method: 'GET', url: `/api/files/${fileId}/display`, headers: { cookie } }))
      .statusCode;
  const look = (id: string, given: object) => ({
    params: { id },
    body: { checks: ['name'], isThere: true, takenOn: '2026-11-25', ...given },
  });
  const stateOf = (card: contract.PageCard, check: string) =>
    card.checks.find(({ id }) => id === check)!.state;

  test('is a dated picture; one shows several checks, and that of the mark lives thirty days', async () => {
    const { id } = await create();
    const file = await upload();
    const seen = await server.call(
      acts.lookAtPage,
      look(id, { checks: ['name', 'avatar', 'gov-mark'], takenOn: '2026-10-26', file }),
      editor,
    );
    expect(seen.share).toBe(3 / 12);
    expect(stateOf(seen, 'gov-mark')).toBe('there');
    expect(seen.checks[0]!.look).toMatchObject({ fileId: file.fileId, takenOn: '2026-10-26' });
    expect(await see(file.fileId, head)).toBe(200);
    expect(await see(file.fileId, '')).not.toBe(200);
    server.setNow('2026-11-26T07:00:00Z');
    expect(stateOf(await read(id), 'gov-mark')).toBe('stale');
    expect((await read(id)).share).toBe(2 / 12);
    const gone = await server.call(
      acts.lookAtPage,
      look(id, { checks: ['avatar'], isThere: false, note: 'сняли на праздник' }),
      editor,
    );
    expect(stateOf(gone, 'avatar')).toBe('missing');
    expect(gone.history[0]).toMatchObject({ what: 'нет: аватар', note: 'сняли на праздник' });
    // An older picture that comes later proves nothing against it.
    const older = look(id, { checks: ['avatar'], takenOn: '2026-11-01', file: await upload() });
    expect(stateOf(await server.call(acts.lookAtPage, older, editor), 'avatar')).toBe('missing');
    const { looks } = await server.call(acts.listLooks, { params: { id } }, head);
    expect(looks.map(({ check, isThere }) => `${check} ${isThere}`).toSorted()).toEqual([
      'avatar false',
      'avatar true',
      'avatar true',
      'gov-mark true',
      'name true',
    ]);
    const { id: other } = await create();
    expect((await server.call(acts.listLooks, { params: { id: other } }, head)).looks).toEqual([]);
    server.setNow('2026-12-26T07:00:00Z');
    expect((await read(id)).monthAgo).toBe(2 / 12 - 1 / 12);
    server.setNow(NOW);
  });

  test('what is missing is one task with a day, until it is seen there again or the page is kept no more', async () => {
    server.setNow(NOW);
    const { id } = await create();
    const lookAt = (given: object) =>
      server.call(
        acts.lookAtPage,
        look(id, { checks: ['avatar'], isThere: false, note: 'нет', ...given }),
        editor,
      );
    const fixOf = (card: contract.PageCard) => card.checks.find((check) => check.id === 'avatar')!.fix;
    const open = async () => {
      const { rows } = await server.app.pool.query(
        'SELECT count(*)::int AS count FROM register.fix WHERE page_id = $1 AND closed_at IS NULL',
        [id],
      );
      return rows[0].count;
    };
    // Five working days from Wednesday: to the end of the next Wednesday.
    expect(fixOf(await lookAt({}))).toEqual({ by: '2026-12-02', isLate: false });
    server.setNow('2026-11-26T07:00:00Z');
    expect(fixOf(await lookAt({ note: 'всё ещё нет', takenOn: '2026-11-26' }))?.by).toBe('2026-12-02');
    expect(await open()).toBe(1);
    server.setNow('2026-12-02T18:59:59Z');
    expect(fixOf(await read(id))?.isLate).toBe(false);
    server.setNow('2026-12-02T19:00:00Z');
    expect(fixOf(await read(id))?.isLate).toBe(true);
    // A picture of a day before it was gone proves nothing.
    await lookAt({ isThere: true, takenOn: '2026-11-24', file: await upload() });
    expect(await open()).toBe(1);
    expect(fixOf(await lookAt({ isThere: true, takenOn: '2026-12-02', file: await upload() }))).toBeNull();
    expect(await open()).toBe(0);
    server.setNow('2026-12-03T07:00:00Z');
    await lookAt({ takenOn: '2026-12-03', note: 'опять нет' });
    expect(await open()).toBe(1);
    const { version } = await read(id);
    await server.call(acts.archivePage, { params: { id }, body: { version, reason: 'Закрыли' } }, editor);
    expect(await open()).toBe(0);
    server.setNow(NOW);
  });

  test.each([
    ['without its picture', {}, 'file'],
    ['missing without a word', { isThere: false }, 'note'],
    ['of a day to come', { takenOn: '2026-11-26', isThere: false, note: 'нет' }, 'takenOn'],
    ['of a check there is not', { checks: ['name', 'beauty'], isThere: false, note: 'нет' }, 'checks'],
    ['of nothing', { checks: [] }, 'checks'],
    ['by a file nobody sent', { file: { fileId: NOBODY, token: 'x' } }, undefined],
  ])('%s is refused', async (_, given, field) => {
    const { id } = await create();
    const problem = await server.fail(acts.lookAtPage, look(id, given), editor);
    if (field) expect(problem.fields).toHaveProperty(field);
    else expect(problem.code).toBe('files.not-found');
  });

  test('is no paper, and is of no page in the archive', async () => {
    const { id, version } = await create();
    const paper = await upload(pdfDocument());
    expect((await server.fail(acts.lookAtPage, look(id, { file: paper }), editor)).fields?.file).toMatch(
      /картинка, а не документ/u,
    );
    await server.call(acts.archivePage, { params: { id }, body: { version, reason: 'Закрыли' } }, editor);
    const problem = await server.fail(acts.lookAtPage, look(id, { isThere: false, note: 'нет' }), editor);
    expect(problem.fields?.checks).toMatch(/архиве/u);
    const byHead = await server.fail(acts.lookAtPage, look(id, {}), head);
    expect(byHead.code).toBe('lib.forbidden');
  });

  test('a verification goes step by step, each on record; a stale one is refused', async () => {
    const { id } = await create();
    const step = (to: string, version: number, given: object = {}) => ({
      params: { id },
      body: { version, to: to as 'documents', on: '2026-11-20', ...given },
    });
    const move = (...given: Parameters<typeof step>) =>
      server.call(acts.moveVerification, step(...given), editor);
    expect((await move('documents', 0)).run).toMatchObject({ state: 'documents', version: 1 });
    expect((await server.fail(acts.moveVerification, step('submitted', 0), editor)).code).toBe(
      'lib.changed-meanwhile',
    );
    await move('submitted', 1, { on: '2026-11-21' });
    const back = await move('needs_fix', 2, { on: '2026-11-22', ground: 'нет подписи', dueOn: '2026-11-24' });
    expect(back).toMatchObject({ verification: 'needs_fix', run: { isLate: true, ground: 'нет подписи' } });
    await move('submitted', 3, { on: '2026-11-23' });
    expect(
      (await server.fail(acts.moveVerification, step('verified', 4, { on: '2026-11-24' }), editor)).fields,
    ).toHaveProperty('file');
    const file = await upload();
    await move('verified', 4, { on: '2026-11-24', file });
    expect(await see(file.fileId, head)).toBe(200);
    const lost = await move('revoked', 5, { on: '2026-11-25', ground: 'сменили название' });
    expect(lost.run!.moves.map(({ state }) => state)).toEqual([
      'documents',
      'submitted',
      'needs_fix',
      'submitted',
      'verified',
      'revoked',
    ]);
    expect(
      (await list()).bodies.flatMap(({ pages }) => pages).map(({ verification }) => verification),
    ).toContain('revoked');
    const anew = await move('documents', 0, { on: '2026-11-25' });
    expect(anew.run).toMatchObject({ state: 'documents', version: 1, moves: [{ state: 'documents' }] });
    expect((await server.fail(acts.moveVerification, step('submitted', 1), head)).code).toBe('lib.forbidden');
  });
});

test('everybody sees who keeps which page, what is confirmed, and why one keeps none', async () => {
  server.setNow('2026-11-25T08:00:00Z');
  await server.call(
    acts.addExemption,
    {
      params: { unitId: schoolId },
      body: { network: 'ok', ground: 'распоряжение № 214-р', from: '2026-01-01', until: '2026-12-31' },
    },
    editor,
  );
  const { bodies } = await server.call(getOfficialPages, {});
  const education = bodies.find((one) => one.unitId === unitId)!;
  expect(education).toMatchObject({ depth: 0, title: 'Управление образования', lacks: ['Одноклассники'] });
  expect(education.pages.filter(({ isVerified }) => isVerified)).toEqual([]);
  expect(education.pages.find(({ markOn }) => markOn !== null)).toMatchObject({
    network: 'ВКонтакте',
    markOn: '2026-10-26',
  });
  // A mark that somebody did not see proves nothing.
  const culture = bodies.flatMap(({ pages }) => pages).find(({ title }) => title === 'Культура Каменска');
  expect(culture).toMatchObject({ markOn: null, isVerified: false });
  expect(bodies.find((one) => one.unitId === schoolId)!.exemptions).toEqual([
    { network: 'Одноклассники', ground: 'распоряжение № 214-р', until: '2026-12-31' },
  ]);
  // A page waits for its archive in a network that was closed meanwhile: nobody is sent there.
  const { rows } = await server.app.pool.query<{ id: string }>(
    `UPDATE register.page SET network = 'instagram' WHERE unit_id = $1 RETURNING id`,
    [unitId],
  );
  expect(rows.length).toBeGreaterThan(0);
  server.setNow('2026-11-25T08:02:00Z');
  const later = await server.call(getOfficialPages, {});
  expect(later.bodies.find((one) => one.unitId === unitId)!.pages).toEqual([]);
  const words = JSON.stringify(bodies);
  for (const hidden of ['keeper', 'contract', 'contact', 'Закрыли']) expect(words).not.toContain(hidden);
});
