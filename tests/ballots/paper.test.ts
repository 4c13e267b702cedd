import { generateKeyPairSync } from 'node:crypto';
import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import { blindSign } from '../../server/participation/ballots/blind-sign.ts';
import { ballotIdOf, judgeBallot } from '../../server/participation/ballots/judge.ts';
import { openHalfOf, openRsaKey } from '../../server/participation/ballots/rsa-pss.ts';
import { type OpenedBallot, packBallot, receiptOf } from '../../shared/ballots/ballot.ts';
import { envelopeSize } from '../../shared/ballots/envelope-size.ts';
import { markOfKey } from '../../shared/ballots/key-mark.ts';
import { MOST_OPENED_BYTES } from '../../shared/contract/participation/ballots.ts';
import type { Answers } from '../../shared/contract/participation/questionnaire.ts';
import { questions as questionsOf } from '../../shared/contract/participation/questionnaire.ts';
import { importTallyKey, openEnvelope, sealBallot } from '../../web/lib/ballots/envelope.ts';
import { openBox } from '../../web/lib/ballots/open-box.ts';
import { makePaper, sealPaper } from '../../web/lib/ballots/paper.ts';
import { makeTallyKey, openTallyKey } from '../../web/lib/ballots/tally-key.ts';

const pollId = '3f0e9c9e-7f0a-4b6e-9a8e-6c6d1f1b2a3c';
const questions = questionsOf.parse([
  {
    id: 'where',
    kind: 'single',
    title: 'Где сделать сквер',
    options: [
      { id: 'a', title: 'У реки' },
      { id: 'longer-than-other', title: 'У вокзала' },
    ],
  },
  {
    id: 'what',
    kind: 'multi',
    title: 'Что в нём',
    isRequired: false,
    options: [
      { id: 'x', title: 'Лавки' },
      { id: 'y', title: 'Фонтан' },
    ],
  },
]);
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const [entry, ballot] = [pair(), pair()];
const tally = await makeTallyKey('длинная фраза хранителя');
const opened = await openTallyKey(tally.file, 'длинная фраза хранителя');
if (!opened) throw new Error('the key does not open');
const secret = opened.secret;
const form = {
  edition: 1,
  size: envelopeSize(questions),
  entryKey: openHalfOf(entry),
  ballotKey: openHalfOf(ballot),
  tallyKey: tally.open,
};
const rules = {
  pollId,
  key: openRsaKey(form.ballotKey),
  questionsOf: (edition: number) => (edition === 1 ? questions : null),
};

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The same bytes written otherwise: the last letter has bits that are of no byte. */
const sameBytes = (text: string): string => {
  const other = `${text.slice(0, -1)}${LETTERS[LETTERS.indexOf(text.at(-1) ?? '') + 1]}`;
  expect(Buffer.from(other, 'base64url')).toEqual(Buffer.from(text, 'base64url'));
  return other;
};

/** The city signs what it is given. */
const sign = ({ asked }: ReturnType<typeof makePaper>) => ({
  entry: base64url.encode(blindSign(entry, Buffer.from(asked.entry, 'base64url'))),
  ballot: base64url.encode(blindSign(ballot, Buffer.from(asked.ballot, 'base64url'))),
});

async function vote(answers: Answers) {
  const paper = makePaper(form, { pollId, answers });
  const sealed = await sealPaper(form, paper, sign(paper));
  if (!sealed) throw new Error('not sealed');
  return { paper, sealed };
}

async function openOne(envelope: string) {
  const found = await openEnvelope(envelope, secret);
  if (!found) throw new Error('not opened');
  return found;
}

