import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { ClaimId } from '../claim-id.js'
import type { WarrantyExtended } from '../events/layers.js'
import type { Warranty } from '../state.js'
import { changedTerms, layerOf } from './changed-terms.js'
import { evolveLayers } from './evolve-layers.js'
import { termTrace } from './term-trace.js'

/**
 * What the law of the contract makes a layer longer by where repair was the remedy: of what the law gives alone, and
 * once. Undefined where it gives nothing, or has.
 */
export const repairExtensionOf = (
  warranty: Warranty,
  {
    extensionId,
    layerId,
    claimId,
    extendedAt,
  }: {
    readonly extensionId: NonEmptyText
    readonly layerId: NonEmptyText
    readonly claimId?: ClaimId | undefined
    readonly extendedAt: Instant
  },
): WarrantyExtended | undefined => {
  const by = warranty.registered.conformity?.repairExtension
  const wasGiven = warranty.extensions.some(
    ({ extended }) => extended.cause === 'repair-remedy' && extended.layerId === layerId,
  )
  if (by === undefined || wasGiven || layerOf(warranty, layerId)?.terms.kind !== 'statutory') return undefined
  const claim = claimId === undefined ? {} : { claimId }
  return extendedBy({ extensionId, layerId, by, cause: 'repair-remedy', ...claim, extendedAt }, warranty)
}

/** The extension with what it makes of the layers: of the one that it lengthens, and of those that follow it. */
export const extendedBy = (
  extension: Pick<WarrantyExtended['data'], 'extensionId' | 'layerId' | 'by' | 'cause' | 'claimId' | 'extendedAt'>,
  warranty: Warranty,
): WarrantyExtended => {
  const { extensionId, layerId, by, cause, claimId, extendedAt } = extension
  const asked: WarrantyExtended = {
    type: 'WarrantyExtended',
    data: {
      warrantyId: warranty.registered.warrantyId,
      extensionId,
      layerId,
      by,
      cause,
      ...(claimId === undefined ? {} : { claimId }),
      terms: [],
      trace: [],
      extendedAt,
    },
  }
  const longer = evolveLayers(warranty, asked)
  const { terms } = changedTerms(longer)
  const newEndOn = terms.find((term) => term.layerId === layerId)?.lastOn
  return {
    ...asked,
    data: {
      ...asked.data,
      ...(newEndOn === undefined ? {} : { newEndOn }),
      terms,
      trace: extensionTrace(asked.data, longer, terms),
    },
  }
}

const extensionTrace = (
  { extensionId, layerId, by, cause }: WarrantyExtended['data'],
  warranty: Warranty,
  terms: WarrantyExtended['data']['terms'],
): WarrantyExtended['data']['trace'] => {
  const { termsRef, lawRef } = warranty.registered
  return [
    {
      ruleId: 'extension' as NonEmptyText,
      facts: { extensionId, layerId, by, cause },
      outcome: (cause === 'repair-remedy' ? 'owed-by-law-once' : 'from-the-end-of-the-layer') as NonEmptyText,
      policyRef: cause === 'repair-remedy' && lawRef !== undefined ? lawRef : termsRef,
    },
    ...termTrace(warranty, terms),
  ]
}
