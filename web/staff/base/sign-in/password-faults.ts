/** What is wrong with a new password typed twice, by its two fields. The server checks the length again. */
export function findPasswordFaults(typed: { password: string; again: string }): {
  password?: string;
  again?: string;
} {
  const { password, again } = typed;
  if (password.length < 10) return { password: 'Пароль — не короче 10 знаков' };
  if (password.length > 128) return { password: 'Пароль — не длиннее 128 знаков' };
  return password === again ? {} : { again: 'Пароли не совпали' };
}
