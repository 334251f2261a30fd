import type { NonEmptyText, PolicyRef } from '@aftersale/messages'
import { deliveryPolicyRefOf } from '../../policy/delivery/delivery-policy.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import type { Shipment } from './shipment.js'

/** The policy that the shipment was announced under. */
export const policyRefOf = ({ announced: { policy } }: Shipment): PolicyRef => deliveryPolicyRefOf(policy)

/** A rule of that policy, as it was applied to the shipment. */
export const ruleApplied = (
  shipment: Shipment,
  ruleId: string,
  facts: RuleApplied['facts'],
  outcome: string,
): RuleApplied => ({
  ruleId: ruleId as NonEmptyText,
  facts,
  outcome: outcome as NonEmptyText,
  policyRef: policyRefOf(shipment),
})
