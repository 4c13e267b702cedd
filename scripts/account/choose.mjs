// Under which account the server of a data folder runs when root starts it. No account is created: a number needs none.

/** Numbers that neither distributions nor systemd hand out («Users, Groups, UIDs and GIDs on systemd Systems»: 60706…61183). */
const firstNumber = 60_900;
const lastNumber = 61_183;

const readRows = (text) =>
  text
    .split('\n')
    .map((row) => row.split(':'))
    .filter((row) => row.length > 3);

function readPeople(passwd) {
  return readRows(passwd).map(([name, , uid, gid, , home]) => ({
    name,
    uid: Number(uid),
    gid: Number(gid),
    home: home || '/',
  }));
}

/**
 * `owner` is `{ uid, gid }` of the data folder, `passwd` and `group` the texts of the files in /etc, `database` the account that
 * runs PostgreSQL (undefined = none of ours). Returns `{ uid, gid, name, home, isOwner }`, `name` empty for a bare number:
 * an ordinary owner of all of the installation, its database too, keeps it; else the account `otklik` where there is one; else
 * a number that nobody has. These two are never the account of the database, whose files and passwords are not the server's.
 */
export function chooseAccount({ owner, passwd, group, database }) {
  const people = readPeople(passwd);
  const nobody = people.find(({ name }) => name === 'nobody')?.uid ?? 65_534;
  const isTheirs = database === undefined || database.uid === owner.uid;
  if (isTheirs && owner.uid !== 0 && owner.uid !== nobody) {
    const known = people.find(({ uid }) => uid === owner.uid);
    return { name: '', home: '/', uid: owner.uid, gid: owner.gid || owner.uid, ...known, isOwner: true };
  }
  const isFit = ({ uid, gid }) => uid !== 0 && gid !== 0 && uid !== nobody && uid !== database?.uid;
  const named = people.find((one) => one.name === 'otklik' && isFit(one));
  if (named) return { ...named, isOwner: false };
  const taken = new Set([
    ...people.map(({ uid }) => uid),
    ...readRows(group).map(([, , gid]) => Number(gid)),
  ]);
  if (database) taken.add(database.uid);
  let number = firstNumber;
  while (taken.has(number) && number < lastNumber) number += 1;
  return { name: '', home: '/', uid: number, gid: number, isOwner: false };
}
