import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import {
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture, pdfDocument } from '../../../../tests/support/pictures.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { fixTerms } from './fixes.ts';

/** What is missing on a page is a task of it; what was looked at and by what it is proved is the page's own. */

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor } = desk);
});
beforeEach(() => server.setNow(NOW));
afterAll(() => server.close());

const upload = async (bytes?: Buffer) => {
  const { body } = await sendFile(server, bytes ?? (await drawPicture('png')), { cookie: editor });
  return { fileId: body.fileId, token: body.token };
};
const look = (id: string, given: object = {}) =>
  server.call(
    acts.lookAtPage,
    {
      params: { id },
      body: { checks: ['avatar'], isThere: false, note: 'нет', takenOn: '2026-11-25', ...given },
    },
    editor,
  );
const fixesOf = (card: PageCard) => card.checks.flatMap(({ id, fix }) => (fix ? [id] : []));
const see = async (fileId: string, cookie: string) =>
  (await server.inject({ method: 'GET', url: `/api/files/${fileId}/display`, headers: { cookie } }))
    .statusCode;

describe('tasks', () => {
  test('are of the checks that were looked at, and closed by what is seen of them alone', async () => {
    const { id } = await desk.create();
    expect(fixesOf(await look(id, { checks: ['avatar', 'cover'] }))).toEqual(['avatar', 'cover']);
    const seen = await look(id, { checks: ['cover'], isThere: true, file: await upload() });
    expect(fixesOf(seen)).toEqual(['avatar']);
    expect(seen.history[0]).toMatchObject({ what: 'есть: обложка', note: 'нет' });
  });

  test('stand on the ladder of reminders while they are open: before whoever keeps the page, then the register', async () => {
    const { personId } = await signInStaff(server, 'editor', { slug: 'keeper' });
    const page = await desk.create({ title: 'Страница с задачами', keeperId: personId });
    await look(page.id, { checks: ['avatar', 'cover'] });
    await look(page.id, { checks: ['cover'], isThere: true, file: await upload() });
    const terms = (await asSystem(server, fixTerms.terms)).filter(
      ({ path }) => path === `/staff/pages?id=${page.id}`,
    );
    expect(terms).toMatchObject([
      {
        clock: 'page-fix',
        name: 'Страница «Страница с задачами»',
        about: 'исправить: Аватар',
        startedAt: new Date(NOW),
        dueAt: new Date('2026-12-02T19:00:00Z'),
      },
    ]);
    const whom = terms[0]!.whom as (word: string) => unknown;
    const keepers = [{ may: 'register.keep' }];
    expect(whom('owner')).toEqual([{ people: [personId] }, ...keepers]);
    expect(whom('coordinator')).toEqual(keepers);
    expect(whom('head')).toBeUndefined();
    expect([fixTerms.title('page-fix'), fixTerms.title('other')]).toEqual(['Исправить страницу', undefined]);
  });
});

describe('what was looked at', () => {
  test('stands the latest first, with its words and its picture', async () => {
    const { id } = await desk.create();
    const file = await upload();
    await look(id, { isThere: true, note: '', file });
    server.setNow('2026-11-25T08:00:00Z');
    await look(id, { note: 'сняли' });
    const { looks } = await server.call(acts.listLooks, { params: { id } }, desk.head);
    expect(looks).toMatchObject([
      { check: 'avatar', title: 'Аватар', isThere: false, note: 'сняли', fileId: null },
      { check: 'avatar', isThere: true, note: '', fileId: file.fileId, takenOn: '2026-11-25' },
    ]);
  });

  test('without words has a picture at least, and with one needs none', async () => {
    const { id } = await desk.create();
    expect(fixesOf(await look(id, { note: '', file: await upload() }))).toEqual(['avatar']);
  });

  test('stands in the journal with its picture', async () => {
    const { id } = await desk.create();
    const file = await upload();
    await look(id, { file });
    const { rows } = await server.app.pool.query<{ payload: string }>(
      "SELECT payload FROM audit.record WHERE action = 'register.look' AND object_id = $1",
      [id],
    );
    for (const told of [file.fileId, 'avatar', '2026-11-25']) expect(rows[0]?.payload).toContain(told);
  });

  test('a picture that is of no page is shown to nobody by the register', async () => {
    const { id } = await desk.create();
    const [used, loose] = [await upload(), await upload()];
    await look(id, { file: used });
    await server.app.pool.query('UPDATE files.file SET claimed = true WHERE id = $1', [loose.fileId]);
    expect([await see(used.fileId, desk.head), await see(loose.fileId, desk.head)]).toEqual([200, 404]);
  });
});

