import { HOUR } from '../../../../shared/time.ts';
import { uint32At } from '../../../lib/typed-arrays.ts';
import { createBandBuckets } from './duplicate-bands.ts';
import { createKeySet } from './duplicate-keys.ts';
import { createRarity } from './duplicate-rarity.ts';
import {
  type Chain,
  createMessageTable,
  factKey,
  type IndexedMessage,
  type MessageLine,
} from './duplicate-table.ts';
import { KEPT_KEYS, type Matter, nameKey, namesOther, readMatter } from './matter-words.ts';
import {
  judgePair,
  longestHours,
  longestHoursOfPlace,
  type PairFacts,
  type PairRule,
  scorePair,
  widestMetres,
} from './pair-rules.ts';

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
}

/** Side of a cell of places, degrees of latitude: about 170 m, more than the widest gate. */
const CELL = 0.00153;
/** Messages of one cell or address that are looked at, the newest first. */
const LONGEST_PLACE = 1500;
const NONE = 0xffffffff;

/** A message that is looked for. */
interface Probe {
  message: IndexedMessage;
  matter: Matter;
  weight: number;
  block: number;
  fact: number;
  otherFact: number;
  address: number;
}

/**
 * Messages held in typed arrays, a ring: a new one takes the place of the oldest. Two ways lead to candidates: chains of
 * a cell of the city or of an address, from the newest on, and the bands of MinHash; the gates and an exact comparison of
 * words decide. A chain ends where its next message is younger than the one before: that place of the ring has been taken
 * anew.
 */
