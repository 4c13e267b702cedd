import { KEPT_KEYS, type Matter, nameKey, namesOther, readMatter } from './matter-words.ts';
import { BANDS, hashBands } from './min-hash.ts';
import {
  judgePair,
  leastText,
  longestHours,
  type PairFacts,
  type PairRule,
  scorePair,
  widestMetres,
} from './pair-rules.ts';

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

/** A message of the index that may be of the same matter. */
export interface FoundPair extends PairFacts {
  id: string;
  rule: PairRule;
  score: number;
}

export interface DuplicateIndex {
  /** Adds a message; the oldest leaves when the index is full. A message added twice is found twice: ask `has`. */
  add: (message: IndexedMessage) => void;
  /** Messages that may be of the same matter as this one, the surest first; itself never among them. */
  find: (message: IndexedMessage, limit?: number) => FoundPair[];
  has: (id: string) => boolean;
  size: () => number;
  /** Bytes of its arrays: bounded by the capacity, whatever the texts. */
  bytes: () => number;
}

export interface IndexOptions {
  /** Messages held. */
  capacity: number;
  /** Pairs farther apart in time are not looked at; the gates' longest, unless a trial asks for all. */
  hours?: number;
}

/** Side of a cell of places, degrees of latitude: about 170 m, more than the widest gate. */
const CELL = 0.00153;
/** Messages of one cell or address that are looked at, the newest first; and of one band: what many write is no sign. */
const LONGEST_PLACE = 1500;
const LONGEST_BAND = 160;
const HOUR = 3_600_000;
const NONE = 0xffffffff;
/** A message hangs in a chain of each band, of its cell of the city and of its address. */
const BY_CELL = BANDS;
const BY_ADDRESS = BANDS + 1;
const CHAINS = BANDS + 2;

/**
 * Messages held in typed arrays, a ring: a new one takes the place of the oldest. Two ways lead to candidates: chains of
 * a cell of the city and chains of a band of MinHash, each from the newest on; the gates and an exact comparison of words
 * decide. A chain ends where its next message is younger than the one before: that place of the ring has been taken anew.
 */
