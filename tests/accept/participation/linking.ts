/** An attacker who has every table, the log of the database, its marks of rows and the journal, and no key of the count. Pure. */

export interface SeenVoter {
  /** What stands in the row of the roll, and in the mark of whoever was given a code of a kiosk. */
  row: Readonly<Record<string, string>>;
  choice: string;
}

/** Rows as they lie: by the order they came in (the log), by the database's own marks, by what stands in them. */
export interface SeenVote {
  /** In the order they took their ballots. */
  voters: readonly SeenVoter[];
  /** In the order they came. */
  envelopes: readonly { row: Readonly<Record<string, string>>; envelope: string }[];
  /** In the order they lie in the table. */
  ballots: readonly { row: Readonly<Record<string, string>>; choice: string }[];
  /** Journal records beyond those of the keeper. */
  journal: readonly string[];
  /** Sums of how people came (decision 0060), with whatever stands in them. */
  sums: readonly Readonly<Record<string, unknown>>[];
}

type Guess = (vote: SeenVote) => readonly (string | undefined)[];

/** The n-th of one is the n-th of the other. */
const byPlace: Guess = ({ ballots }) => ballots.map(({ choice }) => choice);

const byColumn =
  (column: string): Guess =>
  ({ ballots }) =>
    ballots
      .toSorted((one, other) => ((one.row[column] ?? '') < (other.row[column] ?? '') ? -1 : 1))
      .map(({ choice }) => choice);

/** Envelopes of one length, or one beginning, hold one choice: which, is learnt of those whose own choice the attacker knows, every tenth. */
const byLook =
  (look: (envelope: string) => string): Guess =>
  ({ voters, envelopes }) => {
    const known = new Map<string, Map<string, number>>();
    for (const [at, { envelope }] of envelopes.entries()) {
      if (at % 10 !== 0) continue;
      const choices = known.get(look(envelope)) ?? new Map<string, number>();
      const choice = voters[at]?.choice ?? '';
      choices.set(choice, (choices.get(choice) ?? 0) + 1);
      known.set(look(envelope), choices);
    }
    return envelopes.map(({ envelope }, at) => {
      if (at % 10 === 0) return undefined;
      const choices = [...(known.get(look(envelope)) ?? [])].toSorted((one, other) => other[1] - one[1]);
      return choices[0]?.[0];
    });
  };

/** A value that stands on both sides joins them. */
const byValue: Guess = ({ voters, envelopes, ballots }) => {
  const choices = new Map(
    ballots.flatMap(({ row, choice }) => Object.values(row).map((value) => [value, choice] as const)),
  );
  const carried = new Map(
    envelopes.flatMap(({ row }) => {
      const found = Object.values(row).find((value) => choices.has(value));
      return found === undefined
        ? []
        : Object.values(row).map((value) => [value, choices.get(found)] as const);
    }),
  );
  return voters.map(({ row }) => {
    const value = Object.values(row).find((one) => choices.has(one) || carried.has(one));
    return value === undefined ? undefined : (choices.get(value) ?? carried.get(value));
  });
};

/** The journal tells of voters in their order, and each record names a choice. */
const byJournal: Guess = ({ journal, voters }) => voters.map((_, at) => journal[at]?.split(' ').at(-1));

/** A sum that shares a value with a row of the roll and one with a ballot or an envelope joins them. */
const bySums: Guess = (vote) => {
  const { voters, ballots, sums } = vote;
  const choices = new Map(
    ballots.flatMap(({ row, choice }) =>
      [choice, ...Object.values(row)].map((value) => [value, choice] as const),
    ),
  );
  const told = new Map(
    sums.flatMap((sum) => {
      const values = Object.values(sum).map(String);
      const found = values.find((value) => choices.has(value));
      return found === undefined ? [] : values.map((value) => [value, choices.get(found)] as const);
    }),
  );
  return voters.map(({ row }) => {
    const value = Object.values(row).find((one) => told.has(one));
    return value === undefined ? undefined : told.get(value);
  });
};

