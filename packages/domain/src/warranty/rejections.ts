import { type ClaimRejection, claimRejections } from './rejections/claims.js'
import { type CustodyRejection, custodyRejections } from './rejections/custody.js'
import { type EndingRejection, endingRejections } from './rejections/ending.js'
import { type LayerRejection, layerRejections } from './rejections/layers.js'
import { type RegistrationRejection, registrationRejections } from './rejections/registration.js'
import { type ResponsibilityRejection, responsibilityRejections } from './rejections/responsibility.js'

/** Why a command to a warranty is refused: the fact that stands against it. Nothing is recorded then. */
export type WarrantyRejection =
  | RegistrationRejection
  | LayerRejection
  | CustodyRejection
  | ResponsibilityRejection
  | ClaimRejection
  | EndingRejection

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const warrantyRejections: Readonly<Record<WarrantyRejection['reason'], string>> = {
  ...registrationRejections,
  ...layerRejections,
  ...custodyRejections,
  ...responsibilityRejections,
  ...claimRejections,
  ...endingRejections,
}
