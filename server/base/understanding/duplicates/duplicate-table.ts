import { MINUTE } from '../../../../shared/time.ts';
import { float32At, uint32At } from '../../../lib/typed-arrays.ts';
import { KEPT_HOUSES, KEPT_NAMES } from './matter-places.ts';
import { KEPT_KEYS, type Matter, nameKey } from './matter-words.ts';

/** A message as the index sees it. */
export interface IndexedMessage {
  /** UUID. */
  id: string;
  text: string;
  /** ms */
  at: number;
  lat: number | null;
  lon: number | null;
  /** Street and house in one spelling; tells places apart that have no point. */
  address: string | null;
  block: string | null;
  /** The facts it may be about, the likeliest first; two are kept. */
  facts: readonly string[];
}

/** Words of 32 bits of one message: one line of the processor's cache, so that a look at a message waits for memory once. */
const WIDTH = 16;
const [AT, SERIAL, LAT, LON, BLOCK, FACT, OTHER_FACT, ADDRESS, COUNT, NEXT_IN_CELL, NEXT_AT_ADDRESS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
] as const;

/** What a message is compared by before its words are. Names are hashes, 0 stands for none. */
export interface MessageLine {
  /** ms, whole minutes */
  at: number;
  /** Number of the message among all added. */
  serial: number;
  /** NaN where the point is not known. */
  lat: number;
  lon: number;
  block: number;
  fact: number;
  otherFact: number;
  address: number;
  /** Words kept. */
  count: number;
}

export type Chain = 'cell' | 'address';

/** Names, then houses; 0 where there are fewer. */
const PLACE = KEPT_NAMES + KEPT_HOUSES;

/** The messages of an index by slot, in typed arrays of a fixed size. */
export function createMessageTable(capacity: number) {
  const words = new Uint32Array(capacity * WIDTH);
  const floats = new Float32Array(words.buffer);
  const keys = new Uint32Array(capacity * KEPT_KEYS);
  const places = new Uint32Array(capacity * PLACE);
  const linkOf = (chain: Chain): number => (chain === 'cell' ? NEXT_IN_CELL : NEXT_AT_ADDRESS);
  const kept = (from: number, most: number): Uint32Array => {
    let size = 0;
    while (size < most && places[from + size] !== 0) size += 1;
    return places.subarray(from, from + size);
  };
  return {
    keys,
    bytes: words.byteLength + keys.byteLength + places.byteLength,
    write(slot: number, message: IndexedMessage, matter: Matter, serial: number): void {
      const from = slot * WIDTH;
      words[from + AT] = Math.floor(message.at / MINUTE);
      words[from + SERIAL] = serial;
      floats[from + LAT] = message.lat ?? Number.NaN;
      floats[from + LON] = message.lon ?? Number.NaN;
      words[from + BLOCK] = nameKey(message.block);
      words[from + FACT] = factKey(message.facts[0]);
      words[from + OTHER_FACT] = factKey(message.facts[1]);
      words[from + ADDRESS] = nameKey(message.address);
      words[from + COUNT] = matter.keys.length;
      keys.set(matter.keys, slot * KEPT_KEYS);
      places.fill(0, slot * PLACE, (slot + 1) * PLACE);
      places.set(matter.place.names, slot * PLACE);
      places.set(matter.place.houses, slot * PLACE + KEPT_NAMES);
    },
    namesOf: (slot: number): Uint32Array => kept(slot * PLACE, KEPT_NAMES),
    housesOf: (slot: number): Uint32Array => kept(slot * PLACE + KEPT_NAMES, KEPT_HOUSES),
    /** Fills `line`: no object is made for a message that is only looked at. */
    read(slot: number, line: MessageLine): void {
      const from = slot * WIDTH;
      line.at = uint32At(words, from + AT) * MINUTE;
      line.serial = uint32At(words, from + SERIAL);
      line.lat = float32At(floats, from + LAT);
      line.lon = float32At(floats, from + LON);
      line.block = uint32At(words, from + BLOCK);
      line.fact = uint32At(words, from + FACT);
      line.otherFact = uint32At(words, from + OTHER_FACT);
      line.address = uint32At(words, from + ADDRESS);
      line.count = uint32At(words, from + COUNT);
    },
    link(slot: number, chain: Chain, next: number): void {
      words[slot * WIDTH + linkOf(chain)] = next;
    },
    next: (slot: number, chain: Chain): number => uint32At(words, slot * WIDTH + linkOf(chain)),
  };
}

/** «Другое» of a block and «бездействие управляющей» say whose trouble it is, not which. */
const vague = /\.(?:general|management)\./u;
export const factKey = (fact: string | undefined): number => (fact && !vague.test(fact) ? nameKey(fact) : 0);
