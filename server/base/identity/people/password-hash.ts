/** Passwords are hashed by the sign-in library (scrypt), which the first who signs in loads. */
const openLibrary = () => import('better-auth/crypto');

export async function hashPassword(password: string): Promise<string> {
  const library = await openLibrary();
  return library.hashPassword(password);
}

export async function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  const library = await openLibrary();
  return library.verifyPassword(given);
}
