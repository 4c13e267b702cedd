/** Waits until the condition holds; false when `ms` milliseconds have passed before it did. */
export function waitUntil(
  condition: () => boolean | Promise<boolean>,
  ms: number,
  stepMs?: number,
): Promise<boolean>;

export interface ProcessRecord {
  pid: number;
  /** Tells this life of the process from any later one with its number. */
  mark: string;
}

/** True when the very process of the record still runs. */
export function isSameProcess(record: ProcessRecord): boolean;
/** Sends the signals one after another, giving each its milliseconds. True when the process is gone. */
export function endProcess(record: ProcessRecord, steps: [signal: string, ms: number][]): Promise<boolean>;
