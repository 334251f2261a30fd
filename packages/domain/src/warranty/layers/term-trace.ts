import type { NonEmptyText } from '@aftersale/messages'
import type { RuleApplied, RuleTrace } from '../../policy/rule-trace.js'
import type { Warranty } from '../state.js'
import { layerOf } from './changed-terms.js'
import type { LayerTerm } from './layer-term.js'

/** Why layers cover from when until when. */
export const termTrace = (warranty: Warranty, terms: ReadonlyArray<LayerTerm>): RuleTrace =>
  terms.flatMap((term) => {
    const layer = layerOf(warranty, term.layerId)
    if (layer === undefined) return []
    const { startAnchor, period, countingRule, zone } = layer.terms
    const { conformity, lawRef, termsRef } = warranty.registered
    const law = layer.terms.kind === 'statutory' ? conformity?.period : undefined
    const applied: RuleApplied = {
      ruleId: 'layer-term' as NonEmptyText,
      facts: {
        layerId: term.layerId,
        startAnchor,
        period,
        countingRule,
        zone,
        ...(law === undefined ? {} : { periodByLaw: law }),
        startsOn: term.startsOn,
        lastOn: term.lastOn,
      },
      outcome: 'covers' as NonEmptyText,
      policyRef: law === undefined || lawRef === undefined ? termsRef : lawRef,
    }
    return [applied]
  })
