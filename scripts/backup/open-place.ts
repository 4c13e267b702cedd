import { realpathSync } from 'node:fs';
import { type DescribeMoment, type Survey, surveyPlace } from './examine.ts';
import { type Keyring, openKeyring } from './keyring.ts';
import { describeMomentIn } from './moments.ts';
import { BackupRefusal } from './refusal.ts';

export interface OpenedPlace {
  place: string;
  keyring: Keyring;
  survey: Survey;
  zone: string;
  describe: DescribeMoment;
}

/** Opens a place of backups for a return. Throws a refusal where nothing in it opens, or nothing is whole. */
export async function openPlaceOfCopies(from: string, passphrase: string): Promise<OpenedPlace> {
  const place = realpathSync(from);
  const keyring = await openKeyring(place, passphrase);
  const survey = surveyPlace(place, keyring);
  const zone = survey.bases.at(-1)?.zone;
  if (!zone)
    throw new BackupRefusal(
      ['В этой папке нет ни одной целой копии: возвращать нечего.', ...survey.faults].join('\n  '),
    );
  return { place, keyring, survey, zone, describe: describeMomentIn(zone) };
}
