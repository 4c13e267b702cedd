/**
 * Chances of facts made honest, fact by fact: of the proposals a chance p is stated for, p are right. Learned on what
 * models say of texts they have not seen (Platt scaling with a leaning of each fact, shrunk towards none where few are
 * known).
 */
export interface FactCalibration {
  /** logit(stated) = scale × logit(chance) + shift + leaning of the fact. */
  scale: number;
  shift: number;
  /** By id, of the facts that were measured. */
  leanings: Readonly<Record<string, number>>;
}

/** One proposal on a text its model had not seen. */
export interface SaidFact {
  factId: string;
  chance: number;
  isRight: boolean;
}

/** A fact of which nothing was measured is stated no surer than this: a person looks at it. */
export const MOST_UNMEASURED = 0.6;
/** A fact said fewer times on texts kept aside is not measured. */
const LEAST_SAID = 5;
/** How strongly scale and shift are held to those of the model that teaching began from. */
const HOLD_TO_BASE = 20;
/** How strongly a leaning is held to nothing: that of a fact said a few times hardly moves. */
const HOLD = 1;
const ROUNDS = 50;
const LEAST = 1e-4;

const logit = (chance: number): number => {
  const held = Math.min(1 - LEAST, Math.max(LEAST, chance));
  return Math.log(held / (1 - held));
};
const share = (margin: number): number => 1 / (1 + Math.exp(-margin));

/** The chance that is stated of a fact; as it is where nothing was learned. */
export function stateChance(
  calibration: FactCalibration | undefined,
  factId: string,
  chance: number,
): number {
  if (!calibration) return chance;
  const { scale, shift, leanings } = calibration;
  const leaning = leanings[factId];
  const stated = share(scale * logit(chance) + shift + (leaning ?? 0));
  return leaning === undefined ? Math.min(MOST_UNMEASURED, stated) : stated;
}

/** Learns it by Newton's steps, one unknown after another; from `base` on where some is in force. */
export function learnFactCalibration(said: readonly SaidFact[], base?: FactCalibration): FactCalibration {
  const rows = said.map(({ factId, chance, isRight }) => ({ factId, x: logit(chance), y: isRight ? 1 : 0 }));
  const byFact = Map.groupBy(rows, ({ factId }) => factId);
  const leanings = new Map<string, number>();
  const leaningOf = (factId: string): number => leanings.get(factId) ?? base?.leanings[factId] ?? 0;
  const start = { scale: base?.scale ?? 1, shift: base?.shift ?? 0 };
  const hold = base ? HOLD_TO_BASE : 0;
  let { scale, shift } = start;
  for (let round = 0; round < ROUNDS; round += 1) {
    const errors = { scale: newton(), shift: newton() };
    for (const { factId, x, y } of rows) {
      const p = share(scale * x + shift + leaningOf(factId));
      errors.scale.add(p - y, p * (1 - p), x);
      errors.shift.add(p - y, p * (1 - p), 1);
    }
    scale -= errors.scale.step(hold, scale - start.scale) / 2;
    shift -= errors.shift.step(hold, shift - start.shift) / 2;
    for (const [factId, own] of byFact) {
      const error = newton();
      for (const { x, y } of own) {
        const p = share(scale * x + shift + leaningOf(factId));
        error.add(p - y, p * (1 - p), 1);
      }
      const leaning = leaningOf(factId);
      leanings.set(factId, leaning - error.step(HOLD, leaning - (base?.leanings[factId] ?? 0)));
    }
  }
  const measured = [...byFact].filter(([, own]) => own.length >= LEAST_SAID);
  return {
    scale: rounded(scale),
    shift: rounded(shift),
    leanings: {
      ...base?.leanings,
      ...Object.fromEntries(measured.map(([factId]) => [factId, rounded(leaningOf(factId))])),
    },
  };
}

const rounded = (value: number): number => Number(value.toFixed(4));

/** Sums of one unknown: its slope and its bend. */
function newton() {
  let [slope, bend] = [0, 0];
  return {
    add(error: number, spread: number, x: number): void {
      slope += error * x;
      bend += spread * x * x;
    },
    step: (hold: number, value = 0): number => (slope + hold * value) / (bend + hold + 1e-6),
  };
}
