import type { ReactNode } from 'react';
import { useSession } from '../lib/session.ts';
import { Arms } from './icons.tsx';

/** The arms of the city beside its name; the emblem of the program where nobody has put any. The name says it all to whoever does not see. */
export function CityArms(): ReactNode {
  const arms = useSession()?.city.arms;
  return arms ? <img className="arms picture" src={arms} alt="" width="36" height="42" /> : <Arms />;
}
