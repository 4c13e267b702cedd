import * as contract from '../../../shared/contract/base/signatures.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { attachSignature } from './attach.ts';
import {
  checkDocument,
  downloadDocument,
  downloadRecord,
  findDocument,
  listByNumber,
  readDocument,
} from './documents.ts';

export const signaturesModule: ModuleManifest = {
  name: 'signatures',
  routes: [
    handle(contract.checkDocument, checkDocument, { perMinute: 60 }),
    handle(contract.findDocument, findDocument, { perMinute: 60 }),
    handle(contract.findByNumber, listByNumber, { perMinute: 60 }),
    handle(contract.readDocument, readDocument),
    handle(contract.downloadDocument, downloadDocument),
    handle(contract.downloadRecord, downloadRecord),
    handle(contract.attachSignature, attachSignature, { transaction: 'none', perMinute: 20 }),
  ],
};