describe('a secret ballot', () => {
  it('comes out of the box as it was made, and counts', async () => {
    const { paper, sealed } = await vote({ where: ['a'], what: ['x', 'y'] });
    const found = await openOne(sealed.envelope);
    expect(found.text).toBe(paper.text);
    expect(judgeBallot(rules, found)).toEqual({ answers: { where: ['a'], what: ['x', 'y'] } });
  });

  it('shows the city nothing that is found in it: no number is the same on both sides', async () => {
    const { paper, sealed } = await vote({ where: ['a'] });
    const given = [paper.asked.entry, paper.asked.ballot, ...Object.values(sign(paper))];
    const found = await openOne(sealed.envelope);
    const shown = [
      sealed.entry,
      sealed.signature,
      found.prefix,
      found.signature,
      paper.code,
      ballotIdOf(found),
    ];
    expect(shown.filter((one) => given.includes(one))).toEqual([]);
    expect(receiptOf(sealed.envelope)).not.toBe(ballotIdOf(found));
  });

  it('lies in an envelope of one length, whatever was chosen', async () => {
    const all: Answers[] = [
      { where: ['a'] },
      { where: ['longer-than-other'] },
      { where: ['longer-than-other'], what: ['x', 'y'] },
    ];
    const lengths = await Promise.all(
      all.map(async (answers) => (await vote(answers)).sealed.envelope.length),
    );
    expect(new Set(lengths).size).toBe(1);
    expect(() => packBallot({ prefix: '', text: 'a'.repeat(form.size), signature: '' }, form.size)).toThrow(
      RangeError,
    );
  });

  it('is not sealed where the city signed something else', async () => {
    const paper = makePaper(form, { pollId, answers: { where: ['a'] } });
    const other = sign(makePaper(form, { pollId, answers: { where: ['a'] } }));
    expect(await sealPaper(form, paper, other)).toBeNull();
    expect(await sealPaper(form, paper, { ...sign(paper), entry: other.entry })).toBeNull();
    expect(await sealPaper(form, paper, { ...sign(paper), ballot: other.ballot })).toBeNull();
  });

  it.each<[string, 'unsigned' | 'mistaken', Answers, Partial<{ pollId: string; edition: number }>]>([
    ['of another vote', 'mistaken', { where: ['a'] }, { pollId: 'b0b0b0b0-7f0a-4b6e-9a8e-6c6d1f1b2a3c' }],
    ['of an edition there was not', 'mistaken', { where: ['a'] }, { edition: 2 }],
    ['that leaves out what must be answered', 'mistaken', { what: ['x'] }, {}],
    ['for what was not offered', 'mistaken', { where: ['c'] }, {}],
    ['for two where one is chosen', 'mistaken', { where: ['a', 'longer-than-other'] }, {}],
    ['with an answer to what was not asked', 'mistaken', { where: ['a'], more: ['x'] }, {}],
  ])('%s does not count', async (_, why, answers, { pollId: other = pollId, edition = 1 }) => {
    const paper = makePaper({ ...form, edition }, { pollId: other, answers });
    const sealed = await sealPaper({ ...form, size: 2048 }, paper, sign(paper));
    if (!sealed) throw new Error('not sealed');
    expect(judgeBallot(rules, await openOne(sealed.envelope))).toEqual({ why });
  });

  it('that nobody signed does not count, nor one whose words were changed', async () => {
    const { sealed } = await vote({ where: ['a'] });
    const found = await openOne(sealed.envelope);
    const changed = found.text.replace('"a"', '"longer-than-other"');
    for (const one of [
      { ...found, text: changed },
      { ...found, prefix: `A${found.prefix.slice(1, -1)}A` },
      { ...found, signature: 'AAAA' },
      // The same bytes in other letters: a ballot stands in one form, which any verifier reads.
      { ...found, signature: `${found.signature}\u0000` },
      { ...found, signature: `${found.signature.slice(0, 9)} ${found.signature.slice(9)}` },
      { ...found, signature: sameBytes(found.signature) },
      { ...found, prefix: sameBytes(found.prefix) },
    ])
      expect(judgeBallot(rules, one)).toEqual({ why: 'unsigned' });
  });

  it('opens to its key alone', async () => {
    const { sealed } = await vote({ where: ['a'] });
    const stranger = await openTallyKey(
      (await makeTallyKey('другая фраза хранителя')).file,
      'другая фраза хранителя',
    );
    if (!stranger) throw new Error('the key does not open');
    expect(await openEnvelope(sealed.envelope, stranger.secret)).toBeNull();
    const [head, key, nonce, body = '', tag] = sealed.envelope.split('.');
    const touched = `${body.startsWith('A') ? 'B' : 'A'}${body.slice(1)}`;
    expect(await openEnvelope([head, key, nonce, touched, tag].join('.'), secret)).toBeNull();
    const rubbish = await sealBallot(
      { prefix: '', text: '', signature: '' },
      form.size,
      await importTallyKey(form.tallyKey),
    );
    expect(await openEnvelope(rubbish, secret)).toEqual({ prefix: '', text: '', signature: '' });
  });
});

describe('the box', () => {
  it('is brought in portions that a request holds, however long what was found is', async () => {
    const junk = { prefix: '', text: 'я'.repeat(9000), signature: '' };
    const key = await importTallyKey(form.tallyKey);
    const envelopes = await Promise.all(
      Array.from({ length: 60 }, (_, at) => sealBallot({ ...junk, prefix: String(at) }, 9100, key)),
    );
    const portions: OpenedBallot[][] = [];
    const spoiled = await openBox(
      {
        list: async () => ({ envelopes, after: null }),
        bring: async (ballots) => {
          portions.push(ballots);
          return { refused: ballots.map((_, at) => ({ at, why: 'unsigned' as const })) };
        },
      },
      secret,
      () => {},
    );
    expect(spoiled).toEqual({ unsigned: 60 });
    const longest = Math.max(...portions.map((one) => Buffer.byteLength(JSON.stringify({ ballots: one }))));
    expect(longest).toBeLessThan(MOST_OPENED_BYTES + 20_100);
    expect(portions.length).toBeLessThan(5);
  });
});

describe('the key of the count', () => {
  it('opens by its own passphrase', async () => {
    expect(opened.open).toEqual(tally.open);
    expect(await openTallyKey(tally.file, 'не та фраза')).toBeNull();
    expect(await openTallyKey('не файл', 'длинная фраза хранителя')).toBeNull();
  });

  it('has a mark people compare', () => {
    expect(markOfKey(tally.open)).toMatch(/^[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}$/u);
    expect(markOfKey({ ...tally.open, x: tally.open.y })).not.toBe(markOfKey(tally.open));
  });
});
