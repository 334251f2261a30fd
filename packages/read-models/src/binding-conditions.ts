import type { WarrantyRegistered } from '@aftersale/domain/events'

type Registered = WarrantyRegistered['data']
type LayerTerms = Registered['layers'][number]

/** What ties a product to the parts or the service of one maker asks in vain. */
const tieIns: ReadonlySet<string> = new Set(['authorised-parts', 'authorised-service'])

/** What a layer asks that must have been shown before the purchase; what the law gives asks for nothing that must. */
export const conditionsToShow = ({ kind, conditions }: LayerTerms): ReadonlyArray<string> =>
  kind === 'statutory' ? [] : conditions.filter((condition) => !tieIns.has(condition))

/** Of these conditions, those that nobody showed before the purchase: they bind nobody. */
export const notShown = (
  conditions: ReadonlyArray<string>,
  { purchase, termsRef, disclosures }: Pick<Registered, 'purchase' | 'termsRef' | 'disclosures'>,
): ReadonlyArray<string> =>
  conditions.filter(
    (condition) =>
      purchase === undefined ||
      disclosures.every(
        ({ phase, shownAt, policyRef, conditionsShown }) =>
          phase !== 'pre-purchase' ||
          shownAt > purchase.purchasedAt ||
          policyRef.policyId !== termsRef.policyId ||
          policyRef.version !== termsRef.version ||
          conditionsShown.every((shown) => shown !== condition),
      ),
  )

/** What a layer may ask of whoever claims on it. */
export const bindingConditions = (layer: LayerTerms, registered: Registered): ReadonlyArray<string> => {
  const unbound = new Set(notShown(conditionsToShow(layer), registered))
  return layer.conditions.filter((condition) => !tieIns.has(condition) && !unbound.has(condition))
}
