import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BallotRefusal } from '../../../../shared/contract/participation/ballots.ts';
import { ApiProblem, makeClientProblem } from '../../../lib/api-problem.ts';
import type { Paper } from '../../../lib/ballots/paper.ts';
import { type BallotDoor, type Choice, sendBallot } from './ballot-way.ts';
import type { KeptBallot } from './kept-ballot.ts';

/** A reply is lost before the server did anything or after it did, the server refuses for now, or does what is asked. */
type Luck = 'lost-before' | 'lost-after' | 'refused' | 'done';

/** The city as it is: one ballot signed for a person, the same signed again; one envelope for a pass, the same taken again. */
function openCity() {
  let serial = 0;
  const city = {
    kept: null as KeptBallot | null,
    isFull: false,
    isOver: false,
    luck: [] as Luck[],
    /** Asked for by this person and signed: what it says. */
    signed: null as string | null,
    box: new Map<string, string>(),
  };
  const refusal = (why?: BallotRefusal): ApiProblem =>
    new ApiProblem('lib.conflict', 'Нет', { status: 409, details: why && { why } });
  const reach = <T>(act: () => T): T | ApiProblem => {
    const luck = city.luck.shift() ?? 'done';
    if (luck === 'lost-before') return makeClientProblem('offline');
    if (luck === 'refused') return new ApiProblem('lib.too-many-requests', 'Слишком часто', { status: 429 });
    const reply = act();
    return luck === 'lost-after' ? makeClientProblem('timeout') : reply;
  };
  const door: BallotDoor = {
    find: () => city.kept,
    keep: (kept) => {
      if (city.isFull) return false;
      city.kept = structuredClone(kept);
      return true;
    },
    take: async ({ ballot }) =>
      reach(() => {
        if (city.isOver) return refusal('closed');
        city.signed ??= ballot;
        return city.signed === ballot ? { entry: 'pass', ballot } : refusal('elsewhere');
      }),
    // Sealed anew, it is another envelope.
    seal: async ({ text }, { entry }) => {
      serial += 1;
      return { entry, signature: '', envelope: `${text}#${serial}` };
    },
    cast: async ({ entry, envelope }) =>
      reach(() => {
        const there = city.box.get(entry);
        if (there === undefined && city.isOver) return refusal('closed');
        if (there !== undefined && there !== envelope) return refusal('spent');
        city.box.set(entry, envelope);
        return { receipt: `receipt of ${envelope}` };
      }),
  };
  const choose = (said: string): Choice => ({
    make: () => {
      serial += 1;
      const asked = { entry: `${serial}`, ballot: `${said}/${serial}` };
      const code = `code ${serial}`;
      const secret = { prefix: '', entry: '', entryInverse: '', textInverse: '' };
      return Object.assign(secret, { pollId: 'poll', code, text: said, asked }) satisfies Paper;
    },
    isThatOf: ({ text }) => text === said,
  });
  return {
    city,
    /** Choices of the envelopes in the box. */
    found: () => [...city.box.values()].map((envelope) => envelope.split('#')[0]),
    /** As the screen does: a choice where nothing is signed, else what is on the way. */
    press: (said: string) =>
      sendBallot(door, city.signed && city.kept?.stage === 'asked' ? null : choose(said)),
    pressForm: (said: string) => sendBallot(door, choose(said)),
  };
}

