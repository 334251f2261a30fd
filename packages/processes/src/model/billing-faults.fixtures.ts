import type { ClaimApproved, ClaimPartlyApproved, WarrantyRegistered } from '@aftersale/domain'
import { kept, type Story } from './story.fixtures.js'

// No covered work is billed: a claim that was approved costs the customer the fee of its layer and what is above a limit.

type Layer = WarrantyRegistered['data']['layers'][number]

interface Claimed {
  layer: Layer | undefined
  coverLimit: bigint | undefined
  cost: bigint
  charged: bigint
}

/** The first charge for covered work, by a warranty or by the bill of a ticket. */
export const faultInBilling = (story: Story): string | undefined => {
  const layers = new Map<string, Layer>()
  const claims = new Map<string, Claimed>()
  /** By layer of a warranty: what all claims on it cost. */
  const spent = new Map<string, bigint>()
  for (const { event, id } of story) {
    switch (event.type) {
      case 'WarrantyRegistered':
        for (const layer of event.data.layers) layers.set(`${id}/${layer.layerId}`, layer)
        for (const { layerId, spent: before } of event.data.carried?.claimed ?? []) {
          spent.set(
            `${id}/${layerId}`,
            before.reduce((sum, { amountMinor }) => sum + amountMinor, 0n),
          )
        }
        break
      case 'WarrantyLayerAdded':
        layers.set(`${id}/${event.data.layer.layerId}`, event.data.layer)
        break
      case 'ClaimApproved':
      case 'ClaimPartlyApproved':
        approve(kept(claims, event.data.claimId, none), layers.get(`${id}/${event.data.layerId}`), event)
        break
      case 'RepairCompleted':
      case 'RepairFailed':
      case 'UnitReplaced': {
        const { claimId, layerId, costMinor, chargedMinor } = event.data
        const claim = kept(claims, claimId, none)
        const before = spent.get(`${id}/${layerId}`) ?? 0n
        claim.cost += costMinor
        claim.charged += chargedMinor
        const allowed = allowedOf(claim, before, costMinor)
        if (claim.charged > allowed) return `claim ${claimId} is charged ${claim.charged}, and ${allowed} is allowed`
        spent.set(`${id}/${layerId}`, before + costMinor - chargedMinor)
        break
      }
      case 'ServiceBilled':
        for (const { lineIds, startsAt, endsAtExclusive, stream } of event.data.coverage) {
          if (event.data.performedAt < startsAt || endsAtExclusive <= event.data.performedAt) continue
          const billed = event.data.lines.find(
            ({ lineId, netMinor, taxMinor }) => lineIds.includes(lineId) && netMinor + taxMinor > 0n,
          )
          if (billed !== undefined) return `${id}: line ${billed.lineId} is billed, and covered by ${stream}`
        }
        break
      default:
        break
    }
  }
  return undefined
}

const none = (): Claimed => ({ layer: undefined, coverLimit: undefined, cost: 0n, charged: 0n })

const approve = (claim: Claimed, layer: Layer | undefined, event: ClaimApproved | ClaimPartlyApproved): void => {
  claim.layer = layer
  claim.coverLimit = event.type === 'ClaimPartlyApproved' ? event.data.coverLimit.amountMinor : undefined
}

const allowedOf = ({ layer, coverLimit, cost }: Claimed, spentBefore: bigint, costMinor: bigint): bigint => {
  const fee = layer?.serviceFees?.[0]?.amountMinor ?? 0n
  const limit = layer?.claimLimits?.[0]?.amountMinor
  return fee + above(cost, coverLimit) + above(spentBefore + costMinor, limit)
}

const above = (amount: bigint, limit: bigint | undefined): bigint =>
  limit === undefined || amount <= limit ? 0n : amount - limit
