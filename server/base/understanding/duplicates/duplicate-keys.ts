import { uint8At, uint32At } from '../../../lib/typed-arrays.ts';

/** Room for the words of one message: at most a thirtieth of it is taken, so that a foreign word mostly meets nothing. */
const SIZE = 1024;

/** Words of one message for asking «has it this one»; the next `fill` forgets the former. */
export function createKeySet() {
  const places = new Uint8Array(SIZE);
  let own: Uint32Array = new Uint32Array();
  const placeOf = (key: number): number => {
    let place = key & (SIZE - 1);
    while (places[place] !== 0 && own[uint8At(places, place) - 1] !== key) place = (place + 1) & (SIZE - 1);
    return place;
  };
  return {
    fill(keys: Uint32Array): void {
      places.fill(0);
      own = keys;
      for (let at = 0; at < keys.length; at += 1) places[placeOf(uint32At(keys, at))] = at + 1;
    },
    has: (key: number): boolean => places[placeOf(key)] !== 0,
  };
}