describe('a ballot on its way', () => {
  it('goes into the box, and its choice stays on the device no longer', async () => {
    const { city, press, found } = openCity();
    expect(await press('titova')).toBeNull();
    expect(found()).toEqual(['titova']);
    expect(city.kept).toEqual({
      stage: 'in-box',
      code: expect.any(String),
      receipt: expect.stringContaining('receipt'),
    });
    expect(await press('suvorova')).toBeNull();
    expect(found()).toEqual(['titova']);
  });

  it.each<Luck>(['refused', 'lost-before'])(
    'whose taking was %s is of the choice of the next press',
    async (luck) => {
      const { city, press, found } = openCity();
      city.luck = [luck];
      expect(await press('titova')).toBeInstanceOf(ApiProblem);
      expect(city.kept === null).toBe(luck === 'refused');
      expect(await press('suvorova')).toBeNull();
      expect(found()).toEqual(['suvorova']);
    },
  );

  it('that was signed unknown to the person is not lost to another choice: it is told, and goes on as it is', async () => {
    const { city, press, pressForm, found } = openCity();
    city.luck = ['lost-after'];
    await pressForm('titova');
    // The page does not know yet that it is on the roll.
    expect((await pressForm('suvorova'))?.message).toContain('Выбор в нём прежний');
    expect(found()).toEqual([]);
    expect(await press('')).toBeNull();
    expect(found()).toEqual(['titova']);
  });

  it('whose bringing had no reply is brought as it was, and is in the box once', async () => {
    const { city, press, found } = openCity();
    city.luck = ['done', 'lost-after'];
    expect(await press('titova')).toMatchObject({ code: 'timeout' });
    expect(city.kept).toMatchObject({ stage: 'sealed', isDoubtful: true });
    expect(JSON.stringify(city.kept)).not.toContain('"text"');
    city.isOver = true;
    expect(await press('suvorova')).toBeNull();
    expect(city.kept).toMatchObject({ stage: 'in-box' });
    expect(found()).toEqual(['titova']);
  });

  it('that was refused for now is not called doubtful', async () => {
    const { city, press } = openCity();
    city.luck = ['done', 'refused'];
    await press('titova');
    expect(city.kept).toMatchObject({ stage: 'sealed' });
    expect(city.kept).not.toHaveProperty('isDoubtful');
  });

  it('that came too late says so, signed or not', async () => {
    const { city, press, found } = openCity();
    city.luck = ['done', 'lost-before'];
    await press('titova');
    city.isOver = true;
    expect(await press('titova')).toMatchObject({ details: { why: 'closed' } });
    expect(city.kept).toEqual({ stage: 'refused', code: expect.any(String), why: 'closed' });
    expect(found()).toEqual([]);
    const late = openCity();
    late.city.isOver = true;
    await late.press('titova');
    expect(late.city.kept).toMatchObject({ stage: 'refused', why: 'closed' });
  });

  it('is not sent from a device that keeps nothing', async () => {
    const { city, press } = openCity();
    city.isFull = true;
    expect((await press('titova'))?.message).toContain('не хранит данные');
    expect(city.signed).toBeNull();
  });

  it('of a person who took another elsewhere is forgotten', async () => {
    const { city, pressForm } = openCity();
    city.signed = 'that of the other device';
    expect(await pressForm('titova')).toMatchObject({ details: { why: 'elsewhere' } });
    expect(city.kept).toBeNull();
    city.luck = ['lost-before'];
    await pressForm('titova');
    expect(city.kept).toMatchObject({ stage: 'asked' });
    await pressForm('suvorova');
    // One asked for before might be it; asked again, it is not.
    await pressForm('titova');
    expect(city.kept).toBeNull();
  });

  it('is one, of a choice made before it was signed, whatever replies are lost', async () => {
    const luck = fc.constantFrom<Luck>('lost-before', 'lost-after', 'refused', 'done');
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({ said: fc.constantFrom('a', 'b', 'c'), luck: fc.array(luck, { maxLength: 3 }) }),
          {
            maxLength: 8,
          },
        ),
        fc.boolean(),
        async (presses, knows) => {
          const { city, press, pressForm, found } = openCity();
          let wished: string | null = null;
          for (const { said, luck } of presses) {
            const wasSigned = city.signed;
            city.luck = [...luck];
            await (knows ? press : pressForm)(said);
            // What was signed by this press is what this press chose.
            if (wasSigned === null && city.signed !== null) wished = said;
          }
          city.luck = [];
          for (let tries = 0; tries < 3; tries += 1) await press('a');
          expect(found()).toHaveLength(1);
          expect(found()).toEqual([wished ?? 'a']);
          expect(city.kept).toMatchObject({ stage: 'in-box' });
        },
      ),
      { numRuns: 500 },
    );
  });
});
