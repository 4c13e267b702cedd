import type { submitAppeal } from '../../../shared/contract/messages/cases-portal.ts';
import type { RouteInput } from '../../../shared/contract/route.ts';
import { consentDocument } from '../parts/consent.ts';

type Body = RouteInput<typeof submitAppeal>['body'];

/** What is typed of an appeal, kept on the device until it is sent. */
export interface AppealDraft {
  clientKey: string;
  text: string;
  kind: Body['kind'];
  surname: string;
  givenName: string;
  patronymic: string;
  replyBy: Body['replyBy'];
  email: string;
  postalAddress: string;
}

export const emptyAppeal = (): AppealDraft => ({
  clientKey: crypto.randomUUID(),
  text: '',
  kind: 'application',
  surname: '',
  givenName: '',
  patronymic: '',
  replyBy: 'account',
  email: '',
  postalAddress: '',
});

/** What is missing, in the words of the law: without a surname and an address no answer is given. */
export function checkAppeal(draft: AppealDraft, consent: boolean): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!/\p{L}|\p{N}/u.test(draft.text)) errors.text = 'Изложите суть: о чём просите, на что жалуетесь';
  if (!draft.surname.trim()) errors.surname = 'Укажите фамилию: без неё ответ не даётся';
  if (!draft.givenName.trim()) errors.givenName = 'Укажите имя';
  if (draft.replyBy === 'email' && !draft.email.trim()) errors.email = 'Укажите e-mail: ответ придёт туда';
  if (draft.replyBy === 'post' && !draft.postalAddress.trim())
    errors.postalAddress = 'Укажите почтовый адрес: письменный ответ придёт туда';
  if (!consent) errors.consent = 'Без согласия мы не можем принять ваши данные и ответить';
  return errors;
}

export function toAppealBody(draft: AppealDraft): Body {
  const { replyBy, email, postalAddress, patronymic, ...rest } = draft;
  return {
    ...rest,
    replyBy,
    ...(patronymic.trim() && { patronymic: patronymic.trim() }),
    ...(replyBy === 'email' && { email: email.trim() }),
    ...(replyBy === 'post' && { postalAddress: postalAddress.trim() }),
    consent: true,
    consentVersion: consentDocument.version,
  };
}
