import type { ReactNode } from 'react';
import { type AddressHit, searchAddress } from '../../../../../shared/contract/base/territory.ts';
import type { PlaceInput } from '../../../../../shared/contract/messages/cases.ts';
import { call } from '../../../../lib/api.ts';
import type { ComboboxOption } from '../../../../ui/forms/combobox.tsx';
import type { Fields, NameOf } from '../../../../ui/forms/fields.ts';
import { SuggestField } from '../../../../ui/forms/suggest-field.tsx';
import { useDistrictTitles } from '../../../base/case-kit/topics.ts';

export interface AddressOption extends ComboboxOption {
  hit: AddressHit;
}

const precisionWords = { house: '', street: 'вся улица', landmark: 'ориентир' } as const;

/** Address search that forgives case, ё, abbreviations and slips. */
export function AddressField<T extends object, K extends NameOf<T, string>>(props: {
  form: Fields<T>;
  name: K;
  label: string;
  hint?: string;
  optional?: boolean;
  onPick: (option: AddressOption) => void;
}): ReactNode {
  const district = useDistrictTitles();
  return (
    <SuggestField<T, K, AddressOption>
      {...props}
      nothing="Такого адреса не нашли. Проверьте улицу и дом."
      placeholder="титова 14"
      search={async (typed, signal) => {
        const { hits } = await call(searchAddress, { query: { q: typed } }, { signal });
        return hits.map((hit, at) => ({
          id: `${hit.streetId ?? hit.label}-${hit.house ?? at}`,
          label: hit.label,
          note: [district(hit.districtId), precisionWords[hit.precision]].filter(Boolean).join(', '),
          hit,
        }));
      }}
    />
  );
}

/**
 * A found address as a command takes it. A street of the city goes by its id, so that the case keeps «точность до дома»;
 * a landmark has a point only.
 */
export function toPlaceInput({ label, hit }: AddressOption): PlaceInput {
  if (hit.streetId)
    return { address: label, streetId: hit.streetId, ...(hit.house ? { house: hit.house } : {}) };
  return { address: label, ...(hit.lat !== null && hit.lon !== null ? { lat: hit.lat, lon: hit.lon } : {}) };
}
