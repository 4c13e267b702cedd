import { useState } from 'react';
import { readStored, writeStored } from '../../../lib/storage.ts';

export type Density = 'usual' | 'dense';

const key = 'otklik.density';

/** How close rows stand, remembered on this device for every list. */
export function useDensity(): [density: Density, toggle: () => void] {
  const [density, setDensity] = useState<Density>(() => (readStored(key) === 'dense' ? 'dense' : 'usual'));
  const toggle = () => {
    const next = density === 'dense' ? 'usual' : 'dense';
    writeStored(key, next === 'dense' ? next : null);
    setDensity(next);
  };
  return [density, toggle];
}
