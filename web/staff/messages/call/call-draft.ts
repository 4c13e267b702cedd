import type { registerAppeal } from '../../../../shared/contract/messages/office.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';

export type CallKind =
  | 'phone_call'
  | 'paper'
  | 'reception'
  | 'email'
  | 'edds_112'
  | 'official_letter'
  | 'media_publication';

export const callKinds: readonly { value: CallKind; label: string }[] = [
  { value: 'phone_call', label: 'Звонок' },
  { value: 'paper', label: 'Письмо' },
  { value: 'reception', label: 'Личный приём' },
  { value: 'email', label: 'Эл. почта' },
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
  /** Ids of what was noticed, by commas; see packs/base/regimes. */
  signs: string;
  receivedOn: string;
  sheets: string;
  attachmentSheets: string;
  correspondent: string;
  correspondentNumber: string;
  isCollective: boolean;
  isControl: boolean;
  /** Number of the case this one repeats. */
  repeatOf: string;
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
  signs: '',
  receivedOn: '',
  sheets: '1',
  attachmentSheets: '0',
  correspondent: '',
  correspondentNumber: '',
  isCollective: false,
  isControl: false,
  repeatOf: '',
});

/** What comes by 59-ФЗ and gets a card of the journal. */
export const isAppealKind = (kind: CallKind): boolean => kind === 'paper' || kind === 'reception';

type Body = RouteInput<typeof registerAppeal>['body'];

/** Noon of a day, or now when that is still ahead. */
const noonOf = (day: string): string =>
  new Date(Math.min(Date.now(), new Date(`${day}T12:00:00`).getTime())).toISOString();

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
    returnAddress: isAppealKind(draft.kind) ? filled(draft.returnAddress) : undefined,
    signs: draft.signs.split(',').filter(Boolean),
    ...(isAppealKind(draft.kind) && {
      // Local noon of the day: the letter came on it, at an hour nobody wrote down.
      ...(draft.receivedOn && { receivedAt: noonOf(draft.receivedOn) }),
      card: {
        sheets: Number(draft.sheets) || 0,
        attachmentSheets: Number(draft.attachmentSheets) || 0,
        isCollective: draft.isCollective,
        isControl: draft.isControl,
        ...(draft.repeatOf && { repeatOf: draft.repeatOf }),
        ...(draft.correspondent.trim() && { correspondent: draft.correspondent.trim() }),
        ...(draft.correspondentNumber.trim() && { correspondentNumber: draft.correspondentNumber.trim() }),
      },
    }),
    externalId:
      draft.kind === 'edds_112' || draft.kind === 'official_letter' ? filled(draft.externalId) : undefined,
  };
}
