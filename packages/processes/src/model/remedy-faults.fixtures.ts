import type { DomainEvent } from '@aftersale/domain'
import { kept, type Story } from './story.fixtures.js'

// One remedy for one failure of one unit, counted from the events of purchases and warranties together.

/** What became of a claim: how it was made good, once, and what is under way. */
interface Claimed {
  readonly defect: string
  chosen: string | undefined
  reservationId: string | undefined
  given: string | undefined
  isOver: boolean
}

interface Warranted {
  readonly unit: string | undefined
  readonly claims: Map<string, Claimed>
  replacedFor: string | undefined
}

/** By unit of a purchase, the reservation that has it. */
interface Holding {
  readonly reservationId: string
  status: 'held' | 'consumed'
}

/** The first failure that was made good twice, or for which a unit was worked on that others had. */
export const faultInRemedies = (story: Story): string | undefined => {
  const warranties = new Map<string, Warranted>()
  const holdings = new Map<string, Holding>()
  for (const { event, id, category } of story) {
    if (category === 'purchase') follow(holdings, id, event)
    if (category !== 'warranty') continue
    const fault = faultOf(
      kept(warranties, id, () => begun(event)),
      holdings,
      event,
    )
    if (fault !== undefined) return `${id}: ${fault}`
  }
  return undefined
}

const begun = (event: DomainEvent): Warranted => {
  const unit = event.type === 'WarrantyRegistered' ? event.data.unit : undefined
  return {
    unit: unit === undefined ? undefined : keyOf(unit.purchaseId, unit.lineId, unit.unit),
    claims: new Map(),
    replacedFor: undefined,
  }
}

const keyOf = (purchaseId: string, lineId: string, unit: number): string => `${purchaseId}/${lineId}#${unit}`

const follow = (holdings: Map<string, Holding>, purchaseId: string, event: DomainEvent): void => {
  if (event.type !== 'UnitsReserved' && event.type !== 'UnitsReleased' && event.type !== 'UnitsConsumed') return
  const { reservationId, lines } = event.data
  for (const { lineId, units } of lines) {
    for (const { first, last } of units) {
      for (let unit: number = first; unit <= last; unit += 1) {
        const key = keyOf(purchaseId, lineId, unit)
        if (event.type === 'UnitsReleased') holdings.delete(key)
        else holdings.set(key, { reservationId, status: event.type === 'UnitsReserved' ? 'held' : 'consumed' })
      }
    }
  }
}

const faultOf = (
  warranty: Warranted,
  holdings: ReadonlyMap<string, Holding>,
  event: DomainEvent,
): string | undefined => {
  const claimId = 'claimId' in event.data ? event.data.claimId : undefined
  if (claimId === undefined) return undefined
  if (event.type === 'ClaimOpened') {
    const defect = `${event.data.failureMode}/${event.data.defect}`
    const other = [...warranty.claims].find(([, claim]) => claim.defect === defect && !claim.isOver)
    if (other !== undefined) return `claim ${claimId} is of a failure that claim ${other[0]} is open about`
    warranty.claims.set(claimId, {
      defect,
      chosen: undefined,
      reservationId: undefined,
      given: undefined,
      isOver: false,
    })
    return undefined
  }
  const claim = warranty.claims.get(claimId)
  if (claim === undefined) return undefined
  switch (event.type) {
    case 'RemedyChosen': {
      if (claim.given !== undefined) return `claim ${claimId} was made good, and ${event.data.remedy} is chosen`
      if (claim.isOver) return `claim ${claimId} is over, and ${event.data.remedy} is chosen`
      claim.chosen = event.data.remedy
      claim.reservationId = event.data.reservationId
      return undefined
    }
    case 'ClaimUnitRefused':
      claim.chosen = undefined
      return undefined
    case 'RepairFailed':
      return faultOfWork(warranty, claim, claimId, holdings, event.type)
    case 'RepairCompleted':
    case 'UnitReplaced':
    case 'PriceRemedyGiven': {
      if (claim.given !== undefined) return `claim ${claimId} is made good twice: ${claim.given}, ${event.type}`
      claim.given = event.type
      if (event.type === 'PriceRemedyGiven') return faultOfPrice(warranty, claim, claimId)
      const fault = faultOfWork(warranty, claim, claimId, holdings, event.type)
      if (event.type === 'UnitReplaced') warranty.replacedFor = claimId
      return fault
    }
    // Who was sent to another party is made good there, or comes back with a claim of its own.
    case 'ClaimRedirected':
    case 'ClaimWithdrawn':
    case 'ClaimClosed':
      claim.isOver = true
      return undefined
    default:
      return undefined
  }
}

const faultOfWork = (
  { unit, replacedFor }: Warranted,
  { chosen, reservationId }: Claimed,
  claimId: string,
  holdings: ReadonlyMap<string, Holding>,
  what: string,
): string | undefined => {
  if (replacedFor !== undefined) return `${what} of claim ${claimId}, after the unit was replaced for ${replacedFor}`
  const wanted = what === 'UnitReplaced' ? ['replace-unit'] : ['repair', 'replace-part']
  if (chosen === undefined || !wanted.includes(chosen)) return `${what} of claim ${claimId}, and ${chosen} was chosen`
  if (unit === undefined) return undefined
  const holding = holdings.get(unit)
  return holding?.reservationId === reservationId && holding?.status === 'held'
    ? undefined
    : `${what} of claim ${claimId}, and unit ${unit} is ${holding?.status ?? 'free'} for ${holding?.reservationId}`
}

const faultOfPrice = ({ replacedFor }: Warranted, { chosen }: Claimed, claimId: string): string | undefined => {
  if (replacedFor !== undefined) return `claim ${claimId} is paid, after the unit was replaced for ${replacedFor}`
  return chosen === 'refund' || chosen === 'price-reduction'
    ? undefined
    : `claim ${claimId} is paid, ${chosen} was chosen`
}
