import { describe, expect, it } from 'vitest';
import { learnFactCalibration, MOST_UNMEASURED, type SaidFact, stateChance } from './fact-calibration.ts';

/** So many proposals of a fact with one chance, of which a share is right. */
const said = (factId: string, chance: number, count: number, right: number): SaidFact[] =>
  Array.from({ length: count }, (_, at) => ({ factId, chance, isRight: at < right }));

describe('a stated chance', () => {
  const honest = [...said('a', 0.9, 100, 90), ...said('a', 0.3, 100, 30), ...said('a', 0.6, 100, 60)];

  it('stays where it is honest', () => {
    const calibration = learnFactCalibration(honest);
    for (const chance of [0.3, 0.6, 0.9])
      expect(stateChance(calibration, 'a', chance)).toBeCloseTo(chance, 1);
  });

  it('falls for the fact that is said too surely, and for it alone', () => {
    const calibration = learnFactCalibration([
      ...honest,
      ...said('b', 0.95, 60, 20),
      ...said('b', 0.9, 60, 20),
    ]);
    expect(stateChance(calibration, 'b', 0.95)).toBeLessThan(0.5);
    expect(stateChance(calibration, 'a', 0.9)).toBeGreaterThan(0.75);
  });

  it('hardly moves by a few proposals, and more by many', () => {
    const few = learnFactCalibration([...honest, ...said('b', 0.8, 5, 0)]);
    const many = learnFactCalibration([...honest, ...said('b', 0.8, 100, 0)]);
    expect(stateChance(many, 'b', 0.8)).toBeLessThan(0.1);
    expect(stateChance(few, 'b', 0.8)).toBeGreaterThan(stateChance(many, 'b', 0.8) + 0.2);
  });

  it('is held down where nothing was measured', () => {
    const calibration = learnFactCalibration([
      ...honest,
      ...said('rare', 0.9, 4, 4),
      ...said('known', 0.9, 5, 5),
    ]);
    expect(stateChance(calibration, 'never', 0.999)).toBe(MOST_UNMEASURED);
    expect(stateChance(calibration, 'rare', 0.999)).toBe(MOST_UNMEASURED);
    expect(stateChance(calibration, 'known', 0.999)).toBeGreaterThan(MOST_UNMEASURED);
    expect(stateChance(calibration, 'never', 0.2)).toBeLessThan(MOST_UNMEASURED);
  });

  it('is the chance itself without any calibration', () => {
    expect(stateChance(undefined, 'a', 0.73)).toBe(0.73);
  });

  it('begins from the one in force and moves by the cases of the place', () => {
    const base = { scale: 1, shift: 0, leanings: { a: 0, b: -2 } };
    const moved = learnFactCalibration(said('a', 0.9, 200, 20), base);
    expect(stateChance(moved, 'a', 0.9)).toBeLessThan(0.4);
    expect(moved.leanings.b).toBe(-2);
    expect(learnFactCalibration([], base)).toEqual(base);
  });
});
