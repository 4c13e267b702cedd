/** What is wrong with a new password typed twice, by the ids of its two controls. The server checks the length again. */
export function findPasswordFaults(password: string, again: string): Record<string, string> {
  if (password.length < 10) return { password: 'Пароль — не короче 10 знаков' };
  if (password.length > 128) return { password: 'Пароль — не длиннее 128 знаков' };
  return password === again ? {} : { again: 'Пароли не совпали' };
}
