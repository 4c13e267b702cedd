import {
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnError,
} from '@simplewebauthn/browser';
import { useState } from 'react';
import type { SessionState } from '../../../../shared/contract/base/identity.ts';
import { beginPasskeySignIn, enterByPasskey } from '../../../../shared/contract/base/security.ts';
import { asProblem } from '../../../lib/api-problem.ts';
import { performOrThrow } from '../../../lib/commands/perform.ts';

/** What went wrong with a key, when it is the browser and not the server that says it. */
export function keyTrouble(error: unknown): string {
  const isRefused =
    error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
  if (isRefused) return 'Ключ не приложен: окно закрыто или время вышло. Попробуйте ещё раз.';
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED')
    return 'Этот ключ уже добавлен.';
  if (error instanceof WebAuthnError)
    return 'Браузер не смог воспользоваться ключом. Откройте сайт по имени и по https или возьмите другой ключ.';
  return asProblem(error).message;
}

/** Signing in by a passkey: the browser asks for it, the server checks what it signed. */
export function usePasskey(onDone: (session: SessionState) => void) {
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const enter = async (): Promise<void> => {
    setBusy(true);
    setTrouble('');
    try {
      const { token, options } = await performOrThrow(beginPasskeySignIn, {});
      const response = await startAuthentication({
        optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
      });
      onDone(await performOrThrow(enterByPasskey, { body: { token, response: { ...response } } }));
    } catch (error) {
      setTrouble(keyTrouble(error));
    } finally {
      setBusy(false);
    }
  };
  return { enter, isBusy, trouble };
}
