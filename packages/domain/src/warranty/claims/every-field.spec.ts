import { describeBadInput, type Examples } from '../../bad-input.fixtures.js'
import * as claim from '../claim.fixtures.js'
import { approved, held, opened, refundChosen, repairChosen, replacementChosen, running } from '../claim.fixtures.js'
import { type ClaimCommand, claimCommands } from '../commands.js'
import type { WarrantyEvent } from '../events.js'
import { warrantyRejections } from '../rejections.js'
import { after, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const examples: Examples<ClaimCommand, WarrantyEvent> = {
  OpenClaim: {
    after: after(...running),
    usual: claim.open(),
    words: ['failureMode', 'defect', 'evidence.evidenceId', 'evidence.kind'],
    ids: ['claimId'],
  },
  AskForEvidence: { after: after(...opened), usual: claim.ask(), words: ['askId', 'wanted', 'askedBy.id'] },
  SubmitEvidence: {
    after: after(...opened, claim.ask()),
    usual: claim.submit({ proofs: [{ kind: 'receipt', verified: true }] }),
    words: ['submissionId', 'evidence.evidenceId', 'evidence.kind'],
  },
  DecideCoverage: {
    after: after(...opened),
    usual: claim.partly({ estimate: claim.euros(30_000n) }),
    words: ['decidedBy.id', 'part'],
  },
  AppealClaim: {
    after: after(...opened, claim.rejectIt()),
    usual: claim.appeal({ grounds: text('It was never opened') }),
    words: ['appealId', 'evidence.evidenceId', 'evidence.kind', 'grounds'],
  },
  InformAboutRemedies: { after: after(...approved), usual: claim.inform() },
  ChooseRemedy: { after: after(...approved, claim.inform()), usual: claim.choose() },
  ConfirmClaimUnit: { after: after(...repairChosen), usual: claim.hold() },
  RefuseClaimUnit: { after: after(...repairChosen), usual: claim.refuseUnit(), words: ['because'] },
  RecordRepair: {
    after: after(...held),
    usual: claim.repair({
      parts: [{ partNo: text('pump-3') }],
      repairWarranty: 'P1Y' as never,
      sku: text('WM-9'),
      brand: text('Hof'),
    }),
    words: ['parts.partNo', 'certification.stream', 'certification.certificates.certificationId', 'sku', 'brand'],
    currencies: ['currency'],
  },
  ReplaceUnit: {
    after: after(...replacementChosen),
    usual: claim.replace(),
    words: ['newSerial'],
    currencies: ['currency'],
    ids: ['newAssetId', 'newWarrantyId'],
  },
  RecordPriceRemedy: { after: after(...refundChosen), usual: claim.pay(), currencies: ['currency'] },
  WithdrawClaim: {
    after: after(...opened),
    usual: claim.withdraw({ because: text('found-the-fault') }),
    words: ['because'],
  },
  CloseClaim: { after: after(...opened, claim.rejectIt()), usual: claim.close() },
}

describeBadInput({ decider: warranty, codecs: claimCommands, rejections: warrantyRejections, examples })
