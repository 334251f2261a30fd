import type { DomainEvent } from '@aftersale/domain'
import { timedAggregates } from './after-sales-shop.fixtures.js'
import { forgottenUnit } from './forgotten-units.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { kept, type Story } from './story.fixtures.js'

// Once everybody has caught up, what is left waits for people alone: no reaction and no deadline is put aside, no claim
// waits for an answer of a machine, and no unit is held, warranted or in service for somebody who has no use of it.

export const faultLeftHanging = (world: LedgerWorld, story: Story): string | undefined =>
  parkedReaction(world) ?? parkedDeadline(story) ?? waitingClaim(story) ?? forgottenUnit(story) ?? fallingDue(world)

const parkedReaction = ({ parked }: LedgerWorld): string | undefined => {
  const [first] = parked
  if (first === undefined) return undefined
  const { process, command, rejection } = first
  return `${process} parks ${(command as { readonly type: string }).type}: ${(rejection as { readonly reason: string }).reason}`
}

const parkedDeadline = (story: Story): string | undefined => {
  const parked = story.find(({ category }) => category === 'parkedDeadline')
  return parked === undefined ? undefined : `a deadline is parked: ${JSON.stringify(parked.event.data)}`
}

/** By what the aggregates themselves say: nothing that was due by now is left. */
const fallingDue = (world: LedgerWorld): string | undefined => {
  const now = world.now()
  for (const [name, { state }] of world.streams) {
    const aggregate = timedAggregates.find(({ category }) => name.startsWith(`${category}-`))
    const due = aggregate?.decider.deadlines(state as never).find(({ dueAt }) => dueAt <= now)
    if (due !== undefined) return `${name}: ${(due.command as { readonly type: string }).type} of ${due.dueAt} is left`
  }
  return undefined
}

interface Claimed {
  waitsForUnit: string | undefined
  waitsForReturn: string | undefined
  /** The reservations that it asked for and may still have. */
  readonly reservations: Set<string>
  isOver: boolean
}

interface Claims {
  readonly claims: Map<string, Claimed>
  /** By reservation, the units that a purchase holds for a claim. */
  readonly held: Map<string, string>
  /** By return case, how it ended, or that it paid. */
  readonly returns: Map<string, string>
}

/** A claim that a purchase or a return never answered, and units held for one that is over. */
const waitingClaim = (story: Story): string | undefined => {
  const found: Claims = { claims: new Map(), held: new Map(), returns: new Map() }
  for (const { event, id } of story) {
    followClaim(found, event)
    followPurchase(found, event)
    if (event.type === 'ReturnRequested') found.returns.set(id, 'goes on')
    if (RETURN_ENDS.has(event.type)) found.returns.set(id, event.type)
  }
  const { claims, held, returns } = found
  for (const [claimId, { waitsForUnit, waitsForReturn, isOver }] of claims) {
    if (isOver) continue
    if (waitsForUnit !== undefined) return `claim ${claimId} waits for its unit for ever`
    if (waitsForReturn === undefined) continue
    const became = returns.get(waitsForReturn)
    if (became !== 'goes on') return `claim ${claimId} waits for a return: ${became ?? 'never asked for'}`
  }
  for (const [reservationId, unit] of held) {
    const claim = [...claims.values()].find(({ reservations }) => reservations.has(reservationId))
    if (claim === undefined || claim.isOver) return `unit ${unit} is held by ${reservationId} for a claim that is over`
  }
  return undefined
}

const RETURN_ENDS: ReadonlySet<string> = new Set([
  'ReturnRefused',
  'ReturnCancelled',
  'ReturnExpired',
  'RefundLegSettled',
  'ReturnedToCustomer',
])

const followClaim = ({ claims }: Claims, event: DomainEvent): void => {
  const claimId = 'claimId' in event.data ? event.data.claimId : undefined
  if (claimId === undefined) return
  const claim = kept(claims, claimId, noClaim)
  switch (event.type) {
    case 'RemedyChosen': {
      const { reservationId, returnCaseId, releasedReservationId } = event.data
      claim.waitsForUnit =
        reservationId !== undefined && claim.reservations.has(reservationId) ? undefined : reservationId
      claim.waitsForReturn = returnCaseId
      if (reservationId !== undefined) claim.reservations.add(reservationId)
      if (releasedReservationId !== undefined) claim.reservations.delete(releasedReservationId)
      break
    }
    case 'ClaimUnitHeld':
      claim.waitsForUnit = undefined
      break
    case 'ClaimUnitRefused':
      claim.waitsForUnit = undefined
      claim.waitsForReturn = undefined
      break
    case 'PriceRemedyGiven':
      claim.waitsForReturn = undefined
      break
    case 'ClaimWithdrawn':
    case 'ClaimClosed':
      claim.isOver = true
      break
    default:
      break
  }
}

const noClaim = (): Claimed => ({
  waitsForUnit: undefined,
  waitsForReturn: undefined,
  reservations: new Set(),
  isOver: false,
})

const followPurchase = ({ held }: Claims, event: DomainEvent): void => {
  switch (event.type) {
    case 'UnitsReserved':
      if (event.data.holder.aggregate === 'warranty') {
        held.set(event.data.reservationId, `${event.data.purchaseId}/${event.data.lines[0]?.lineId}`)
      }
      break
    case 'UnitsReleased':
    case 'UnitsConsumed':
      held.delete(event.data.reservationId)
      break
    case 'ReplacementUnitsAdded':
      held.delete(event.data.reservationId)
      break
    default:
      break
  }
}
