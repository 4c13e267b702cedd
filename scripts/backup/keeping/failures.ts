export interface Failure {
  words: string;
  /** Since when it goes on, ms. */
  since: number;
}

export interface Failures {
  /** A part of the work has failed; told in the terminal once, however many parts fail by the same cause. */
  note: (part: string, words: string) => void;
  /** It has succeeded. */
  forget: (part: string) => void;
  of: (part: string) => Failure | null;
  /** The oldest of all parts but one. */
  oldestBut: (part: string) => Failure | null;
}

/** Why parts of the work fail now. `onChange` is called where a cause is new, and where the last is gone. */
export function createFailures(onChange: () => void): Failures {
  const failures = new Map<string, Failure>();
  return {
    note(part, words) {
      const isSaid = [...failures.values()].some((failure) => failure.words === words);
      failures.set(part, { words, since: failures.get(part)?.since ?? Date.now() });
      if (isSaid) return;
      console.error(`Копии: ${words}`);
      onChange();
    },
    forget(part) {
      if (failures.delete(part) && failures.size === 0) onChange();
    },
    of: (part) => failures.get(part) ?? null,
    oldestBut: (part) =>
      [...failures]
        .flatMap(([name, failure]) => (name === part ? [] : [failure]))
        .toSorted((a, b) => a.since - b.since)[0] ?? null,
  };
}
