/** Names under which registers call our blocks; a word that begins so is enough where it ends with a dash. */
const names: [code: string, pattern: RegExp][] = [
  ['housing', /^(1|housing|жкх|жилищно-коммунальное.*|жил.*хозяйств.*|жкх .*|коммунальн.*)$/],
  ['roads', /^(2|roads|дорог[иа].*|дорожн.*|автодорог.*|автомобильные дороги.*)$/],
  ['transport', /^(3|transport|транспорт.*|общественный транспорт.*|пассажирск.*)$/],
  ['health', /^(4|health|здравоохранени.*|медицин.*|здоровье)$/],
  ['education', /^(5|education|образовани.*|школы.*|детские сады.*)$/],
  ['social', /^(6|social|соц.*)$/],
  ['waste', /^(7|waste|тко|мусор.*|твердые коммунальные отходы.*|обращение с (тко|отходами).*|отходы.*)$/],
  ['energy', /^(8|energy|энергетик.*|электр.*|освещени.*)$/],
  ['improvement', /^(9|improvement|благоустройств.*)$/],
  ['safety', /^(safety|безопасност.*)$/],
  ['other', /^(0|other|проч.*|друг.*|остальн.*|ино[ей].*)$/],
];

/** Code of a block by its name, digit or code; null when it is none of ours. */
export function readBlock(text: string): string | null {
  const name = text.trim().toLowerCase().replaceAll('ё', 'е').replaceAll(/\s+/g, ' ');
  return names.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}
