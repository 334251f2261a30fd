import type { LocalDate } from '../../calendar/local-date.js'
import { anchoredPeriodEnd } from '../../calendar/period.js'
import { dayIn } from '../layers/calendar-bounds.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import type { Burden } from './claim-words.js'
import type { Claim } from './claims.js'
import { failureDayIn } from './failure-day.js'

/** Who has to prove how a defect came about, and until which day it is presumed to have been there on delivery. */
export interface BurdenOfProof {
  readonly burden: Burden
  /** Absent where nothing is presumed: the layer is not the law's, or the law says nothing of it. */
  readonly presumedUntil?: LocalDate
}

/** The seller, for what shows within the time for which the law presumes it; whoever claims, after that and elsewhere. */
export const burdenOfProof = ({ opened }: Claim, layer: Layer, warranty: Warranty): BurdenOfProof => {
  const presumedUntil = presumptionOf(layer, warranty)
  if (presumedUntil === undefined) return { burden: 'customer' }
  const failedOn = failureDayIn(layer.terms.zone, opened)
  return { burden: failedOn <= presumedUntil ? 'seller' : 'customer', presumedUntil }
}

/** Counted from what the layer itself is counted from: the delivery. */
const presumptionOf = ({ terms, term }: Layer, { registered, anchored }: Warranty): LocalDate | undefined => {
  const { conformity } = registered
  if (terms.kind !== 'statutory' || conformity === undefined) return undefined
  const known = anchored.find(({ anchor }) => anchor === terms.startAnchor)
  const anchorOn = known === undefined ? term?.startsOn : dayIn(terms.zone, known.anchoredAt)
  if (anchorOn === undefined) return undefined
  return anchoredPeriodEnd({ anchor: anchorOn, period: conformity.presumption, rule: conformity.rule })
}
