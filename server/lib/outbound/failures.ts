/** The address or a redirect leads where nothing may go. Nothing has left. */
export class OutboundRefused extends Error {}

/** The host failed again and again, or asked to be left alone, a while ago. Nothing has left. */
export class HostResting extends Error {
  /** ms until it is asked again. */
  readonly retryAfter: number;

  constructor(host: string, retryAfter: number) {
    super(`${host} rests for ${Math.ceil(retryAfter / 1000)} s`);
    this.retryAfter = retryAfter;
  }
}

/** An exchange that did not come to its end. */
export class OutboundFailure extends Error {
  /** Node's code, or `too-large`, `late`. */
  readonly code: string;
  /** The request may have reached the other side: whoever repeats it may do it twice. */
  readonly mayHaveArrived: boolean;

  constructor(code: string, mayHaveArrived: boolean, cause?: unknown) {
    super(cause instanceof Error ? cause.message : code, { cause });
    this.code = code;
    this.mayHaveArrived = mayHaveArrived;
  }
}
