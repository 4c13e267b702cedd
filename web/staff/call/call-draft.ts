import type { registerCase } from '../../../shared/contract/cases-staff.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';

export type CallKind =
  | 'phone_call'
  | 'paper'
  | 'reception'
  | 'edds_112'
  | 'official_letter'
  | 'media_publication';

export const callKinds: readonly { value: CallKind; label: string }[] = [
  { value: 'phone_call', label: 'Звонок' },
  { value: 'paper', label: 'Письмо' },
  { value: 'reception', label: 'Личный приём' },
  { value: 'edds_112', label: 'Карточка 112' },
  { value: 'official_letter', label: 'Служебное письмо' },
  { value: 'media_publication', label: 'Публикация' },
];

/** What is typed while a person speaks; kept on the device until it is registered. */
export interface CallDraft {
  clientKey: string;
  kind: CallKind;
  text: string;
  factId: string;
  address: string;
  /** Chosen from the list, as JSON of a place; empty while the address is only words. */
  place: string;
  name: string;
  phone: string;
  email: string;
  returnAddress: string;
  externalId: string;
}

export const emptyCall = (): CallDraft => ({
  clientKey: crypto.randomUUID(),
  kind: 'phone_call',
  text: '',
  factId: '',
  address: '',
  place: '',
  name: '',
  phone: '',
  email: '',
  returnAddress: '',
  externalId: '',
});

type Body = RouteInput<typeof registerCase>['body'];

/** The draft as the command takes it: only what was filled. */
export function toBody(draft: CallDraft): Body {
  const place = draft.place
    ? (JSON.parse(draft.place) as Body['place'])
    : draft.address.trim()
      ? { address: draft.address.trim() }
      : undefined;
  const filled = (value: string): string | undefined => value.trim() || undefined;
  return {
    clientKey: draft.clientKey,
    kind: draft.kind,
    text: draft.text,
    factId: filled(draft.factId),
    place,
    name: filled(draft.name),
    phone: filled(draft.phone),
    email: filled(draft.email),
    returnAddress:
      draft.kind === 'paper' || draft.kind === 'reception' ? filled(draft.returnAddress) : undefined,
    externalId:
      draft.kind === 'edds_112' || draft.kind === 'official_letter' ? filled(draft.externalId) : undefined,
  };
}
