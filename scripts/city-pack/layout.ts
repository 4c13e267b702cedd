/** Draws schematic streets: two families of parallel axes around the heart of each area, houses on both sides. */
import { type Point, roundTo, shiftPoint } from '../../server/base/territory/gazetteer/geo.ts';
import { ANCHORS, type AreaSource, STREETS } from './sources.ts';

export type BuiltStreet = {
  id: string;
  type: string;
  name: string;
  area: string;
  settlement: string | null;
  invented: boolean;
  axis: Point[];
  houses: { number: string; point: Point }[];
};
type StreetLine = {
  type: string;
  name: string;
  area: string;
  invented: boolean;
  seen: string[];
  upTo: number;
};

const LANE_STEP_M = 440;
const HOUSE_STEP_M = 40;
const ROADSIDE_M = 18;

export function readStreetLines(): StreetLine[] {
  return STREETS.trim()
    .split('\n')
    .map((line) => {
      const [type, name, area, seen, upTo] = line.split('|') as [string, string, string, string, string];
      return {
        type,
        name: name.replace('*', ''),
        area,
        invented: name.startsWith('*'),
        seen: seen.split(',').filter(Boolean),
        upTo: Number(upTo),
      };
    });
}

/** All streets of one area. Same input, same output: chance comes from the street's name. */
export function layOutStreets(area: AreaSource, lines: StreetLine[]): BuiltStreet[] {
  const lanes = [Math.ceil(lines.length / 2), Math.floor(lines.length / 2)];
  return lines.map((line, index) => {
    const family = index % 2;
    const lane = (index - family) / 2 - (lanes[family]! - 1) / 2;
    const angle = ((area.turn + family * 90) * Math.PI) / 180;
    return drawStreet(area, line, angle, lane * LANE_STEP_M);
  });
}

function drawStreet(area: AreaSource, line: StreetLine, angle: number, laneOffset: number): BuiltStreet {
  const heart: Point = { lon: area.heart[0], lat: area.heart[1] };
  const numbers = chooseNumbers(line);
  const middle = (line.upTo / 4) * HOUSE_STEP_M;
  const place = (along: number, across: number, from: Point = heart): Point =>
    shiftPoint(
      from,
      Math.cos(angle) * along - Math.sin(angle) * (across + laneOffset),
      Math.sin(angle) * along + Math.cos(angle) * (across + laneOffset),
    );
  const spot = (number: string): [number, number] => {
    const n = Number.parseInt(number, 10);
    // «14а», «14/1» and «14к2» stand a few metres further on, each on its own spot.
    const suffix = number.replace(/^\d+/, '');
    const extra = suffix === '' ? 0 : 8 + (suffix.codePointAt(0)! % 7) * 2;
    return [Math.ceil(n / 2) * HOUSE_STEP_M - middle + extra, n % 2 === 0 ? ROADSIDE_M : -ROADSIDE_M];
  };
  const anchor = ANCHORS[line.name];
  let origin = heart;
  if (anchor) {
    const drawn = place(...spot(anchor.house));
    origin = { lat: heart.lat + anchor.at[1] - drawn.lat, lon: heart.lon + anchor.at[0] - drawn.lon };
  }
  const last = Math.max(...numbers.map((number) => spot(number)[0]));
  return {
    id: slugOf(line),
    type: line.type,
    name: line.name,
    area: area.id,
    settlement: area.kind === 'village' ? area.title : null,
    invented: line.invented,
    axis: [place(-middle, 0, origin), place(last + HOUSE_STEP_M, 0, origin)].map(roundPoint),
    houses: numbers.map((number) => ({
      number,
      point:
        number === anchor?.house
          ? { lon: anchor.at[0], lat: anchor.at[1] }
          : roundPoint(place(...spot(number), origin)),
    })),
  };
}

const roundPoint = (point: Point): Point => ({ lat: roundTo(point.lat, 6), lon: roundTo(point.lon, 6) });

/** Seen houses, and most numbers up to the last one; a few with a letter, a corpus or a corner number. */
function chooseNumbers(line: StreetLine): string[] {
  const random = startRandom(line.name);
  const numbers = new Set(line.seen);
  for (let n = 1; n <= line.upTo; n++) {
    const roll = random();
    if (roll > 0.07) numbers.add(String(n));
    if (roll > 0.95) numbers.add(`${n}а`);
    else if (roll > 0.925) numbers.add(`${n}к2`);
    else if (roll > 0.91) numbers.add(`${n}/1`);
  }
  return [...numbers].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

/** mulberry32 over an FNV-1a hash of the text. */
function startRandom(text: string): () => number {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ char.codePointAt(0)!, 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const LATIN: Record<string, string> = Object.fromEntries(
  'а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh щ=sch ъ= ы=y ь= э=e ю=yu я=ya'
    .split(' ')
    .map((pair) => pair.split('=') as [string, string]),
);
const TYPE_PREFIX: Record<string, string> = {
  улица: 'ul',
  проспект: 'pr',
  бульвар: 'blvd',
  переулок: 'per',
  площадь: 'pl',
};

function slugOf(line: StreetLine): string {
  const latin = [...line.name.toLowerCase()].map(
    (char) => LATIN[char] ?? (/[a-z0-9]/.test(char) ? char : '-'),
  );
  return `${TYPE_PREFIX[line.type]}-${latin.join('').replace(/-+/g, '-')}`;
}
