import { readNumber, readWord } from './input.ts';

/** What a page of a fake shows of itself: empty = nothing stands there. */
export interface FakeProfile {
  name: string;
  description: string;
  hasPicture: boolean;
  hasCover: boolean;
  address: string;
  hasPoint: boolean;
  phone: string;
  email: string;
  site: string;
  members: number;
}

export const createFakeProfile = (): FakeProfile => ({
  name: 'Город на связи',
  description: '',
  hasPicture: true,
  hasCover: false,
  address: '',
  hasPoint: false,
  phone: '',
  email: '',
  site: '',
  members: 1200,
});

/** The control verb: what is named changes, the rest stays. */
export function changeFakeProfile(profile: FakeProfile, input: Record<string, unknown>): FakeProfile {
  const flag = (name: 'hasPicture' | 'hasCover' | 'hasPoint') => Boolean(input[name] ?? profile[name]);
  const word = (name: 'name' | 'description' | 'address' | 'phone' | 'email' | 'site') =>
    readWord(input, name, profile[name]);
  return Object.assign(profile, {
    name: word('name'),
    description: word('description'),
    hasPicture: flag('hasPicture'),
    hasCover: flag('hasCover'),
    address: word('address'),
    hasPoint: flag('hasPoint'),
    phone: word('phone'),
    email: word('email'),
    site: word('site'),
    members: readNumber(input, 'members', profile.members),
  });
}
