/** How long a decision may be taken back, ms. The screen offers it for 8 s; the rest is for slow networks. */
export const UNDO_MS = 60_000;
/** Beyond it by as much as two requests of one moment may part. */
const SLACK = 5_000;

/** Letters of a decision that may be taken back leave when it no longer may: what is undone was never told. */
export const letterHold = (now: Date): Date => new Date(now.getTime() + UNDO_MS + SLACK);
