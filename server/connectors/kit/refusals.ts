import { NetworkFailure, type NetworkTrouble } from '../../base/networks/index.ts';

/** What an error of a network means to whoever keeps the page. */
export interface Refusal {
  trouble: NetworkTrouble;
  /** In Russian. */
  words: string;
  /** ms until it is worth asking again. */
  wait?: number;
}

interface Refusals {
  /** As people call the network. */
  network: string;
  /** By the network's number. */
  refusals: Readonly<Record<number, Refusal>>;
  /** After these it may have done it: what says something is not repeated before it has been looked for. */
  halfWay: readonly number[];
}

/** Explains errors by their number. The network's own words name parameters and stay out of it. */
export const explainBy =
  ({ network, refusals, halfWay }: Refusals) =>
  (code: number, isSpeech: boolean): NetworkFailure => {
    const { trouble, words, wait } = refusals[code] ?? { trouble: 'refused', words: 'отказ' };
    const isUnknown = isSpeech && halfWay.includes(code);
    return new NetworkFailure(isUnknown ? 'unknown' : trouble, `${network}: ${words} (ошибка ${code})`, wait);
  };
