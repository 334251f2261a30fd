import type { Desk } from '../desk.js'
import type { Process } from '../process.js'
import { cancelTheWarrantyWhenItsUnitIsReturned } from './cancel-the-warranty-when-its-unit-is-returned.js'
import { confirmWhatIsHeldForAClaim } from './confirm-what-is-held-for-a-claim.js'
import { handOverWhenAClaimIsRedirected } from './hand-over-when-a-claim-is-redirected.js'
import { holdTheUnitOfAClaim } from './hold-the-unit-of-a-claim.js'
import { openARepairTicketWhenARepairIsChosen } from './open-a-repair-ticket-when-a-repair-is-chosen.js'
import { openAReturnWhenAClaimAsksForThePrice } from './open-a-return-when-a-claim-asks-for-the-price.js'
import { registerEachUnitThatIsDelivered } from './register-each-unit-that-is-delivered.js'
import { releaseTheUnitWhenAClaimEnds } from './release-the-unit-when-a-claim-ends.js'
import { replaceTheUnitOfAClaim } from './replace-the-unit-of-a-claim.js'
import { retireTheAssetWhenItsUnitIsReturned } from './retire-the-asset-when-its-unit-is-returned.js'
import { startInstallationLayersWhenInstalled } from './start-installation-layers-when-installed.js'
import { startTheWarrantyWhenDelivered } from './start-the-warranty-when-delivered.js'
import { tellTheClaimWhatBecameOfItsReturn } from './tell-the-claim-what-became-of-its-return.js'
import type { WarrantyChoices } from './warranty-choices.js'
import { withdrawWhatIsClaimedWhenItsUnitIsGone } from './withdraw-what-is-claimed-when-its-unit-is-gone.js'

/** Every process of warranties. A shop that names no terms has no unit registered by itself. */
export const warrantyProcesses = (desk: Desk, choices: WarrantyChoices): ReadonlyArray<Process> => [
  ...(choices.warrantyTermsOf === undefined ? [] : [registerEachUnitThatIsDelivered(desk, choices)]),
  startTheWarrantyWhenDelivered,
  startInstallationLayersWhenInstalled,
  holdTheUnitOfAClaim(desk),
  confirmWhatIsHeldForAClaim,
  releaseTheUnitWhenAClaimEnds,
  openARepairTicketWhenARepairIsChosen(desk),
  openAReturnWhenAClaimAsksForThePrice(desk, choices),
  tellTheClaimWhatBecameOfItsReturn,
  replaceTheUnitOfAClaim(desk),
  handOverWhenAClaimIsRedirected(desk),
  cancelTheWarrantyWhenItsUnitIsReturned,
  withdrawWhatIsClaimedWhenItsUnitIsGone,
  retireTheAssetWhenItsUnitIsReturned,
]
