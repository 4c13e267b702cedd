/** A clock of a case as its card has read it: moments as text or dates. */
export interface TermClock {
  kind: string;
  due_at: string | Date;
  stopped_at: string | Date | null;
  paused_at: string | Date | null;
}

/** The last clock of a kind that has not been stopped; it may stand on a pause. */
export function findRunningClock<T extends TermClock>(clocks: readonly T[], kind: string): T | undefined {
  return clocks.findLast((clock) => clock.kind === kind && clock.stopped_at === null);
}
