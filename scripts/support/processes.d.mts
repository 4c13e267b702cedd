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
/** A record of a process to know it again. */
export function describeProcess(pid: number): ProcessRecord;
/** False where the process is gone or not ours. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean;
/** Numbers of the processes whose working directory is `dir`. Linux only; empty elsewhere. */
export function processesWorkingIn(dir: string): number[];
/** Ends the process when we die, even by kill -9. Returns a function that calls the guard off. */
export function guardProcess(pid: number, signal: string): () => void;
