import { type PurchaseState, purchaseAggregate, type ReturnCaseState, returnCaseAggregate } from '@aftersale/domain'
import { type Actor, instantOf } from '@aftersale/messages'
import { type AnyAggregate, type Found, purchaseEvidenceOf } from '@aftersale/processes'
import type { Chance } from './chance.js'
import { afterWorking, type Desk } from './desk.js'
import { type Customer, DAY, HOUR, type Life, MINUTE, newId, type Step } from './life.js'
import type { BoughtLine, Shop } from './shop.js'

const returns = returnCaseAggregate as unknown as AnyAggregate
const purchases = purchaseAggregate as unknown as AnyAggregate

interface Bought {
  readonly purchaseId: string
  readonly customer: Customer
  readonly lines: ReadonlyArray<BoughtLine>
}

/** What a customer sends back. Reserving, authorising, refunding and closing follow by the processes. */
export function* returnLived(
  shop: Shop,
  desk: Desk,
  chance: Chance,
  { purchaseId, customer, lines }: Bought,
  deliveredAt: number,
): Life {
  // Most make up their minds soon; some only when it is too late.
  let now = deliveredAt + (chance.happens(0.08) ? chance.between(31 * DAY, 50 * DAY) : chance.wait(6 * DAY))
  const returnCaseId = newId(chance, now)
  const sender = { kind: 'customer', id: customer.customerId } as Actor
  const clerk = { kind: 'agent', id: chance.oneOf(desk.agents.billing ?? ['agent-hua']) } as Actor
  const { terms } = shop
  const at = (time = now): string => instantOf(time)
  const stepOf = (aggregate: AnyAggregate, id: string, type: string, data: object, actor: Actor): Step => ({
    at: now,
    aggregate,
    id,
    command: { type, data: { ...data } },
    actor,
    channel: 'web',
  })
  const step = (type: string, data: object, actor: Actor = clerk): Step =>
    stepOf(returns, returnCaseId, type, { returnCaseId, ...data }, actor)
  function* stateOfCase(): Generator<
    { readonly looksAt: { readonly aggregate: AnyAggregate; readonly id: string } },
    ReturnCaseState | undefined,
    { readonly found?: Found<unknown> } | undefined
  > {
    return (yield { looksAt: { aggregate: returns, id: returnCaseId } })?.found?.state as ReturnCaseState | undefined
  }
  function* evidence(): Generator<
    { readonly looksAt: { readonly aggregate: AnyAggregate; readonly id: string } },
    ReadonlyArray<unknown>,
    { readonly found?: Found<unknown> } | undefined
  > {
    const found = (yield { looksAt: { aggregate: purchases, id: purchaseId } })?.found as
      | Found<PurchaseState>
      | undefined
    const read = found === undefined ? undefined : purchaseEvidenceOf(found)
    return read === undefined ? [] : [read]
  }

  const asked = chance.happens(0.8) ? [chance.oneOf(lines)] : lines
  const units = asked.map(({ lineId, quantity }) => ({
    lineId,
    quantity: chance.happens(0.7) ? quantity : chance.between(1, quantity),
  }))
  const kind = chance.pick([
    ['withdrawal', 55],
    ['policy-return', 35],
    ['damaged', 10],
  ] as const)
  yield step(
    'RequestReturn',
    {
      customerId: customer.customerId,
      kind,
      lines: units.map((line) => ({
        requestLineId: line.lineId,
        purchaseId,
        ...line,
        reason: chance.oneOf(['not-as-expected', 'changed-mind', 'found-cheaper', 'does-not-fit']),
        ...(kind === 'policy-return' && chance.happens(0.05) ? { meets: { 'original-packaging': false } } : {}),
      })),
      wanted: { remedy: 'refund' },
      evidence: yield* evidence(),
      terms,
      channel: 'web',
      requestedBy: sender,
      requestedAt: at(),
    },
    sender,
  )
  let state = yield* stateOfCase()
  if (state === undefined || state.status === 'not-requested' || state.status === 'refused') return

  if (state.status === 'in-review') {
    now = afterWorking(desk, now, chance.wait(3 * HOUR))
    yield step('AuthoriseReturn', { authorisationId: 'by-hand', terms, authorisedBy: clerk, authorisedAt: at() })
    state = yield* stateOfCase()
  }
  if (state === undefined || state.status !== 'authorised') return

  if (chance.happens(0.04)) {
    now += chance.wait(DAY)
    yield step(
      'CancelReturn',
      { cancellationId: 'kept', because: 'keeps-it', cancelledBy: sender, cancelledAt: at() },
      sender,
    )
    return
  }
  // Some never send it: the authorisation runs out.
  if (chance.happens(0.05)) return

  // What is announced comes in one parcel or in two, days apart.
  const parcels = units.length > 1 && chance.happens(0.3) ? [units.slice(0, 1), units.slice(1)] : [units]
  for (const [index, parcel] of parcels.entries()) {
    const parcelId = `parcel-${index + 1}`
    now += chance.between(4 * HOUR, 4 * DAY)
    yield step('RecordReturnHandover', { parcelId, carrier: chance.oneOf(shop.carriers), handedOverAt: at() }, sender)
    now += chance.between(DAY, 3 * DAY)
    const items = parcel.map(({ lineId, quantity }) => ({
      itemId: `${parcelId}/${lineId}`,
      purchaseId,
      lineId,
      sku: asked.find((line) => line.lineId === lineId)?.sku,
      quantity,
    }))
    yield step('ReceiveItems', { parcelId, items, receivedAt: at() })

    now = afterWorking(desk, now, chance.wait(4 * HOUR))
    for (const { itemId, quantity } of items) {
      const grade = chance.pick([
        ['A-new', 45],
        ['B-opened', 45],
        ['C-damaged', 8],
        ['D-missing-parts', 2],
      ] as const)
      const inspected = { itemId, quantity, grade, inspectedBy: clerk, inspectedAt: at() }
      yield step('InspectItem', { inspectionId: itemId, ...inspected })
      const disposition = chance.pick(
        grade === 'A-new'
          ? ([
              ['resell', 90],
              ['return-to-vendor', 10],
            ] as const)
          : ([
              ['refurbish', 45],
              ['resell', 25],
              ['repair', 10],
              ['recycle', 12],
              ['scrap', 8],
            ] as const),
      )
      yield step('DecideDisposition', {
        dispositionId: itemId,
        itemId,
        quantity,
        disposition,
        decidedBy: clerk,
        decidedAt: at(),
      })
    }
    yield* settled(`settlement-${index + 1}`, `${parcelId}/`)
  }

  /** Money for what arrived in a parcel; the purchase sets it aside by the processes, the provider pays it out later. */
  function* settled(settlementId: string, ofItems: string): Life {
    const received = yield* stateOfCase()
    if (received === undefined || received.status === 'not-requested') return
    const arrived = received.returnCase.receipts
      .flatMap(({ items }) => items)
      .filter(({ item }) => item.itemId.startsWith(ofItems))
      .flatMap(({ taken }) => taken)
    if (arrived.length === 0) return
    now += chance.between(5, 90) * MINUTE
    const refundId = newId(chance, now)
    const asCredit = kind !== 'withdrawal' && chance.happens(0.15)
    yield step('ProposeSettlement', {
      settlementId,
      legs: [
        {
          kind: 'refund',
          legId: settlementId,
          purchaseId,
          lines: arrived.map(({ lineId, units: back }) => ({ lineId, units: back })),
          refundId,
          ...(asCredit ? { credit: { creditId: newId(chance, now), customerAgreed: true } } : {}),
        },
      ],
      evidence: yield* evidence(),
      terms,
      proposedBy: clerk,
      proposedAt: at(),
    })
    now += MINUTE
    yield step('ApproveSettlement', { settlementId, approvedBy: clerk, approvedAt: at() })
    if (asCredit) return
    now += chance.between(HOUR, 3 * DAY)
    const told = { kind: 'partner', id: 'payment-provider' } as Actor
    if (chance.happens(0.06)) {
      const failed = { purchaseId, refundId, because: 'account-closed', failedAt: at() }
      yield stepOf(purchases, purchaseId, 'FailRefund', failed, told)
      return
    }
    const paid = { purchaseId, refundId, providerRef: `pay-${refundId.slice(0, 8)}`, settledAt: at() }
    yield stepOf(purchases, purchaseId, 'SettleRefund', paid, told)
  }
}
