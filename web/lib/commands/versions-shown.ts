import type { ApiProblem } from '../api-problem.ts';
import { staleDetailsOf } from './failure.ts';

/** Where a command may name the version it saw. */
const places = [
  ['body', 'version'],
  ['query', 'version'],
  ['body', 'base'],
] as const;

type Parts = Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
type Version = number | string;

interface Seen {
  /** The record it is of. */
  id: string | undefined;
  version: Version | undefined;
  at: (typeof places)[number] | undefined;
}

/** The version a command names, and of which record. */
export function versionIn(input: unknown): Seen {
  const parts = (input ?? {}) as Parts;
  const id = Object.values(parts.params ?? {}).find((value) => typeof value === 'string');
  const at = places.find(([part, name]) => parts[part]?.[name] !== undefined);
  return {
    id: id as string | undefined,
    version: at && (parts[at[0]]![at[1]] as Version),
    at,
  };
}

/**
 * Newer versions that a person has been shown: what they send next goes over these. A change that comes after them is another
 * conflict.
 */
export class VersionsShown {
  private readonly newer = new Map<string, Version>();

  show(input: unknown, problem: ApiProblem): void {
    const { id, version } = versionIn(input);
    if (version !== undefined) this.newer.set(keyOf(id, version), staleDetailsOf(problem).version);
  }

  overShown<I>(input: I): I {
    const { id, version, at } = versionIn(input);
    if (!at || version === undefined) return input;
    let latest = version;
    // Each version shown leads to the one after it; there are no more steps than versions.
    for (const _ of this.newer) latest = this.newer.get(keyOf(id, latest)) ?? latest;
    if (latest === version) return input;
    const [part, name] = at;
    const parts = input as Parts;
    return { ...parts, [part]: { ...parts[part], [name]: latest } } as I;
  }
}

const keyOf = (id: string | undefined, version: Version): string => JSON.stringify([id, version]);