describe('a verification', () => {
  const move = (id: string, version: number, given: object = {}) => ({
    params: { id },
    body: { version, to: 'documents', on: '2026-11-20', ...given } as never,
  });
  const go = (...given: Parameters<typeof move>) =>
    server.call(acts.moveVerification, move(...given), editor);

  test('keeps of every step its day, its words, its term and its paper', async () => {
    const { id } = await desk.create();
    const paper = await upload(pdfDocument());
    await go(id, 0, { ground: 'заявка № 2', file: paper });
    await go(id, 1, { to: 'submitted', on: '2026-11-21' });
    const back = await go(id, 2, {
      to: 'needs_fix',
      on: '2026-11-22',
      ground: 'нет подписи',
      dueOn: '2026-11-25',
    });
    expect(back.run).toMatchObject({
      state: 'needs_fix',
      on: '2026-11-22',
      ground: 'нет подписи',
      dueOn: '2026-11-25',
      isLate: false,
      moves: [
        { state: 'documents', on: '2026-11-20', ground: 'заявка № 2', dueOn: null, fileId: paper.fileId },
        { state: 'submitted', on: '2026-11-21', ground: '', fileId: null },
        { state: 'needs_fix', on: '2026-11-22', ground: 'нет подписи', dueOn: '2026-11-25' },
      ],
      version: 3,
    });
    expect(back.history[0]).toMatchObject({
      what: expect.stringMatching(/^верификация: /u),
      note: 'нет подписи',
    });
    const { rows } = await server.app.pool.query<{ serial: number }>(
      `SELECT serial FROM register.verification_move WHERE verification_id = $1 ORDER BY serial`,
      [back.run?.id],
    );
    expect(rows.map(({ serial }) => serial)).toEqual([1, 2, 3]);
    server.setNow('2026-11-26T07:00:00Z');
    expect((await desk.read(id)).run?.isLate).toBe(true);
  });

  test('is of no page in the archive', async () => {
    const { id, version } = await desk.create();
    await server.call(acts.archivePage, { params: { id }, body: { version, reason: 'Закрыли' } }, editor);
    expect(await server.fail(acts.moveVerification, move(id, 0), editor)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/в архиве/u),
    });
  });

  test('is begun once: whoever comes in the same moment is told so', async () => {
    const { id } = await desk.create();
    const other = await server.app.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query(
        `INSERT INTO register.verification (id, page_id, state, state_on, ground, started_at)
         VALUES (gen_random_uuid(), $1, 'documents', '2026-11-20', '', now())`,
        [id],
      );
      const refused = server.fail(acts.moveVerification, move(id, 0), editor);
      await expect
        .poll(async () => {
          const { rows } = await server.app.pool.query(
            "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
          );
          return rows.length;
        })
        .toBe(1);
      await other.query('COMMIT');
      expect(await refused).toMatchObject({ status: 409, detail: expect.stringMatching(/уже начали/u) });
    } finally {
      other.release();
    }
  });

  test('that was lost leaves its steps as they were when another is begun', async () => {
    const { id } = await desk.create();
    await go(id, 0);
    await go(id, 1, { to: 'submitted' });
    await go(id, 2, { to: 'verified', file: await upload() });
    await go(id, 3, { to: 'revoked', ground: 'сменили название' });
    server.setNow('2026-11-25T09:00:00Z');
    await go(id, 0, { ground: 'заново' });
    const { rows } = await server.app.pool.query(
      'SELECT state, ground, version FROM register.verification WHERE page_id = $1 ORDER BY started_at',
      [id],
    );
    expect(rows).toEqual([
      { state: 'revoked', ground: 'сменили название', version: 4 },
      { state: 'documents', ground: 'заново', version: 1 },
    ]);
  });
});

test('nothing of it touches the page beside', async () => {
  expect(await desk.read(desk.neighbour.id)).toEqual(desk.neighbour);
});
