export interface NameParts {
  surname: string;
  given_name: string;
  patronymic: string;
}

const initial = (part: string): string => {
  // A double name keeps both letters: «Анна-Мария» → «А.-М.».
  const letters = part
    .split('-')
    .map((piece) => [...piece.trim()][0]?.toLocaleUpperCase('ru'))
    .filter(Boolean);
  return letters.length > 0 ? `${letters.join('.-')}.` : '';
};

/** «Петров П.П.» of surname, name and patronymic; what is missing is left out. */
export function shortenName({ surname, given_name, patronymic }: NameParts): string {
  const initials = `${initial(given_name)}${initial(patronymic)}`;
  return [surname.trim(), initials].filter(Boolean).join(' ');
}

/** «Петров Пётр Петрович». */
export function joinFullName({ surname, given_name, patronymic }: NameParts): string {
  return [surname, given_name, patronymic].filter(Boolean).join(' ');
}
