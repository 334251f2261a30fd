import { reject } from '@aftersale/decider'
import type { WarrantyCommand } from './commands.js'
import { decideClaim, isClaimCommand } from './decide/claims.js'
import { handBack, resumeWarranty, suspendWarranty, takeIntoCustody } from './decide/custody.js'
import { cancelWarranty, supersedeWarranty, transferWarranty } from './decide/ending.js'
import { addWarrantyLayer, expireWarranty, extendWarranty, reverseExtension, startWarranty } from './decide/layers.js'
import { registerWarranty } from './decide/registration.js'
import { clarifyResponsibleParty } from './decide/responsibility.js'
import { answerVoidContest, contestVoid, voidWarranty } from './decide/voiding.js'
import type { WarrantyDecision } from './decide/warranty-decision.js'
import type { Warranty, WarrantyState } from './state.js'

/** What becomes of a command; every command but the first is to a warranty that was registered, and names it. */
export const decide = (command: WarrantyCommand, state: WarrantyState): WarrantyDecision => {
  if (state.status !== 'not-registered') {
    const { warrantyId } = state.warranty.registered
    if (command.data.warrantyId !== warrantyId) return reject({ reason: 'AddressedToAnotherWarranty', warrantyId })
  }
  if (command.type === 'RegisterWarranty') return registerWarranty(command, state)
  return state.status === 'not-registered'
    ? reject({ reason: 'WarrantyNotRegistered' })
    : decideRegistered(command, state.warranty)
}

const decideRegistered = (
  command: Exclude<WarrantyCommand, { readonly type: 'RegisterWarranty' }>,
  warranty: Warranty,
): WarrantyDecision => {
  if (isClaimCommand(command)) return decideClaim(command, warranty)
  switch (command.type) {
    case 'StartWarranty':
      return startWarranty(command, warranty)
    case 'AddWarrantyLayer':
      return addWarrantyLayer(command, warranty)
    case 'ExtendWarranty':
      return extendWarranty(command, warranty)
    case 'ReverseExtension':
      return reverseExtension(command, warranty)
    case 'ExpireWarranty':
      return expireWarranty(command, warranty)
    case 'TakeIntoCustody':
      return takeIntoCustody(command, warranty)
    case 'HandBack':
      return handBack(command, warranty)
    case 'SuspendWarranty':
      return suspendWarranty(command, warranty)
    case 'ResumeWarranty':
      return resumeWarranty(command, warranty)
    case 'ClarifyResponsibleParty':
      return clarifyResponsibleParty(command, warranty)
    case 'TransferWarranty':
      return transferWarranty(command, warranty)
    case 'VoidWarranty':
      return voidWarranty(command, warranty)
    case 'ContestVoid':
      return contestVoid(command, warranty)
    case 'AnswerVoidContest':
      return answerVoidContest(command, warranty)
    case 'SupersedeWarranty':
      return supersedeWarranty(command, warranty)
    case 'CancelWarranty':
      return cancelWarranty(command, warranty)
  }
}
