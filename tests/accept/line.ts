/** What the run of a suite gives each of its lines. */
export interface AcceptOptions {
  /** The seed of everything random: the same seed plays the same course. */
  seed: number;
  /** How long a line that lasts is to last, minutes; not told = as long as the line thinks fit. */
  minutes?: number | undefined;
  /** Prints a line under way. */
  tell: (text: string) => void;
}

export interface AcceptOutcome {
  /** True when every bar of the line was reached in this run. */
  isHeld: boolean;
  /** What was measured beside its bar, a sentence each; what was not measured says so. */
  figures: readonly string[];
}

/** One line of a suite. Its file lies in `tests/accept/<suite>/<number>-<name>.ts` and exports it as `line`. */
export interface AcceptLine {
  title: string;
  /**
   * True where nothing it measures needs the whole machine, and nothing it does is felt outside its own folders and ports: such lines
   * are played two at a time, each in a process of its own.
   */
  bearsAnother?: true;
  run: (options: AcceptOptions) => Promise<AcceptOutcome>;
}
