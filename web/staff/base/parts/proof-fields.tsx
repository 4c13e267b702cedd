import type { ReactNode } from 'react';
import type { SignerProof } from '../../../../shared/contract/base/signatures.ts';
import type { Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';

export interface Proof {
  password: string;
  code: string;
}
export const emptyProof: Proof = { password: '', code: '' };

/** A code, where one is given, goes before the password. */
export const proofBody = ({ password, code }: Proof): SignerProof => (code ? { code } : { password });

/** How a signer shows again that it is they: the password, or a code of their application. */
export function ProofFields({ form }: { form: Fields<Proof> }): ReactNode {
  return (
    <>
      <TextField
        form={form}
        name="password"
        label="Ваш пароль"
        type="password"
        autoComplete="current-password"
      />
      <TextField
        form={form}
        name="code"
        label="Или код из приложения"
        inputMode="numeric"
        autoComplete="one-time-code"
        optional
      />
    </>
  );
}
