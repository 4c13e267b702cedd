import { type AddressHit, searchAddress } from '../../../shared/contract/base/territory.ts';
import { call } from '../../lib/api.ts';
import type { ComboboxOption } from '../../ui/forms/combobox.tsx';
import type { SubmitDraft } from './submit-draft.ts';

export interface AddressOption extends ComboboxOption {
  hit: AddressHit;
}

const precisionWords = { house: undefined, street: 'вся улица', landmark: 'ориентир' } as const;

/** Addresses and landmarks for what is typed, best first. */
export async function findAddresses(text: string, signal: AbortSignal): Promise<AddressOption[]> {
  const { hits } = await call(searchAddress, { query: { q: text.slice(0, 200) } }, { signal });
  return hits.map((hit, at) => {
    const note = precisionWords[hit.precision];
    return { id: `${at}-${hit.label}`, label: hit.label, hit, ...(note && { note }) };
  });
}

/** What a chosen address makes of the draft's place. A whole street is words only: its middle is nobody's house. */
export function toPlace(hit: AddressHit): Partial<SubmitDraft> {
  const isPoint = hit.lat !== null && hit.lon !== null && hit.precision !== 'street';
  return {
    address: hit.label,
    point: isPoint ? { lat: hit.lat!, lon: hit.lon! } : null,
    streetId: hit.streetId ?? '',
    house: hit.house ?? '',
    placeSource: 'address',
    isOutside: false,
    isPlaceless: false,
  };
}
