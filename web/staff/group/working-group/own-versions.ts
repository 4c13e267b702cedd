interface Versioned {
  params?: unknown;
  body?: unknown;
  query?: unknown;
}

/** The version a meeting has had since our own change of the one named, by `meeting:version`. */
const replies = new Map<string, number>();

/**
 * Whoever presses twice before the first reply has seen the meeting as it was, and knows of the first change: it is theirs.
 * The second command takes the version the first one made; a change of anybody else is still a conflict.
 */
export function withOwnVersion<T>(input: T): T {
  const { id, place, version } = versionOf(input as Versioned);
  if (!place || version === undefined) return input;
  let latest = version;
  for (;;) {
    const next = replies.get(`${id}:${latest}`);
    if (next === undefined || next === latest) break;
    latest = next;
  }
  return latest === version
    ? input
    : { ...input, [place]: { ...((input as Versioned)[place] as object), version: latest } };
}

/** Keeps that our command, sent with the version it names, made the meeting `version`. */
export function noteOwnVersion(sent: unknown, version: number): void {
  const { id, version: before } = versionOf(sent as Versioned);
  if (before !== undefined && before !== version) replies.set(`${id}:${before}`, version);
}

function versionOf(input: Versioned): { id: string; place?: 'body' | 'query'; version?: number } {
  const id = String((input.params as { id?: string } | undefined)?.id);
  for (const place of ['body', 'query'] as const) {
    const version = (input[place] as { version?: unknown } | undefined)?.version;
    if (typeof version === 'number') return { id, place, version };
  }
  return { id };
}
