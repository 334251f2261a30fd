import { describeBadInput, type Examples, within } from '../bad-input.fixtures.js'
import { euConsumerLaw2026 } from '../policy/legal/eu-consumer-law.js'
import { wordsOfLaw } from '../policy/legal/words-of-law.fixtures.js'
import { claimId, shown } from './claim.fixtures.js'
import { type ClaimCommand, claimCommands, type WarrantyCommand, warrantyCommands } from './commands.js'
import type { WarrantyEvent } from './events.js'
import { warrantyRejections } from './rejections.js'
import * as told from './warranty.fixtures.js'
import { after, assetId, install, motor, noonOf, register, text } from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const registered = after(register())
const running = after(register(), install())
const voided = [register(), install(), told.voidIt()]

const examples: Examples<Exclude<WarrantyCommand, ClaimCommand>, WarrantyEvent> = {
  RegisterWarranty: {
    usual: register({
      law: euConsumerLaw2026,
      disclosures: [shown('receipt')],
      needsInstallation: true,
      marketCode: 'DE' as never,
      purchaseEvidence: { stream: text('purchase-1'), revision: 3, quantity: 1 as never },
    }),
    words: [
      'serial',
      'terms.policyId',
      'terms.layers.layerId',
      'terms.layers.obligor.contact',
      'terms.layers.covered',
      'terms.layers.excluded',
      'terms.layers.territory',
      'disclosures.policyRef.policyId',
      'disclosures.conditionsShown',
      'purchaseEvidence.stream',
      ...within('law', wordsOfLaw),
    ],
    currencies: ['terms.layers.claimLimits.currency', 'terms.layers.serviceFees.currency'],
    ids: ['assetId', 'customerId'],
  },
  StartWarranty: { after: registered, usual: install({ evidenceId: text('photo-1') }), words: ['evidenceId'] },
  AddWarrantyLayer: {
    after: running,
    usual: told.addLayer(),
    words: ['layer.layerId', 'layer.obligor.contact', 'layer.covered'],
  },
  ExtendWarranty: { after: running, usual: told.extend(), words: ['extensionId'] },
  ReverseExtension: { after: after(register(), install(), told.extend()), usual: told.reverse(), words: ['because'] },
  ExpireWarranty: { after: after(register(), told.deliver(), install()), usual: told.expire() },
  TakeIntoCustody: { after: running, usual: told.take({ requestedAt: noonOf('2026-08-30') }), words: ['custodyId'] },
  HandBack: { after: after(register(), install(), told.take()), usual: told.handBack() },
  SuspendWarranty: { after: running, usual: told.suspend({ layerIds: [motor] }), words: ['suspensionId', 'because'] },
  ResumeWarranty: { after: after(register(), install(), told.suspend()), usual: told.resume() },
  ClarifyResponsibleParty: {
    after: running,
    usual: told.clarify({ firstContact: { contactId: text('contact-0'), contactedAt: noonOf('2025-08-04') } }),
    words: ['failureModes', 'contact', 'contactId', 'firstContact.contactId'],
  },
  TransferWarranty: { after: running, usual: told.transfer(), words: ['transferId'], ids: ['to'] },
  VoidWarranty: {
    after: running,
    usual: told.voidIt({ layerIds: [motor] }),
    words: ['voidId', 'grounds.causedFailure', 'grounds.evidenceIds'],
  },
  ContestVoid: {
    after: after(...voided),
    usual: told.contest({ says: text('It was dry') }),
    words: ['contestId', 'evidenceIds', 'says'],
  },
  AnswerVoidContest: { after: after(...voided, told.contest()), usual: told.answer(), words: ['because'] },
  SupersedeWarranty: {
    after: running,
    usual: told.supersede({ byAssetId: assetId, forLayerId: motor }),
    ids: ['byWarrantyId', 'byAssetId'],
  },
  CancelWarranty: {
    after: running,
    usual: told.cancel({ returnCaseId: claimId as never }),
    words: ['because'],
    ids: ['returnCaseId'],
  },
}

describeBadInput({
  decider: warranty,
  codecs: warrantyCommands.filter(
    ({ messageType }) => !claimCommands.some((claim) => claim.messageType === messageType),
  ),
  rejections: warrantyRejections,
  examples,
})