export function createDuplicateIndex({ capacity, hours = longestHours }: IndexOptions): DuplicateIndex {
  const tables = allocate(capacity);
  const { meta, keys, next, heads, seen, ids } = tables;
  const mask = heads.length - 1;
  const known = new Map<string, number>();
  const rarity = countRarity();
  const bands = new Uint32Array(BANDS);
  let added = 0;
  let question = 0;

  const slotOf = (serial: number): number => serial % capacity;

  function add(message: IndexedMessage): void {
    const slot = slotOf(added);
    if (added >= capacity) known.delete(ids[slot]!);
    const matter = readMatter(message.text);
    ids[slot] = message.id;
    known.set(message.id, slot);
    writeMeta(tables, slot, { message, matter, serial: added });
    rarity.add(matter.keys);
    keys.set(matter.keys, slot * KEPT_KEYS);
    hashBands(matter.keys, bands);
    if (matter.keys.length > 0) {
      for (let band = 0; band < BANDS; band += 1) hang(slot, band, bands[band]!);
    }
    const { lat, lon, address } = message;
    if (lat !== null && lon !== null) hang(slot, BY_CELL, cellOf(rowOf(lat), columnOf(lat, lon)));
    if (address !== null) hang(slot, BY_ADDRESS, nameKey(address));
    tables.marks[slot] = matter.marks.size > 0 ? matter.marks : undefined;
    added += 1;
  }

  /** Puts a message before the newest of its chain. */
  function hang(slot: number, chain: number, hash: number): void {
    const entry = slot * CHAINS + chain;
    next[entry] = heads[hash & mask]!;
    heads[hash & mask] = entry;
  }

  function find(message: IndexedMessage, limit = 20): FoundPair[] {
    question += 1;
    const matter = readMatter(message.text);
    const probe: Probe = {
      message,
      matter,
      weight: rarity.weightOf(matter.keys),
      earliest: message.at - hours * HOUR,
    };
    const found: FoundPair[] = [];
    const look = (slot: number, isByPlace: boolean): void => {
      if (seen[slot] === question) return;
      const facts = compare(probe, slot, isByPlace);
      if (!facts) return;
      seen[slot] = question;
      const rule = judgePair(facts);
      if (rule) found.push({ ...facts, id: ids[slot]!, rule, score: scorePair(facts) });
    };
    if (message.lat !== null && message.lon !== null) walkCells(message.lat, message.lon, probe, look);
    if (message.address !== null) walk(nameKey(message.address), LONGEST_PLACE, probe, look);
    if (matter.keys.length > 0) walkBands(matter.keys, probe, look);
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  function walkCells(lat: number, lon: number, probe: Probe, look: Look): void {
    const row = rowOf(lat);
    const column = columnOf(lat, lon);
    for (let y = row - 1; y <= row + 1; y += 1) {
      for (let x = column - 1; x <= column + 1; x += 1) {
        walk(cellOf(y, x), LONGEST_PLACE, probe, look);
      }
    }
  }

  function walkBands(set: Uint32Array, probe: Probe, look: Look): void {
    hashBands(set, bands);
    for (let band = 0; band < BANDS; band += 1) {
      walk(bands[band]!, LONGEST_BAND, probe, look);
    }
  }

  /** Chains of several hashes may share a head: whatever lies on the way is looked at as what it is. */
  function walk(hash: number, longest: number, probe: Probe, look: Look): void {
    let entry = heads[hash & mask]!;
    let former = Number.POSITIVE_INFINITY;
    for (let steps = 0; entry !== NONE && steps < longest; steps += 1) {
      const slot = Math.floor(entry / CHAINS);
      const serial = meta.serial[slot]!;
      if (serial > former || serial < added - capacity) return;
      // Messages come nearly in the order of their times: a day of slack for those that were late.
      if (meta.at[slot]! * 60_000 < probe.earliest - 24 * HOUR) return;
      former = serial;
      look(slot, entry % CHAINS >= BY_CELL);
      entry = next[entry]!;
    }
  }

  /** null where the gates cannot be passed: the words are then not compared at all. */
  function compare(
    { message, matter, weight, earliest }: Probe,
    slot: number,
    isByPlace: boolean,
  ): PairFacts | null {
    const at = meta.at[slot]! * 60_000;
    if (at < earliest || ids[slot] === message.id) return null;
    const address = nameKey(message.address);
    const isSameAddress = address !== 0 && address === meta.address[slot];
    const apart = metresBetween(message, meta.lat[slot]!, meta.lon[slot]!);
    const metres = apart ?? (isSameAddress ? 0 : null);
    if (isByPlace && (metres === null || metres > widestMetres)) return null;
    const block = nameKey(message.block);
    const isSameBlock = block !== 0 && block === meta.block[slot];
    const isSameFact = sharesFact(message.facts, meta.fact[slot]!, meta.other[slot]!);
    const { text, shared } = likeness(matter.keys, weight, slot);
    if (!isByPlace && text < leastText) return null;
    return {
      ...{ metres, hours: Math.abs(message.at - at) / HOUR, isSameFact, isSameBlock, text, shared },
      words: Math.max(matter.keys.length, meta.count[slot]!),
      isOtherAddress: address !== 0 && meta.address[slot] !== 0 && !isSameAddress,
      isOtherThing: namesOther(matter.marks, tables.marks[slot] ?? noMarks),
    };
  }

  function likeness(set: Uint32Array, weight: number, slot: number): Pick<PairFacts, 'text' | 'shared'> {
    const from = slot * KEPT_KEYS;
    const until = from + meta.count[slot]!;
    let common = 0;
    let shared = 0;
    let other = 0;
    let at = 0;
    for (let place = from; place < until; place += 1) {
      const key = keys[place]!;
      const rare = rarity.of(key);
      other += rare;
      while (at < set.length && set[at]! < key) at += 1;
      if (at < set.length && set[at] === key) {
        common += rare;
        shared += 1;
      }
    }
    return { text: blend(common, weight, other), shared };
  }

  return {
    add,
    find,
    has: (id) => known.has(id),
    size: () => Math.min(added, capacity),
    bytes: () => tables.bytes + rarity.bytes,
  };
}

type Look = (slot: number, isByPlace: boolean) => void;

interface Probe {
  message: IndexedMessage;
  matter: Matter;
  weight: number;
  earliest: number;
}

const noMarks: Matter['marks'] = new Map();

/** Likeness by shared weight: half of what both say, half of what the shorter says. */
function blend(shared: number, one: number, other: number): number {
  const least = Math.min(one, other);
  if (least === 0) return 0;
  return (2 * shared) / (one + other) / 2 + shared / least / 2;
}

function allocate(capacity: number) {
  const size = 2 ** Math.ceil(Math.log2(Math.max(1024, capacity * 8)));
  const meta = {
    serial: new Float64Array(capacity),
    at: new Uint32Array(capacity),
    lat: new Float32Array(capacity),
    lon: new Float32Array(capacity),
    block: new Uint32Array(capacity),
    fact: new Uint32Array(capacity),
    other: new Uint32Array(capacity),
    address: new Uint32Array(capacity),
    count: new Uint8Array(capacity),
  };
  const keys = new Uint32Array(capacity * KEPT_KEYS);
  const next = new Uint32Array(capacity * CHAINS).fill(NONE);
  const heads = new Uint32Array(size).fill(NONE);
  const seen = new Uint32Array(capacity);
  const arrays = [...Object.values(meta), keys, next, heads, seen];
  return {
    ...{ meta, keys, next, heads, seen },
    ids: new Array<string | undefined>(capacity),
    marks: new Array<Matter['marks'] | undefined>(capacity),
    bytes: arrays.reduce((total, array) => total + array.byteLength, 0),
  };
}

function writeMeta(
  { meta, next }: ReturnType<typeof allocate>,
  slot: number,
  { message, matter, serial }: { message: IndexedMessage; matter: Matter; serial: number },
): void {
  meta.serial[slot] = serial;
  meta.at[slot] = Math.floor(message.at / 60_000);
  meta.lat[slot] = message.lat ?? Number.NaN;
  meta.lon[slot] = message.lon ?? Number.NaN;
  meta.block[slot] = nameKey(message.block);
  meta.fact[slot] = factKey(message.facts[0]);
  meta.other[slot] = factKey(message.facts[1]);
  meta.address[slot] = nameKey(message.address);
  meta.count[slot] = matter.keys.length;
  next.fill(NONE, slot * CHAINS, (slot + 1) * CHAINS);
}

const rowOf = (lat: number): number => Math.floor(lat / CELL);
const columnOf = (lat: number, lon: number): number =>
  Math.floor((lon * Math.cos((Math.round(lat) * Math.PI) / 180)) / CELL);
const cellOf = (row: number, column: number): number =>
  (Math.imul(row, 0x9e3779b1) ^ Math.imul(column, 0x85ebca6b)) >>> 0;

/** Metres on the flat: exact to a metre at these distances. */
function metresBetween({ lat, lon }: IndexedMessage, otherLat: number, otherLon: number): number | null {
  if (lat === null || lon === null || Number.isNaN(otherLat)) return null;
  const y = (lat - otherLat) * 111_320;
  const x = (lon - otherLon) * 111_320 * Math.cos((lat * Math.PI) / 180);
  return Math.sqrt(x * x + y * y);
}

/** «Другое» of a block and «бездействие управляющей» say whose trouble it is, not which. */
const vague = /\.(?:general|management)\./u;
const factKey = (fact: string | undefined): number => (fact && !vague.test(fact) ? nameKey(fact) : 0);

/** The likeliest fact of one is among the two of the other. */
function sharesFact(facts: readonly string[], first: number, second: number): boolean {
  const own = factKey(facts[0]);
  if (own === 0 || first === 0) return false;
  return own === first || own === second || factKey(facts[1]) === first;
}

/** How rare words are among the messages added: counted by hash, so that the memory is bounded. */
function countRarity() {
  const counts = new Uint32Array(2 ** 17);
  const mask = counts.length - 1;
  let total = 0;
  // A word nobody else has written is more often a slip of the finger than a sign: it weighs half.
  const of = (key: number): number => {
    const count = counts[key & mask]!;
    return Math.log((total + 400) / (count + 4)) * (count < 2 ? 0.5 : 1);
  };
  return {
    of,
    add(keys: Uint32Array): void {
      total += 1;
      for (let at = 0; at < keys.length; at += 1) counts[keys[at]! & mask]! += 1;
    },
    weightOf: (keys: Uint32Array): number => keys.reduce((sum, key) => sum + of(key), 0),
    bytes: counts.byteLength,
  };
}
