import type { Warranty } from '../state.js'
import { dayIn } from './calendar-bounds.js'
import type { Layer } from './layers.js'
import { firstDayOf, restsBy, restsIn } from './standstills.js'

/** How a layer stands by what was recorded. `active`: its days are known, and the last of them was not recorded as over. */
export type LayerStatus = 'pending' | 'active' | 'suspended' | 'expired' | 'lapsed' | 'voided'

export const layerStatusOf = (layer: Layer, warranty: Warranty): LayerStatus => {
  if (isVoided(layer, warranty)) return 'voided'
  if (layer.lapsed) return 'lapsed'
  if (layer.term === undefined) return 'pending'
  if (isResting(layer, warranty)) return 'suspended'
  return layer.expired ? 'expired' : 'active'
}

/** Whether a reason to void it stands that was not lifted. */
const isVoided = ({ layerId }: Layer, { ending: { voids } }: Warranty): boolean =>
  voids.some(({ voided, lifted }) => !lifted && voided.layerIds.includes(layerId))

/** Whether it stands still now. What was over before nothing stops any more. */
const isResting = ({ terms, term }: Layer, warranty: Warranty): boolean =>
  warranty.custodies.some(
    (custody) =>
      custody.handedBackAt === undefined &&
      restsIn(terms, custody, warranty) &&
      (term === undefined || firstDayOf(custody, terms) <= term.lastOn),
  ) ||
  warranty.suspensions.some(
    (suspension) =>
      suspension.resumedAt === undefined &&
      restsBy(terms, suspension) &&
      (term === undefined || dayIn(terms.zone, suspension.suspended.suspendedAt) <= term.lastOn),
  )
