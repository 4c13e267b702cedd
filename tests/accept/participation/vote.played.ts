import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { castBallot } from '../../../server/participation/ballots/cast.ts';
import { takeBallot, takeKioskBallot } from '../../../server/participation/ballots/paper.ts';
import { giveKioskCode } from '../../../server/participation/polls/kiosk/acts.ts';
import { flushPulse } from '../../../server/participation/polls/signs/note.ts';
import { readBallotForm } from '../../../shared/contract/participation/ballots.ts';
import { confirmProtocol, enterProtocol } from '../../../shared/contract/participation/poll-paper.ts';
import { makePaper, sealPaper } from '../../../web/lib/ballots/paper.ts';
import { openPaperDesk, paperNumbers } from '../../support/participation/paper-desk.ts';
import { OVER } from '../../support/participation/poll-desk.ts';
import { makeDice } from '../../suppression/random-city.ts';
import type { SeenVote, SeenVoter } from './linking.ts';

/** Within this process: set by `3-linking.ts`. A vote on the real server; what is written down is what the database and its marks say. */
const { PLAYED = '', PLAYED_SEED = '1', PLAYED_BALLOTS = '500' } = process.env;

const OPTIONS = ['titova', 'suvorova', 'lenina-long-name', 'x'];

test('a vote as an attacker sees it', { timeout: 5_400_000 }, async () => {
  const paperDesk = await openPaperDesk();
  const { desk } = paperDesk;
  const { server } = desk;
  const { services } = server.app;
  const { id, places } = await paperDesk.openWithPlaces('vote', {
    questions: [
      {
        id: 'yard',
        kind: 'single',
        title: 'Какой двор обновить?',
        options: OPTIONS.map((one) => ({ id: one, title: one })),
      },
    ],
  });
  const form = await server.call(readBallotForm, { params: { id } });
  const dice = makeDice(Number(PLAYED_SEED));
  const choices: string[] = [];
  const [placeId = '', ...otherPlaces] = places;
  const token = await paperDesk.openKiosk(placeId);
  for (let at = 0; at < Number(PLAYED_BALLOTS); at += 1) {
    const choice = OPTIONS[Math.floor(dice() * OPTIONS.length)] ?? '';
    choices.push(choice);
    const paper = makePaper(form, { pollId: id, answers: { yard: [choice] } });
    const actor = {
      kind: 'resident',
      id: randomUUID(),
      name: '',
      phone: '+79',
      email: null,
      level: 'phone',
    } as const;
    const said = { ageGroup: null, isOfAge: true, districtId: null };
    const ip = `203.0.${at % 200}.${at % 250}`;
    const isAtKiosk = at % 2 === 1;
    const who = { contact: '', basis: `документ ${at}`, placeId };
    const staff = { actor: { kind: 'system', name: 'commission' }, requestId: 'vote', ip } as const;
    const code = isAtKiosk
      ? (
          await runMutation(services, staff, (ctx) =>
            giveKioskCode(ctx, { params: { id }, body: who, query: undefined }),
          )
        ).code
      : '';
    const signed = await runMutation(services, { actor, requestId: 'vote', ip }, (ctx) =>
      isAtKiosk
        ? takeKioskBallot(ctx, { params: { token }, body: { code, said, ...paper.asked }, query: undefined })
        : takeBallot(ctx, { params: { id }, body: { said, ...paper.asked }, query: undefined }),
    );
    const sealed = await sealPaper(form, paper, signed);
    if (!sealed) throw new Error('not sealed');
    await castBallot(services, {
      params: { id },
      headers: {},
      body: JSON.stringify(sealed),
      findIp: () => '',
    });
  }
  const seen = async (table: string, order: string) =>
    (
      await server.app.pool.query<Record<string, unknown>>(
        `SELECT xmin::text, ctid::text, * FROM ${table} WHERE poll_id = $1 ORDER BY ${order}`,
        [id],
      )
    ).rows.map((row) =>
      Object.fromEntries(
        Object.entries(row)
          .filter(([name]) => !['poll_id', 'is_mixed'].includes(name))
          .map(([name, value]) => [name, String(value)]),
      ),
    );
  // Numbers of transactions rise: with the log in hand the order they came in is known.
  const byTime = 'xmin::text::bigint, ctid';
  const voters = await seen('ballots.voter', byTime);
  const envelopes = await seen('ballots.envelope', byTime);
  // Codes were given one after another, as people came: whose mark is whose is known to whoever has the key of the server.
  const marks = await seen('polls.paper_mark', byTime);
  // Sums of how people came, as the attacker has them: with the salt that nets are named by.
  await flushPulse(services, { isAll: true });
  const { rows: sums } = await server.app.pool.query<{ sum: string }>(
    `SELECT row_to_json(pulse)::text AS sum FROM polls.pulse WHERE poll_id = $1
     UNION ALL SELECT row_to_json(pulse_net)::text FROM polls.pulse_net WHERE poll_id = $1
     UNION ALL SELECT row_to_json(pulse_salt)::text FROM polls.pulse_salt WHERE poll_id = $1`,
    [id],
  );
  await desk.come(OVER);
  const numbers = Object.assign(paperNumbers(0, 0), { votes: { yard: {} } });
  for (const place of [placeId, ...otherPlaces]) {
    await server.call(enterProtocol, await paperDesk.enter(place, { numbers }), desk.editor);
    await server.call(confirmProtocol, { params: { id: place }, body: { serial: 1 } }, desk.deputy);
  }
  const opened = await desk.openBox(id);
  expect(opened).toMatchObject({ found: choices.length, spoiled: {} });
  const ballots = await seen('ballots.ballot', 'ctid');
  const { rows: journal } = await server.app.pool.query<{ action: string }>(
    "SELECT action FROM audit.record WHERE action LIKE 'ballots.%' AND action NOT IN ('ballots.prepare-vote', 'ballots.end-opening')",
  );
  await server.close();
  const vote: SeenVote = {
    voters: voters.map((row, at): SeenVoter => {
      const mark = at % 2 === 1 ? Object.entries(marks[(at - 1) / 2] ?? {}) : [];
      return {
        row: Object.assign(row, Object.fromEntries(mark.map(([name, value]) => [`mark_${name}`, value]))),
        choice: choices[at] ?? '',
      };
    }),
    envelopes: envelopes.map(({ envelope = '', ...row }) => ({ row, envelope })),
    ballots: ballots.map((row) => ({ row, choice: JSON.parse(row.text ?? '{}').answers.yard[0] })),
    journal: journal.map(({ action }) => action),
    sums: sums.map(({ sum }) => JSON.parse(sum)),
  };
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(vote));
  expect(vote.ballots).toHaveLength(choices.length);
  expect(marks).toHaveLength(Math.floor(choices.length / 2));
  expect(vote.sums.length).toBeGreaterThan(1);
});
