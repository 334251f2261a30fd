import { type ClaimCommand, claimCommands } from '../commands/claims.js'
import type { Warranty } from '../state.js'
import { chooseRemedy, informAboutRemedies } from './choose-remedy.js'
import { confirmClaimUnit, recordPriceRemedy, refuseClaimUnit } from './claim-unit.js'
import { decideCoverage } from './coverage.js'
import { appealClaim, closeClaim, withdrawClaim } from './end-claim.js'
import { askForEvidence, submitEvidence } from './evidence.js'
import { openClaim } from './open-claim.js'
import { recordRepair } from './repair.js'
import { replaceUnit } from './replacement.js'
import type { WarrantyDecision } from './warranty-decision.js'

const types: ReadonlySet<string> = new Set(claimCommands.map(({ messageType }) => messageType))

export const isClaimCommand = (command: { readonly type: string }): command is ClaimCommand => types.has(command.type)

/** What a command to a claim comes to, of a warranty that is registered. */
export const decideClaim = (command: ClaimCommand, warranty: Warranty): WarrantyDecision => {
  switch (command.type) {
    case 'OpenClaim':
      return openClaim(command, warranty)
    case 'AskForEvidence':
      return askForEvidence(command, warranty)
    case 'SubmitEvidence':
      return submitEvidence(command, warranty)
    case 'DecideCoverage':
      return decideCoverage(command, warranty)
    case 'AppealClaim':
      return appealClaim(command, warranty)
    case 'InformAboutRemedies':
      return informAboutRemedies(command, warranty)
    case 'ChooseRemedy':
      return chooseRemedy(command, warranty)
    case 'ConfirmClaimUnit':
      return confirmClaimUnit(command, warranty)
    case 'RefuseClaimUnit':
      return refuseClaimUnit(command, warranty)
    case 'RecordRepair':
      return recordRepair(command, warranty)
    case 'ReplaceUnit':
      return replaceUnit(command, warranty)
    case 'RecordPriceRemedy':
      return recordPriceRemedy(command, warranty)
    case 'WithdrawClaim':
      return withdrawClaim(command, warranty)
    case 'CloseClaim':
      return closeClaim(command, warranty)
  }
}
