import { HostResting } from './failures.ts';

/** How a host is spared: how many requests it has at once, and when it is left alone. */
export interface HostLimits {
  /** Requests under way to one host; more wait for their turn. */
  atOnce: number;
  /** So many failures in a row, and it rests. */
  failures: number;
  /** First rest, ms; each that follows without a success between is twice as long, up to the longest. */
  rest: number;
  longestRest: number;
  /** Longest rest a host may ask for, ms. */
  longestAsked: number;
}

/** People wait for some of these calls (a sign-in, a draft): a host that is well again is found out soon. */
export const usualLimits: HostLimits = {
  atOnce: 8,
  failures: 5,
  rest: 30_000,
  longestRest: 120_000,
  longestAsked: 3_600_000,
};

interface Host {
  underWay: number;
  turns: (() => void)[];
  failures: number;
  rests: number;
  restsUntil: number;
  /** One request tries a host that has rested; the others wait for what becomes of it. */
  isTried: boolean;
}

/** What became of a request: the host served it (a refusal is an answer too), failed, asked to be left alone; null = says nothing of it. */
export type HostOutcome = 'served' | 'failed' | { restFor: number } | null;

/** Hosts that nobody speaks to and that owe no rest are forgotten from this many on. */
const MOST_HOSTS = 1000;

/**
 * What this process knows of the hosts it speaks to. A host that fails again and again is left alone for a growing while; then
 * one request tries it, and its success opens it for all.
 */
export function createHostBook(limits: HostLimits, now: () => number) {
  const hosts = new Map<string, Host>();

  function find(name: string): Host {
    const known = hosts.get(name);
    if (known) return known;
    if (hosts.size >= MOST_HOSTS)
      for (const [other, { underWay, failures, restsUntil }] of hosts)
        if (underWay === 0 && failures === 0 && restsUntil <= now()) hosts.delete(other);
    const fresh: Host = { underWay: 0, turns: [], failures: 0, rests: 0, restsUntil: 0, isTried: false };
    hosts.set(name, fresh);
    return fresh;
  }

  /** ms the host is to be left alone; 0 = it may be asked. */
  function restOf(name: string): number {
    const host = hosts.get(name);
    if (!host || host.restsUntil === 0) return 0;
    const left = host.restsUntil - now();
    if (left > 0) return left;
    return host.isTried ? limits.rest : 0;
  }

  function refuseResting(name: string): void {
    const rest = restOf(name);
    if (rest > 0) throw new HostResting(name, rest);
  }

  /** Takes a turn, when there is one, and gives back how to leave. Throws `HostResting`, also when the rest began while it waited. */
  async function enter(name: string, signal: AbortSignal): Promise<(outcome: HostOutcome) => void> {
    refuseResting(name);
    const host = find(name);
    if (host.underWay < limits.atOnce) host.underWay += 1;
    else await waitForTurn(host, signal);
    // A turn is handed over, not given up: nobody slips in between.
    const giveTurn = () => {
      const next = host.turns.shift();
      if (next) next();
      else host.underWay -= 1;
    };
    try {
      refuseResting(name);
    } catch (error) {
      giveTurn();
      throw error;
    }
    const isTrial = host.restsUntil > 0;
    if (isTrial) host.isTried = true;
    return (outcome) => {
      if (isTrial) host.isTried = false;
      note(host, outcome, limits, now());
      giveTurn();
    };
  }

  return {
    restOf,
    enter,
    /** Forgets what is held against a host: its settings were changed, or a person tries it. */
    forgive: (name: string) => {
      const host = hosts.get(name);
      if (host) note(host, 'served', limits, now());
    },
  };
}

/** Writes down what became of a request that ended at `at`. */
function note(host: Host, outcome: HostOutcome, limits: HostLimits, at: number): void {
  if (outcome === 'served') {
    host.failures = 0;
    host.rests = 0;
    host.restsUntil = 0;
  } else if (outcome === 'failed') {
    host.failures += 1;
    if (host.failures < limits.failures) return;
    host.restsUntil = at + Math.min(limits.rest * 2 ** host.rests, limits.longestRest);
    host.rests += 1;
  } else if (outcome)
    host.restsUntil = Math.max(host.restsUntil, at + Math.min(outcome.restFor, limits.longestAsked));
}

function waitForTurn(host: Host, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    const turn = () => {
      signal.removeEventListener('abort', leave);
      done();
    };
    const leave = () => {
      host.turns.splice(host.turns.indexOf(turn), 1);
      fail(signal.reason);
    };
    host.turns.push(turn);
    signal.addEventListener('abort', leave, { once: true });
  });
}
