import type { PurchaseEvidence } from '@aftersale/domain'
import { type Act, agent, anyCase, authorisedCase, caseCommand, customer, evidenceIn, oneOf } from './act.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { CASES, caseOf, PURCHASES, type ReturnCaseId, terms, toCase, uuid } from './shop.fixtures.js'

const wishes = [
  { lineId: 'kettle', purchase: 0 },
  { lineId: 'kettle', purchase: 0 },
  { lineId: 'kettle', purchase: 1 },
  { lineId: 'ebook', purchase: 0 },
  { lineId: 'phone', purchase: 0, serials: ['SN-1'] },
  { lineId: 'phone', purchase: 0, serials: ['SN-2', 'SN-1'] },
] as const

/** The evidence of a time ago is as good as any: what the request draws on may be gone when it is reserved. */
let stale: { readonly world: LedgerWorld; readonly evidence: ReadonlyArray<PurchaseEvidence> } | undefined
export const requestReturn: Act = (world, dice) => {
  const returnCaseId = CASES.find((id) => caseOf(world, id) === undefined) ?? anyCase(world, dice)
  const fresh = PURCHASES.map((id) => evidenceIn(world, id))
  const evidence = stale?.world === world && dice(2) === 0 ? stale.evidence : fresh
  stale = { world, evidence: dice(3) === 0 ? fresh : evidence }
  const asked = Array.from({ length: 1 + dice(2) }, () => wishes[dice(wishes.length)] ?? wishes[0])
  const lines = [...new Map(asked.map((wish) => [`${wish.purchase}-${wish.lineId}`, wish])).values()]
  toCase(
    world,
    caseCommand('RequestReturn', {
      returnCaseId,
      customerId: uuid('bbbb', 1),
      kind: dice(4) === 0 ? 'exchange' : 'policy-return',
      lines: lines.map((wish, index) => ({
        requestLineId: `line-${index}`,
        purchaseId: PURCHASES[wish.purchase],
        lineId: wish.lineId,
        quantity: 'serials' in wish ? wish.serials.length : 1 + dice(3),
        ...('serials' in wish ? { serials: wish.serials } : {}),
        reason: 'changed-mind',
      })),
      wanted: { remedy: 'refund' },
      evidence,
      terms,
      requestedBy: customer,
      requestedAt: world.now(),
    }),
  )
}

export const refuseReturn: Act = (world, dice) => {
  toCase(
    world,
    caseCommand('RefuseReturn', {
      returnCaseId: anyCase(world, dice),
      reasons: ['QuantityExceedsAvailable'],
      terms,
      refusedBy: agent,
      refusedAt: world.now(),
    }),
  )
}

export const cancelReturn = (world: LedgerWorld, returnCaseId: ReturnCaseId): void => {
  toCase(
    world,
    caseCommand('CancelReturn', {
      returnCaseId,
      cancellationId: `cancellation-${world.log.length}`,
      cancelledBy: customer,
      cancelledAt: world.now(),
    }),
  )
}
export const receiveItems: Act = (world, dice) => {
  const returnCaseId = authorisedCase(world, dice)
  const held = oneOf(caseOf(world, returnCaseId)?.returnCase.reservations ?? [], dice)
  const line = oneOf(held?.lines ?? [], dice)
  if (held === undefined || line === undefined) return
  const { serials } = line
  const quantity = serials === undefined ? 1 + dice(3) : serials.length
  const parcel = world.log.length
  toCase(
    world,
    caseCommand('ReceiveItems', {
      returnCaseId,
      parcelId: `parcel-${parcel}`,
      items: [
        {
          itemId: `item-${parcel}`,
          purchaseId: held.purchaseId,
          lineId: line.lineId,
          sku: `sku-${line.lineId}`,
          quantity,
          ...(serials === undefined ? {} : { serials }),
        },
      ],
      receivedAt: world.now(),
    }),
  )
}

export const handOver: Act = (world, dice) => {
  toCase(
    world,
    caseCommand('RecordReturnHandover', {
      returnCaseId: anyCase(world, dice),
      parcelId: `sent-${dice(2)}`,
      handedOverAt: world.now(),
    }),
  )
}

export const loseReturn: Act = (world, dice) => {
  toCase(
    world,
    caseCommand('DeclareReturnLost', {
      returnCaseId: anyCase(world, dice),
      parcelId: `sent-${dice(2)}`,
      because: 'silence',
      lostAt: world.now(),
    }),
  )
}
export const cancelAny: Act = (world, dice) => cancelReturn(world, anyCase(world, dice))

export const closeCase = (world: LedgerWorld, returnCaseId: ReturnCaseId): void => {
  toCase(world, caseCommand('CloseReturnCase', { returnCaseId, closedBy: agent, closedAt: world.now() }))
}
