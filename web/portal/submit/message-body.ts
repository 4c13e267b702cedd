import type { PlaceInput } from '../../../shared/contract/messages/cases.ts';
import type { Submission } from '../../../shared/contract/messages/cases-portal.ts';
import { consentDocument } from '../parts/consent.ts';
import type { Consents } from '../parts/consent-boxes.tsx';
import { type SubmitDraft, wordsToRead } from './submit-draft.ts';

type Files = NonNullable<Submission['files']>;

/** The message as it is sent. */
export function makeBody(
  draft: SubmitDraft,
  clientKey: string,
  files: Files,
  consents: Consents,
): Submission {
  const place = makePlace(draft);
  const answers = Object.fromEntries(
    Object.entries(draft.answers).filter(([, words]) => words.trim() !== ''),
  );
  return {
    clientKey,
    text: draft.text.trim(),
    ...(hasOwnTopic(draft) && { factId: draft.factId }),
    asksTerm: true,
    ...(place && { place }),
    files,
    ...contactsOf(draft),
    consent: consents.consent,
    consentVersion: consentDocument.version,
    publish: consents.publish,
    ...(Object.keys(answers).length > 0 && { answers }),
  };
}

/** A suggested topic goes only with the words it was read of: of others the server reads its own. */
const hasOwnTopic = (draft: SubmitDraft): boolean =>
  draft.factId !== '' &&
  (draft.topic === 'chosen' || (draft.topic === 'suggested' && draft.factWords === wordsToRead(draft.text)));

/** Contacts without the empty ones. */
export function contactsOf({ name, phone, email }: Pick<SubmitDraft, 'name' | 'phone' | 'email'>) {
  return {
    ...(name.trim() && { name: name.trim() }),
    ...(phone.trim() && { phone: phone.trim() }),
    ...(email.trim() && { email: email.trim() }),
  };
}

/** Where it is, as it is sent; null of what has no place. */
export function makePlace({
  point,
  address,
  streetId,
  house,
  isHome,
  isPlaceless,
}: SubmitDraft): PlaceInput | null {
  if (isPlaceless || (!point && !address.trim())) return null;
  return {
    ...(point && { lat: point.lat, lon: point.lon }),
    ...(address.trim() && { address: address.trim().slice(0, 300) }),
    ...(point && streetId && { streetId }),
    ...(point && house && { house }),
    isHome,
  };
}

/**
 * Whether what was sent before and got no answer may be sent again as it was: the same but for the photos' tickets,
 * which a reloaded page has anew.
 */
export function isSameMessage(pending: Submission | null, fresh: Submission): pending is Submission {
  if (!pending || (pending.files?.length ?? 0) !== (fresh.files?.length ?? 0)) return false;
  return JSON.stringify({ ...pending, files: [] }) === JSON.stringify({ ...fresh, files: [] });
}
