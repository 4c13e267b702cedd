const latin: Record<string, string> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
};

/** A short Latin name for the system a file came from, by the file's name: «Выгрузка ПОС.xlsx» → `vygruzka-pos`. */
export function nameSource(filename: string): string {
  const stem = filename.replace(/\.[^.]*$/, '').toLowerCase();
  const words = Array.from(stem, (letter) => latin[letter] ?? letter)
    .join('')
    .split(/[^a-z0-9]+/)
    // The day of an export is not a part of its system's name.
    .filter((word) => word !== '' && !/^\d+$/.test(word));
  const name = words.join('-').slice(0, 40).replace(/-+$/, '');
  return name.length >= 2 ? name : 'file';
}
