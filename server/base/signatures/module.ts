import * as contract from '../../../shared/contract/base/signatures.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { attach } from './attach.ts';
import { check, download, downloadRecord, find, listByNumber, read } from './documents.ts';

export const signaturesModule: ModuleManifest = {
  name: 'signatures',
  routes: [
    handle(contract.checkDocument, check, { perMinute: 60 }),
    handle(contract.findDocument, find, { perMinute: 60 }),
    handle(contract.findByNumber, listByNumber, { perMinute: 60 }),
    handle(contract.readDocument, read),
    handle(contract.downloadDocument, download),
    handle(contract.downloadRecord, downloadRecord),
    handle(contract.attachSignature, attach, { transaction: 'none', perMinute: 20 }),
  ],
};
