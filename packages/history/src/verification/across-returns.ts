import type { AggregateCheck, FaultAcross, PurchaseNamed, RefundAsked, ReservationNamed } from './stream-check.js'

type Checks = ReadonlyMap<string, AggregateCheck>

/**
 * What returns, purchases and store credits say of each other: the units that a return holds were reserved for it, the
 * money it tells of as paid was set aside for it or issued as credit, and nothing was set aside or issued that it never asked for.
 */
export function* faultsAcrossReturns(checks: Checks): Generator<FaultAcross, void, undefined> {
  for (const [stream, check] of checks) {
    const tenant = stream.slice(0, stream.lastIndexOf('.') + 1)
    const streamOf = (category: string, id: string): AggregateCheck | undefined =>
      checks.get(`${tenant}${category}-${id}`)
    const at = (revision: number, what: string | undefined): ReadonlyArray<FaultAcross> =>
      what === undefined ? [] : [{ stream, revision, what }]

    const { returnCase, purchase, storeCredit } = check
    for (const held of returnCase?.reservations ?? []) {
      yield* at(held.revision, faultOfHeld(held, streamOf('purchase', held.purchaseId)?.purchase))
    }
    for (const [refundId, asked] of returnCase?.refunds ?? []) {
      const { purchaseId, creditId } = asked
      yield* at(
        asked.settledAt ?? asked.revision,
        faultOfRefund(refundId, asked, streamOf('purchase', purchaseId)?.purchase),
      )
      if (creditId !== undefined && asked.settledAt !== undefined) {
        yield* at(
          asked.settledAt,
          faultOfCredit(creditId, asked, streamOf('storeCredit', creditId)?.storeCredit?.issued?.sum),
        )
      }
    }
    for (const [refundId, { revision, returnCaseId }] of purchase?.refunds ?? []) {
      if (returnCaseId === undefined) continue
      if (streamOf('returnCase', returnCaseId)?.returnCase?.refunds.has(refundId) !== true) {
        yield* at(revision, `it sets refund ${refundId} aside for return ${returnCaseId}, which did not ask for it`)
      }
    }
    const returnCaseId = storeCredit?.issued?.returnCaseId
    if (returnCaseId !== undefined) {
      const creditId = stream.slice(tenant.length + 'storeCredit-'.length)
      const asked = [...(streamOf('returnCase', returnCaseId)?.returnCase?.refunds.values() ?? [])]
      if (asked.every((one) => one.creditId !== creditId)) {
        yield* at(0, `it is issued for return ${returnCaseId}, which did not ask for it`)
      }
    }
  }
}

const faultOfHeld = (
  { purchaseId, reservationId, units }: ReservationNamed,
  purchase: PurchaseNamed | undefined,
): string | undefined => {
  if (purchase === undefined) return `it holds units of purchase ${purchaseId}, which is not there`
  const reserved = purchase.reservations.get(reservationId)
  if (reserved === undefined) return `it holds units by reservation ${reservationId}, which its purchase never made`
  return reserved === units ? undefined : `it holds ${units} by reservation ${reservationId}, which is of ${reserved}`
}

/** What was asked for may still be on its way to the purchase; what was paid may not. */
const faultOfRefund = (
  refundId: string,
  { purchaseId, sum, settledAt }: RefundAsked,
  purchase: PurchaseNamed | undefined,
): string | undefined => {
  if (purchase === undefined) return `it asks for refund ${refundId} of purchase ${purchaseId}, which is not there`
  const reserved = purchase.refunds.get(refundId)
  // Units may be worth nothing: no purchase is asked for that.
  if (reserved === undefined && sum.startsWith('0 ')) return undefined
  if (reserved === undefined) {
    return settledAt === undefined ? undefined : `refund ${refundId} is paid, which its purchase never set aside`
  }
  return reserved.sum === sum
    ? undefined
    : `refund ${refundId} is of ${sum}, for which its purchase set ${reserved.sum} aside`
}

const faultOfCredit = (creditId: string, { sum }: RefundAsked, issued: string | undefined): string | undefined => {
  if (issued === undefined) return `store credit ${creditId} is given, which was never issued`
  return issued === sum ? undefined : `store credit ${creditId} is of ${issued}, in place of ${sum}`
}
