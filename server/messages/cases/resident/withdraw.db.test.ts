import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plantCases } from '../../../../tests/support/plant.ts';
import { changesOf, type Telling } from '../../../../tests/support/record-change.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { withdrawAgain } from './withdraw.ts';

/** What leaves a case when whoever wrote takes their consent back: all of it that changes, and when nothing does. */

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
});
afterAll(() => server.close());

const telling: Telling = {
  row: `SELECT phone, email, person_name, consent_withdrawn_at, published_at, has_publish_consent FROM cases.contact
    JOIN cases.case_file AS file ON file.id = case_id WHERE contact.id = $1`,
  tables: [
    `SELECT concat_ws(' ', 'told', event.kind, event.visibility, event.text) FROM cases.event
     JOIN cases.contact ON contact.case_id = event.case_id WHERE contact.id = $1 AND event.kind <> 'registered'`,
    `SELECT 'journal ' || action || ' ' || ((payload::jsonb) -> 'data')::text FROM audit.record
     WHERE object = 'contact' AND object_id = $1::text`,
  ],
};

interface Given {
  isJoiner?: boolean;
  regime?: string;
  /** Of the case, and of the one it was merged into. */
  closed?: string | null;
  intoClosed?: string | null;
  withdrawn?: boolean;
  hasPublish?: boolean;
}

let serial = 0;
const published = '2026-11-20T09:00:00Z';
const shown = { published_at: null, has_publish_consent: false };
const erased = { phone: null, email: null, person_name: null };

async function plant(given: Given): Promise<{ id: string; number: string; caseId: string }> {
  const {
    isJoiner = false,
    regime = 'pos_message',
    closed = null,
    intoClosed,
    withdrawn = false,
    hasPublish = true,
  } = given;
  serial += 1;
  const number = `2026-11-${6000 + serial}`;
  const into =
    intoClosed === undefined
      ? []
      : await plantCases(server, [{ number: `${number}-1`, closed_at: intoClosed }]);
  const [file] = await plantCases(server, [
    {
      number,
      regime,
      closed_at: closed,
      merged_into: into[0]?.id ?? null,
      has_publish_consent: hasPublish,
      published_at: hasPublish ? published : null,
    },
  ]);
  const id = randomUUID();
  await server.asOwner(
    `INSERT INTO cases.contact (id, case_id, kind, identity, regime, regime_reason, received_at, phone, email, person_name, is_joiner, consent_withdrawn_at)
     VALUES ('${id}', '${file!.id}', 'site_form', 'phone', '${regime}', '', now(), '+79120000017', 'a@example.org', 'Пробный',
       ${isJoiner}, ${withdrawn ? 'now()' : 'NULL'})`,
  );
  return { id, number, caseId: file!.id };
}

interface Heard {
  change: Awaited<ReturnType<typeof changesOf>>;
  isAgain: boolean;
  hidden: unknown[];
}

async function withdraw(
  given: Given,
  scope: 'all' | 'publish',
): Promise<Heard & { number: string; caseId: string }> {
  const { id, number, caseId } = await plant(given);
  const hidden: unknown[] = [];
  let isAgain = false;
  const change = await changesOf(server, telling, id, async () => {
    isAgain = await asSystem(server, (ctx) => {
      const announce = ((_: unknown, payload: unknown) => void hidden.push(payload)) as typeof ctx.announce;
      return withdrawAgain({ ...ctx, announce }, { objectId: id, data: { scope } } as never);
    });
  });
  return { change, isAgain, hidden, number, caseId };
}

const note = '; повторено после возврата из резервной копии';
const lines = (words: string, number: string, scope: string) => [
  `told consent staff ${words}${note}`,
  `journal cases.withdraw-consent {"scope": "${scope}", "number": "${number}"}`,
];

describe('the whole consent', () => {
  const words = 'Житель отозвал согласие на обработку данных';
  const at = { consent_withdrawn_at: '09:00' };
  test.each<[string, Given, object, boolean]>([
    ['of an open case: answered first, shown no more', {}, { ...at, ...shown }, true],
    [
      'of a closed one: nothing of the person stays',
      { closed: published },
      { ...at, ...shown, ...erased },
      true,
    ],
    [
      'of one merged into an open one: answered with it',
      { closed: published, intoClosed: null },
      { ...at, ...shown },
      true,
    ],
    ['of one merged into a closed one', { intoClosed: published }, { ...at, ...shown, ...erased }, true],
    [
      'of an appeal: kept by the law',
      { regime: 'appeal_59fz', closed: published },
      { ...at, ...shown },
      true,
    ],
    [
      'of who joined: the case stays shown',
      { isJoiner: true, closed: published },
      { ...at, ...erased },
      false,
    ],
  ])('%s', async (_, given, row, isHidden) => {
    const { change, isAgain, hidden, number, caseId } = await withdraw(given, 'all');
    expect(isAgain).toBe(true);
    expect(change).toEqual({ row, lines: lines(words, number, 'all') });
    expect(hidden).toEqual(isHidden ? [{ caseId }] : []);
  });

  test('taken back before changes nothing once more', async () => {
    expect(await withdraw({ withdrawn: true }, 'all')).toMatchObject({
      change: { row: {}, lines: [] },
      isAgain: false,
      hidden: [],
    });
  });
});

describe('the consent to be shown', () => {
  test('takes the card away and nothing else, closed or not', async () => {
    const { change, isAgain, number } = await withdraw({ closed: published, withdrawn: true }, 'publish');
    expect(isAgain).toBe(true);
    expect(change).toEqual({
      row: shown,
      lines: lines('Житель отозвал согласие на показ', number, 'publish'),
    });
  });

  test.each<[string, Given]>([
    ['that was taken back', { hasPublish: false }],
    ['of who joined', { isJoiner: true }],
  ])('%s changes nothing', async (_, given) => {
    expect(await withdraw(given, 'publish')).toMatchObject({
      change: { row: {}, lines: [] },
      isAgain: false,
    });
  });
});

test('of nobody known nothing is withdrawn', async () => {
  const isAgain = await asSystem(server, (ctx) =>
    withdrawAgain(ctx, { objectId: randomUUID(), data: {} } as never),
  );
  expect(isAgain).toBe(false);
});
