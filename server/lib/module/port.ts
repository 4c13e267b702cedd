/**
 * A question that a lower module asks and higher ones answer in their manifests (`provides`): who may see an attached file, how a
 * frozen table is counted now. The lower module declares the port and knows none of who answers.
 */
export interface Port<T> {
  /** `module.noun`, unique. */
  readonly name: string;
  /** Never there: carries the type of the answers. */
  readonly answer?: T;
}

/** One answer of a manifest. */
export interface Provided {
  port: string;
  /** Whose answer it is among several to one port; empty where the port takes one. */
  key: string;
  value: unknown;
}

/** The answers of all manifests, put together once at start. */
export interface Ports {
  /** The answer to a port that takes one, or the one of this key; undefined where nobody gives it. */
  find: <T>(port: Port<T>, key?: string) => T | undefined;
  /** Every answer to a port, in the order of modules. */
  list: <T>(port: Port<T>) => T[];
}

export const definePort = <T>(name: string): Port<T> => ({ name });

export const provide = <T>(port: Port<T>, value: T, key = ''): Provided => ({ port: port.name, key, value });

/** Names of what is given twice are refused by `checkManifests`. */
export function createPorts(provided: readonly Provided[]): Ports {
  return {
    find: <T>(port: Port<T>, key = '') =>
      provided.find((one) => one.port === port.name && one.key === key)?.value as T | undefined,
    list: <T>(port: Port<T>) =>
      provided.filter((one) => one.port === port.name).map(({ value }) => value as T),
  };
}
