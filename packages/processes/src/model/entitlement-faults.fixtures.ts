import type { ServicePlanTerms } from '@aftersale/domain'
import { kept, type Story } from './story.fixtures.js'

// No plan gives more than its terms say, nor twice for one thing.

interface Used {
  readonly kind: string
  readonly quantity: number
  /** Within which days it counts. */
  readonly allowance: string
  isRestored: boolean
}

export const faultInEntitlements = (story: Story): string | undefined => {
  const terms = new Map<string, Map<string, ServicePlanTerms>>()
  const plans = new Map<string, Map<string, Used>>()
  for (const { event, id } of story) {
    switch (event.type) {
      case 'ServicePlanQuoted':
        kept(terms, id, () => new Map<string, ServicePlanTerms>()).set('first', event.data.terms)
        break
      case 'ServicePlanRenewed':
        kept(terms, id, () => new Map<string, ServicePlanTerms>()).set(event.data.term.termId, event.data.terms)
        break
      case 'EntitlementConsumed': {
        const { kind, quantity, usedFor, termId, allowanceFrom, allowanceLastOn } = event.data
        const used = kept(plans, id, () => new Map<string, Used>())
        const key = `${kind} for ${usedFor.aggregate} ${usedFor.id}`
        if (used.get(key)?.isRestored === false) return `plan ${id}: ${key} is consumed twice`
        const allowance = `${termId} ${allowanceFrom} ${allowanceLastOn}`
        used.set(key, { kind, quantity, allowance, isRestored: false })
        const cap = terms
          .get(id)
          ?.get(termId)
          ?.entitlements.find((one) => one.kind === kind)
        if (cap === undefined) return `plan ${id}: its terms give no ${kind}`
        const sum = sumOf([...used.values()], kind, allowance)
        if (cap.quantity !== undefined && sum > cap.quantity) {
          return `plan ${id}: ${sum} ${kind} are consumed of ${cap.quantity} (${allowance})`
        }
        break
      }
      case 'EntitlementRestored': {
        const key = `${event.data.kind} for ${event.data.usedFor.aggregate} ${event.data.usedFor.id}`
        const used = plans.get(id)?.get(key)
        if (used === undefined || used.isRestored) return `plan ${id}: ${key} is restored, and was not consumed`
        used.isRestored = true
        break
      }
      default:
        break
    }
  }
  return undefined
}

const sumOf = (used: ReadonlyArray<Used>, kind: string, allowance: string): number =>
  used
    .filter((one) => one.kind === kind && one.allowance === allowance && !one.isRestored)
    .reduce((sum, { quantity }) => sum + quantity, 0)
