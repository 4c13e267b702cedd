/** Values no form should be afraid of. Each is text as it stands in a JSON body and as it stands in an address. */
export interface Naughty {
  name: string;
  /** What is put in place of a value in JSON text; absent = only in addresses. */
  json?: string | Buffer;
  /** What is put in place of a value in a path or a query, already percent-encoded; absent = only in bodies. */
  url?: string;
}

const fromText = (name: string, text: string): Naughty => ({
  name,
  json: JSON.stringify(text),
  url: encodeURIComponent(text.slice(0, 3000).toWellFormed()),
});

const words: [string, string][] = [
  ['empty', ''],
  ['blank', ' \t\n  '],
  ['emoji alone', '😀🚧🕳️👨‍👩‍👧‍👦🇷🇺'],
  ['right to left', 'שלום عالم \u202Egpj.exe\u202C'],
  ['zero width', '\u200B\u200C\u200D\uFEFF\u2060'],
  ['combining', `Z${'\u0301'.repeat(200)}`],
  ['script', '<script>alert(1)</script>'],
  ['image', '"><img src=x onerror=alert(document.cookie)>'],
  ['svg', '<svg/onload=alert`1`>'],
  ['template', '{{constructor.constructor("return process")()}} $\u007B7*7} <%= 7*7 %> #{7*7}'],
  ['link', 'javascript:alert(1)//https://example.ru'],
  ['null byte', 'яма\u0000дорога'],
  ['controls', '\u0001\u0002\u0007\u0008\u000B\u001B[31m\u007F\u0085'],
  ['lone high surrogate', 'яма \uD83D'],
  ['lone low surrogate', '\uDE00 яма'],
  ['swapped surrogates', '\uDE00\uD83D яма'],
  ['not a character', '\uFFFE\uFFFF яма'],
  ['sql quote', "'; DROP TABLE cases.case_file; --"],
  ['sql union', "' UNION SELECT password FROM identity.account --"],
  ['sql or', '1 OR 1=1'],
  ['sql comment', "admin'/*"],
  ['dollar quotes', '$$; SELECT pg_sleep(10); $$'],
  ['like marks', '%_%\\'],
  ['backslashes', '\\\\\\\'"\\u0000\\x00'],
  ['tsquery marks', "яма:* & !(мусор | ') <-> \\"],
  ['regular expression', '(a+)+$[\\'],
  ['path', '../../../../etc/passwd'],
  ['windows path', '..\\..\\windows\\win.ini'],
  ['encoded path', '%2e%2e%2f%2e%2e%2fetc%2fpasswd'],
  ['header break', 'x\r\nSet-Cookie: a=b\r\n\r\n<html>'],
  ['formula', '=HYPERLINK("http://example.ru";"x")'],
  ['shell', '$(reboot) `reboot` | reboot'],
  ['prototype', '__proto__'],
  ['constructor', 'constructor'],
  ['null word', 'null'],
  ['undefined word', 'undefined'],
  ['NaN word', 'NaN'],
  ['Infinity word', 'Infinity'],
  ['negative', '-1'],
  ['zero', '0'],
  ['fraction', '1.5'],
  ['huge number', '9'.repeat(400)],
  ['exponent', '1e999'],
  ['hexadecimal', '0x7fffffff'],
  ['past bigint', '9223372036854775808'],
  ['past integer', '2147483648'],
  ['arabic digits', '٣٤٥'],
  ['date that is none', '2026-13-45'],
  ['february', '2026-02-30'],
  ['year zero', '0000-00-00'],
  ['far past', '0001-01-01'],
  ['far future', '9999-12-31'],
  ['moment past calendars', '+275760-09-13T00:00:00.001Z'],
  ['moment of long ago', '-271821-04-20T00:00:00.000Z'],
  ['moment without zone', '2026-11-24T25:61:61'],
  ['unknown id', '00000000-0000-4000-8000-000000000000'],
  ['id with a tail', '00000000-0000-4000-8000-000000000000;'],
  ['unknown number', '2026-11-999999'],
  ['numbers and commas', '1,2,3,4,5,6,7'],
  ['points and commas', '....,-...,.,.'],
  ['huge box', `-${'9'.repeat(300)},-1,${'9'.repeat(300)},1`],
  ['huge disk', `56.4,61.9,${'9'.repeat(30)}`],
  ['forged cursor', Buffer.from('["2026-01-01\' OR 1=1", null]').toString('base64url')],
  ['cursor of nulls', Buffer.from('[null,null]').toString('base64url')],
  ['cursor of three', Buffer.from('["over","2026-01-01 00:00:00+00","x"]').toString('base64url')],
  ['cursor of the letters', '2026-99-99T99:99:99.999Z_00000000-0000-4000-8000-000000000000'],
  ['base64 of bytes', '_____-----AAAA'],
  ['100,001 characters', 'я'.repeat(100_001)],
];

/** Of another type than any field. */
const wrongTypes: [string, string | Buffer][] = [
  ['null', 'null'],
  ['true', 'true'],
  ['a number', '12'],
  ['a negative number', '-1'],
  ['a fraction', '0.1'],
  ['1e308', '1e308'],
  ['1e999', '1e999'],
  ['past safe integers', '9007199254740993'],
  ['NaN', 'NaN'],
  ['a list', '[]'],
  ['a list of nulls', '[null,null]'],
  ['a long list', `[${'1,'.repeat(5000)}1]`],
  ['an object', '{}'],
  ['an object with a prototype', '{"__proto__":{"isAdmin":true}}'],
  ['an object with a constructor', '{"constructor":{"prototype":{"isAdmin":true}}}'],
  ['10,000 levels of lists', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['10,000 levels of objects', `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`],
  ['broken UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x22])],
  ['windows-1251', Buffer.from([0x22, 0xff, 0xec, 0xe0, 0x22])],
  ['an escape cut short', '"\\u00"'],
  ['nothing', ''],
];

/** Only an address can carry these. */
const urlOnly: [string, string][] = [
  ['a null byte in the address', '%00'],
  ['half a surrogate in the address', '%ED%A0%80'],
  ['a byte that is no UTF-8', '%FF%FE'],
  ['a cut percent', '%'],
  ['a cut percent pair', '%E0%A4%A'],
  ['an overlong slash', '%c0%af'],
  ['a line break', '%0d%0aset-cookie:%20a=b'],
  ['plus signs', '+++'],
];

export const naughty: readonly Naughty[] = [
  ...words.map(([name, text]) => fromText(name, text)),
  ...wrongTypes.map(([name, json]) => ({ name, json })),
  ...urlOnly.map(([name, url]) => ({ name, url })),
];
