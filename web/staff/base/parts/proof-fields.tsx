import type { ReactNode } from 'react';
import type { SignerProof } from '../../../../shared/contract/base/signatures.ts';
import { TextInput } from '../../../ui/forms/field.tsx';

export interface Proof {
  password: string;
  code: string;
}
export const emptyProof: Proof = { password: '', code: '' };

/** A code, where one is given, goes before the password. */
export const proofBody = ({ password, code }: Proof): SignerProof => (code ? { code } : { password });

/** How a signer shows again that it is they: the password, or a code of their application. */
export function ProofFields(props: {
  proof: Proof;
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (proof: Proof) => void;
}): ReactNode {
  const { proof, errors, onChange } = props;
  return (
    <>
      <TextInput
        label="Ваш пароль"
        type="password"
        autoComplete="current-password"
        value={proof.password}
        error={errors.password}
        onChange={(event) => onChange({ ...proof, password: event.target.value })}
      />
      <TextInput
        label="Или код из приложения"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={proof.code}
        error={errors.code}
        optional
        onChange={(event) => onChange({ ...proof, code: event.target.value })}
      />
    </>
  );
}