export function createDuplicateIndex({ capacity }: IndexOptions): DuplicateIndex {
  const table = createMessageTable(capacity);
  const buckets = createBandBuckets(capacity);
  const rarity = createRarity();
  const own = createKeySet();
  const heads = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1024, capacity)))).fill(NONE);
  const seen = new Uint32Array(capacity);
  const ids = new Array<string | undefined>(capacity);
  const marks = new Array<Matter['marks'] | undefined>(capacity);
  const known = new Map<string, number>();
  const line: MessageLine = {
    at: 0,
    serial: 0,
    lat: 0,
    lon: 0,
    block: 0,
    fact: 0,
    otherFact: 0,
    address: 0,
    count: 0,
  };
  let added = 0;
  let question = 0;

  function add(message: IndexedMessage): void {
    const slot = added % capacity;
    if (added >= capacity) known.delete(ids[slot]!);
    const matter = readMatter(message.text);
    ids[slot] = message.id;
    known.set(message.id, slot);
    table.write(slot, message, matter, added);
    rarity.addMessage();
    rarity.add(matter.keys);
    rarity.add(matter.place.names);
    buckets.add(matter, slot);
    const { lat, lon, address } = message;
    if (lat !== null && lon !== null) hang(slot, 'cell', cellOf(rowOf(lat), columnOf(lat, lon)));
    if (address !== null) hang(slot, 'address', nameKey(address));
    marks[slot] = matter.marks.size > 0 ? matter.marks : undefined;
    added += 1;
  }

  /** Puts a message before the newest of its chain. Cells and addresses have heads of their own, two by two. */
  function hang(slot: number, chain: Chain, hash: number): void {
    const head = headOf(chain, hash);
    table.link(slot, chain, uint32At(heads, head));
    heads[head] = slot;
  }

  const headOf = (chain: Chain, hash: number): number =>
    ((hash << 1) | (chain === 'cell' ? 0 : 1)) & (heads.length - 1);

  function find(message: IndexedMessage, limit = 20): FoundPair[] {
    question += 1;
    const matter = readMatter(message.text);
    own.fill(matter.keys);
    const probe: Probe = {
      message,
      matter,
      weight: rarity.weightOf(matter.keys),
      block: nameKey(message.block),
      fact: factKey(message.facts[0]),
      otherFact: factKey(message.facts[1]),
      address: nameKey(message.address),
    };
    const found: FoundPair[] = [];
    const { lat, lon } = message;
    if (lat !== null && lon !== null) {
      const [row, column] = [rowOf(lat), columnOf(lat, lon)];
      for (let y = row - 1; y <= row + 1; y += 1) {
        for (let x = column - 1; x <= column + 1; x += 1) walk('cell', cellOf(y, x), probe, found);
      }
    }
    if (message.address !== null) walk('address', probe.address, probe, found);
    buckets.walk(matter, (slot) => {
      if (seen[slot] === question) return;
      table.read(slot, line);
      look(slot, probe, found);
    });
    return found.sort((a, b) => b.score - a.score).slice(0, limit);
  }

  /** Chains of several hashes may share a head: whatever lies on the way is looked at as what it is. */
  function walk(chain: Chain, hash: number, probe: Probe, found: FoundPair[]): void {
    // Messages come nearly in the order of their times: a day of slack for those that were late.
    const earliest = probe.message.at - (longestHoursOfPlace + 24) * HOUR;
    let slot = uint32At(heads, headOf(chain, hash));
    let former = Number.POSITIVE_INFINITY;
    for (let steps = 0; slot !== NONE && steps < LONGEST_PLACE; steps += 1) {
      table.read(slot, line);
      if (line.serial >= former || line.serial < added - capacity || line.at < earliest) return;
      former = line.serial;
      if (seen[slot] !== question && isNear(probe)) look(slot, probe, found);
      slot = table.next(slot, chain);
    }
  }

  function isNear(probe: Probe): boolean {
    const metres = metresTo(probe);
    return metres !== null && metres <= widestMetres;
  }

  function metresTo({ message, address }: Probe): number | null {
    return (
      metresBetween(message, line.lat, line.lon) ?? (address !== 0 && address === line.address ? 0 : null)
    );
  }

  /** Compares with the message of `line`. Words are weighed only where they can decide. */
  function look(slot: number, probe: Probe, found: FoundPair[]): void {
    seen[slot] = question;
    const { message, matter, address } = probe;
    const hours = Math.abs(message.at - line.at) / HOUR;
    if (hours > longestHours) return;
    const metres = metresTo(probe);
    const facts: PairFacts = {
      metres,
      hours,
      isSameFact: sharesFact(probe, line),
      isSameBlock: probe.block !== 0 && probe.block === line.block,
      isOtherAddress: address !== 0 && line.address !== 0 && address !== line.address,
      named: metres === null ? compareNamed(matter.place, slot) : null,
      isOtherThing: matter.marks.size > 0 && namesOther(matter.marks, marks[slot] ?? noMarks),
      text: 1,
      shared: countShared(slot),
      words: Math.max(matter.keys.length, line.count),
    };
    if (ids[slot] === message.id || !judgePair(facts)) return;
    facts.text = likeness(probe.weight, slot);
    const rule = judgePair(facts);
    if (rule) found.push({ ...facts, id: ids[slot]!, rule, score: scorePair(facts) });
  }

  /** How far the places two messages name are one: rare names count more. */
  function compareNamed({ names, houses }: Matter['place'], slot: number): PairFacts['named'] {
    const others = table.namesOf(slot);
    const otherHouses = table.housesOf(slot);
    let all = 0;
    let shared = 0;
    for (const name of names) {
      all += rarity.of(name);
      if (others.includes(name)) shared += rarity.of(name);
    }
    for (const name of others) all += rarity.of(name);
    const isSameHouse = houses.some((house) => otherHouses.includes(house));
    return {
      names: names.length === 0 || others.length === 0 ? null : (2 * shared) / all,
      house: isSameHouse ? 'same' : houses.length > 0 && otherHouses.length > 0 ? 'other' : 'unknown',
    };
  }

  function countShared(slot: number): number {
    let shared = 0;
    const from = slot * KEPT_KEYS;
    for (let at = from; at < from + line.count; at += 1) if (own.has(uint32At(table.keys, at))) shared += 1;
    return shared;
  }

  /** Likeness by shared weight: half of what both say, half of what the shorter says. */
  function likeness(weight: number, slot: number): number {
    let shared = 0;
    let other = 0;
    const from = slot * KEPT_KEYS;
    for (let at = from; at < from + line.count; at += 1) {
      const key = uint32At(table.keys, at);
      const rare = rarity.of(key);
      other += rare;
      if (own.has(key)) shared += rare;
    }
    const least = Math.min(weight, other);
    return least === 0 ? 0 : shared / (weight + other) + shared / least / 2;
  }

  return {
    add,
    find,
    has: (id) => known.has(id),
    size: () => Math.min(added, capacity),
    bytes: () => table.bytes + buckets.bytes + rarity.bytes + heads.byteLength + seen.byteLength,
  };
}

const noMarks: Matter['marks'] = new Map();

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

/** The likeliest fact of one is among the two of the other. */
function sharesFact(probe: Probe, { fact, otherFact }: MessageLine): boolean {
  if (probe.fact === 0 || fact === 0) return false;
  return probe.fact === fact || probe.fact === otherFact || probe.otherFact === fact;
}
