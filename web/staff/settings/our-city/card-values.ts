import type { CityCard, CityCardState } from '../../../../shared/contract/base/our-city.ts';

export interface CardValues {
  card: CityCard;
  reason: string;
}

const noCases = { nominative: '', genitive: '', prepositional: '' };

/** What an installation knows of itself before anybody has said anything. */
const emptyCard = (zone: string): CityCard => ({
  names: { title: noCases, town: noCases },
  region: '',
  zone,
  organisation: {
    full: '',
    short: '',
    lines: [],
    place: '',
    inn: '',
    ogrn: '',
    address: '',
    phone: '',
    email: '',
    site: '',
  },
  operator: { name: '', address: '', contact: '' },
  signer: { position: '', name: '' },
  arms: null,
});

export const valuesOf = ({ card, zoneInForce }: CityCardState): CardValues => ({
  card: card ?? emptyCard(zoneInForce),
  reason: '',
});
