import type { ReactNode } from 'react';
import type { PollPlace } from '../../../../../shared/contract/participation/poll-paper.ts';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { TextField } from '../../../../ui/forms/text-field.tsx';

/** By what a person at a place is known: the contact they would sign in with, or the document they show. */
export interface ProofValues {
  placeId: string;
  contact: string;
  basis: string;
}

export const checkProof = ({ contact, basis }: ProofValues) => ({
  contact:
    contact.trim() === '' && basis.trim() === '' && 'Телефон или почта; если их нет — номер документа ниже',
});

export const choicesOfPlaces = (places: readonly PollPlace[]) =>
  places.map(({ id, title }) => ({ value: id, label: title }));

export function ProofFields({ form }: { form: Fields<ProofValues> }): ReactNode {
  return (
    <>
      <TextField
        form={form}
        name="contact"
        label="Телефон или почта человека"
        hint="С ними входят на сайт. Сам контакт не хранится, только метка из него: по ней видно, что бюллетень уже взят."
        autoComplete="off"
        maxLength={120}
      />
      <TextField
        form={form}
        name="basis"
        label="Или номер документа, если телефона и почты нет"
        hint="Сам номер не хранится. С телефоном он не сверяется: спросите, не голосовал ли человек на сайте."
        autoComplete="off"
        maxLength={60}
      />
    </>
  );
}
