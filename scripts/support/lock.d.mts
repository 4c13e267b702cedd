export interface Lock {
  busy?: { pid: number };
  release?: () => void;
}

/** Takes the lock of a file; `busy` names who has it. */
export function acquireLock(file: string, options?: { waitMs?: number }): Promise<Lock>;