const guesses: Readonly<Record<string, Guess>> = {
  'место строки': byPlace,
  'имя бюллетеня': byColumn('id'),
  'метка транзакции': byColumn('xmin'),
  'место на диске': byColumn('ctid'),
  'длина конверта': byLook((envelope) => String(envelope.length)),
  'начало конверта': byLook((envelope) => envelope.slice(0, 120)),
  'общее значение': byValue,
  журнал: byJournal,
  'суммы приходов': bySums,
};

export interface LinkReport {
  /** Share guessed by whoever always says what most chose. */
  chance: number;
  /** By attack: the share of guesses that were right, of those made; none where it has nothing to go by. */
  attacks: Record<string, number | null>;
}

export function attack(vote: SeenVote): LinkReport {
  const counts = new Map<string, number>();
  for (const { choice } of vote.voters) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  const chance = Math.max(...counts.values()) / vote.voters.length;
  const attacks = Object.fromEntries(
    Object.entries(guesses).map(([name, guess]) => {
      const made = guess(vote).flatMap((one, at) =>
        one === undefined ? [] : [one === vote.voters[at]?.choice],
      );
      return [name, made.length === 0 ? null : made.filter(Boolean).length / made.length];
    }),
  );
  return { chance, attacks };
}

/** The best of its attacks, above chance. */
export const gainOf = ({ chance, attacks }: LinkReport): number =>
  Math.max(0, ...Object.values(attacks).flatMap((share) => (share === null ? [] : [share - chance])));

/** Ways to leave a trace, each of which the same attacks have to find. */
export const plants: Readonly<Record<string, (vote: SeenVote) => SeenVote>> = {
  'бюллетени лежат в порядке конвертов': (vote) => ({
    ...vote,
    ballots: vote.voters.map(({ choice }, at) => ({ row: vote.ballots[at]?.row ?? {}, choice })),
  }),
  'длина конверта зависит от выбора': (vote) => ({
    ...vote,
    envelopes: vote.envelopes.map((one, at) => ({
      ...one,
      envelope: one.envelope + '.'.repeat((vote.voters[at]?.choice ?? '').length),
    })),
  }),
  'в списке стоит квитанция, а при бюллетене её конверт': (vote) => ({
    ...vote,
    voters: vote.voters.map((one, at) => ({ ...one, row: { ...one.row, receipt: `r${at}` } })),
    envelopes: vote.envelopes.map((one, at) => ({ ...one, row: { ...one.row, receipt: `r${at}` } })),
    ballots: vote.voters.map(({ choice }, at) => ({ row: { envelope: `r${at}` }, choice })),
  }),
  'в отметке о коде киоска стоит квитанция': (vote) => ({
    ...vote,
    voters: vote.voters.map((one, at) => ({ ...one, row: { ...one.row, mark_code_key: `r${at}` } })),
    envelopes: vote.envelopes.map((one, at) => ({ ...one, row: { ...one.row, receipt: `r${at}` } })),
    ballots: vote.voters.map(({ choice }, at) => ({ row: { envelope: `r${at}` }, choice })).toReversed(),
  }),
  'код бюллетеня сделан из имени жителя': (vote) => ({
    ...vote,
    voters: vote.voters.map((one, at) => ({ ...one, row: { ...one.row, person_key: `p${at}` } })),
    ballots: vote.voters.map(({ choice }, at) => ({ row: { code: `p${at}` }, choice })).toReversed(),
  }),
  'суммы приходов помнят человека и выбор': (vote) => ({
    ...vote,
    sums: vote.voters.map(({ row, choice }) => ({ net: row.person_key, taken: choice })),
  }),
  'журнал помнит каждый бюллетень': (vote) => ({
    ...vote,
    journal: vote.voters.map(({ choice }) => `опущен бюллетень ${choice}`),
  }),
};
