import type { PageRenderer, SimpleForm } from '../../../shared/contract/pages.ts';
import { checkContacts } from '../submit/check-contacts.ts';
import { makeBody } from '../submit/message-body.ts';
import { emptyDraft, hasPlace, isMeaningful, type SubmitDraft } from '../submit/submit-draft.ts';

/** The form of one page under the rules of the four steps. */
export const readSimpleForm: PageRenderer['readSimpleForm'] = (form, isResident) => {
  const draft = asDraft(form);
  const consents = { consent: form.values.consent === 'on', publish: form.values.publish === 'on' };
  const errors = {
    ...(!isMeaningful(draft.text) && { text: 'Опишите словами, что случилось' }),
    ...(!hasPlace(draft) && { address: 'Впишите адрес или отметьте, что места у вопроса нет' }),
    ...checkContacts(draft, consents.consent, isResident),
    ...form.errors,
  };
  if (Object.keys(errors).length > 0) return { errors };
  const files = form.photos.map(({ fileId, token }) => ({ fileId, token }));
  return { body: makeBody(draft, form.key, files, consents) };
};

function asDraft({ values }: SimpleForm): SubmitDraft {
  const { text, address, placeless, name, phone, email } = values;
  const isPlaceless = placeless === 'on';
  return { ...emptyDraft, text, address: isPlaceless ? '' : address, isPlaceless, name, phone, email };
}
