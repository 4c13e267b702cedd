import type { Random } from './random.ts';

/** Invented residents. Any likeness to living people is chance: names are combined by a seeded draw. */

const surnames =
  'Абрикосов Багульников Верещагинский Голубикин Даурцев Ельшин Жимолостев Заозёрнов Ивняков Калинкин Клюквин Лазоревский Листвянин Моховиков Наливайкин Орешников Перелесков Рассветов Рябинкин Светлолобов Сосновых Травников Урочищев Хвоин Черничкин Шишкарёв';
const maleNames =
  'Алексей Андрей Антон Борис Виктор Геннадий Григорий Егор Иван Илья Константин Лев Михаил Олег Пётр Семён';
const femaleNames =
  'Алла Анна Валентина Вера Галина Дарья Евгения Зоя Ирина Лариса Любовь Мария Нина Ольга Тамара Юлия';
const fathers =
  'Андреев Борисов Викторов Денисов Егоров Захаров Иванов Кириллов Леонидов Максимов Николаев Олегов Петров Романов';

const families = surnames.split(' ');
const men = maleNames.split(' ');
const women = femaleNames.split(' ');
const patronyms = fathers.split(' ');

export interface Resident {
  /** «Клюквина Вера Ивановна». */
  fullName: string;
  /** «Вера Ивановна», as an answer addresses her. */
  address: string;
  isWoman: boolean;
  /** +7 900 000-…: numbers nobody is given here, by the resident's index. */
  phone: string;
  /** In `.invalid`, where no letter can arrive (RFC 2606). */
  email: string;
}

/** Feminine form of a surname: «Клюквин» → «Клюквина», «Лазоревский» → «Лазоревская», «Сосновых» stays. */
function toFeminine(surname: string): string {
  if (surname.endsWith('их') || surname.endsWith('ых')) return surname;
  if (surname.endsWith('ий')) return `${surname.slice(0, -2)}ая`;
  return `${surname}а`;
}

/** A resident by index; the draw decides the name, the index the contacts. Index from 0 to 9,999,999. */
export function makeResident(index: number, random: Random): Resident {
  const isWoman = random.chance(0.62);
  const family = random.pick(families);
  const name = random.pick(isWoman ? women : men);
  const patronymic = `${random.pick(patronyms)}${isWoman ? 'на' : 'ич'}`;
  return {
    fullName: `${isWoman ? toFeminine(family) : family} ${name} ${patronymic}`,
    address: `${name} ${patronymic}`,
    isWoman,
    phone: `+7900${String(index).padStart(7, '0')}`,
    email: `zhitel-${index + 1}@demo.invalid`,
  };
}

/** Every surname residents may get, in the masculine form: tests compare it with names of real officials. */
export const residentSurnames: readonly string[] = families;
