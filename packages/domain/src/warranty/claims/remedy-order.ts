import type { Remedy } from '../../policy/return-policy/return-vocabulary.js'
import { isRepairLimitReached } from '../../policy/warranty-terms/layer-coverage.js'
import type { ChooseRemedy } from '../commands/claims.js'
import { coverageOn } from '../layers/coverage-on.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import { standing } from '../status-of.js'
import type { ClaimRemedy, RemedyExcuse } from './claim-words.js'

/** What a layer's terms call it. */
export const inTermsOf: Readonly<Record<ClaimRemedy, Remedy>> = {
  repair: 'repair',
  'replace-part': 'repair',
  'replace-unit': 'replacement',
  'price-reduction': 'price-reduction',
  refund: 'refund',
}

/** Whether the product is needed for it, so that nothing else may have the unit meanwhile. */
export const needsUnit = (remedy: ClaimRemedy): boolean => inTermsOf[remedy] === 'repair' || remedy === 'replace-unit'

/**
 * The remedies before that one which are still owed: neither excused, nor tried as often as the terms let repairs fail. By
 * law repair and replacement stand side by side before the price; else the order is that of the terms.
 */
export const owedBefore = (
  remedy: Remedy,
  { layer, excused, failedRepairs, warranty }: RemedyFacts,
): ReadonlyArray<Remedy> => {
  if (mayEscalate({ layer, failedRepairs, warranty })) return []
  const isLaw = layer.terms.kind === 'statutory'
  if (isLaw && excused.some(({ because }) => because === 'too-serious')) return []
  return before(remedy, layer, warranty).filter((one) => !excused.some((excuse) => excuse.remedy === one))
}

interface RemedyFacts {
  readonly layer: Layer
  readonly excused: ReadonlyArray<RemedyExcuse>
  readonly failedRepairs: number
  readonly warranty: Warranty
}

/** By a layer's terms, and of what the law gives by the law as well, whatever its terms say. */
export const offeredBy = ({ terms }: Layer, { registered: { conformity } }: Warranty): ReadonlyArray<Remedy> =>
  terms.kind === 'statutory' ? [...new Set([...terms.remedies, ...(conformity?.remedies ?? [])])] : terms.remedies

const before = (remedy: Remedy, layer: Layer, warranty: Warranty): ReadonlyArray<Remedy> => {
  const offered = offeredBy(layer, warranty)
  const making: ReadonlyArray<Remedy> = ['repair', 'replacement']
  if (layer.terms.kind === 'statutory') {
    return making.includes(remedy) ? [] : offered.filter((one) => making.includes(one))
  }
  const index = offered.indexOf(remedy)
  return index === -1 ? offered : offered.slice(0, index)
}

/**
 * Whether the customer rejects the goods for their price within the short time in which a law lets them do so at once: no
 * repair comes before that.
 */
export const rejectsAtOnce = (
  { remedy, chosenBy, chosenAt }: Pick<ChooseRemedy['data'], 'remedy' | 'chosenBy' | 'chosenAt'>,
  { terms }: Layer,
  warranty: Warranty,
): boolean =>
  terms.kind === 'statutory' &&
  remedy === 'refund' &&
  chosenBy === 'customer' &&
  coverageOn(standing(warranty), chosenAt).rejectableUntil !== undefined

/** Whether repairs of the defect failed so often that the customer may ask for a replacement or the price. */
export const mayEscalate = ({
  layer,
  failedRepairs,
  warranty: { registered },
}: Pick<RemedyFacts, 'layer' | 'failedRepairs' | 'warranty'>): boolean => {
  const byLaw = layer.terms.kind === 'statutory' ? registered.rightToReject : undefined
  return (
    isRepairLimitReached(layer.terms, failedRepairs) ||
    (byLaw !== undefined && failedRepairs >= byLaw.failedRepairsBeforeFinalRejection)
  )
}
