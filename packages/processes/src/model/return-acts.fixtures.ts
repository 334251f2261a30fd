import type { PurchaseEvidence, PurchaseId } from '@aftersale/domain'
import {
  type Act,
  agent,
  anyCase,
  authorisedCase,
  caseCommand,
  customer,
  type Dice,
  evidenceIn,
  oneOf,
} from './act.fixtures.js'
import { numbersOf } from './counting.fixtures.js'
import { SOLD, WHOLE_ORDERS } from './ledger-shop.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { CASES, caseOf, type ReturnCaseId, terms, toCase, uuid } from './shop.fixtures.js'

const wishes = [
  { lineId: 'kettle', purchase: 0 },
  { lineId: 'kettle', purchase: 0 },
  { lineId: 'kettle', purchase: 1 },
  { lineId: 'ebook', purchase: 0 },
  { lineId: 'phone', purchase: 0, serials: ['SN-1'] },
  { lineId: 'phone', purchase: 0, serials: ['SN-2', 'SN-1'] },
  { lineId: 'kettle', purchase: 2 },
  { lineId: 'lamp', purchase: 3 },
] as const

/** Delivery and fees come back of a withdrawal, and where the seller is at fault. */
const kinds = [
  'policy-return',
  'policy-return',
  'policy-return',
  'exchange',
  'exchange',
  'withdrawal',
  'withdrawal',
  'wrong',
  'damaged',
  'missing',
] as const

interface Wish {
  readonly lineId: string
  readonly purchase: number
  readonly quantity: number
  readonly serials?: ReadonlyArray<string>
}

/** The evidence of a time ago is as good as any: what the request draws on may be gone when it is reserved. */
let stale: { readonly world: LedgerWorld; readonly evidence: Map<PurchaseId, PurchaseEvidence> } | undefined

const evidenceFor = (
  world: LedgerWorld,
  dice: Dice,
  ids: ReadonlyArray<PurchaseId>,
): ReadonlyArray<PurchaseEvidence> => {
  if (stale?.world !== world) stale = { world, evidence: new Map() }
  const known = stale.evidence
  return ids.map((id) => {
    const old = known.get(id)
    const evidence = old !== undefined && dice(2) === 0 ? old : evidenceIn(world, id)
    if (old === undefined || dice(3) === 0) known.set(id, evidence)
    return evidence
  })
}

const request = (
  world: LedgerWorld,
  dice: Dice,
  wanted: { readonly kind: string; readonly lines: ReadonlyArray<Wish> },
): void => {
  const returnCaseId = CASES.find((id) => caseOf(world, id) === undefined) ?? anyCase(world, dice)
  const drawnOn = [...new Set(wanted.lines.map(({ purchase }) => SOLD[purchase] as PurchaseId))]
  toCase(
    world,
    caseCommand('RequestReturn', {
      returnCaseId,
      customerId: uuid('bbbb', 1),
      kind: wanted.kind,
      lines: wanted.lines.map(({ purchase, ...wish }, index) => ({
        requestLineId: `line-${index}`,
        purchaseId: SOLD[purchase],
        reason: 'changed-mind',
        ...wish,
      })),
      wanted: { remedy: 'refund' },
      evidence: evidenceFor(world, dice, drawnOn),
      terms,
      requestedBy: customer,
      requestedAt: world.now(),
    }),
  )
}

/** Some of this, some of that; one in four is an order as a whole. */
export const requestReturn: Act = (world, dice) => {
  if (dice(4) === 0) {
    requestWholeOrder(world, dice)
    return
  }
  const asked = Array.from({ length: 1 + dice(2) }, () => wishes[dice(wishes.length)] ?? wishes[0])
  request(world, dice, {
    kind: kinds[dice(kinds.length)] ?? 'policy-return',
    lines: [...new Map(asked.map((wish) => [`${wish.purchase}-${wish.lineId}`, wish])).values()].map((wish) => ({
      ...wish,
      quantity: 'serials' in wish ? wish.serials.length : 1 + dice(3),
    })),
  })
}

const requestWholeOrder: Act = (world, dice) => {
  const order = WHOLE_ORDERS[[0, 0, 0, 0, 1, 1, 1, 2, 3][dice(9)] ?? 0] ?? WHOLE_ORDERS[0]
  request(world, dice, {
    kind: kinds[2 + dice(kinds.length - 2)] ?? 'withdrawal',
    lines: order.lines.map((wish) => ({ ...wish, purchase: order.purchase })),
  })
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
type Held = NonNullable<ReturnType<typeof caseOf>>['returnCase']['reservations'][number]

const receive = (
  world: LedgerWorld,
  returnCaseId: ReturnCaseId,
  held: Held,
  lines: Held['lines'],
  dice: Dice,
): void => {
  const parcel = world.log.length
  toCase(
    world,
    caseCommand('ReceiveItems', {
      returnCaseId,
      parcelId: `parcel-${parcel}-${held.purchaseId}`,
      items: lines.map(({ lineId, units, serials }, index) => ({
        itemId: `item-${parcel}-${held.purchaseId}-${index}`,
        purchaseId: held.purchaseId,
        lineId,
        sku: `sku-${lineId}`,
        quantity: serials?.length ?? (lines.length > 1 ? numbersOf(units).length : 1 + dice(3)),
        ...(serials === undefined ? {} : { serials }),
      })),
      receivedAt: world.now(),
    }),
  )
}

export const receiveItems: Act = (world, dice) => {
  const returnCaseId = authorisedCase(world, dice)
  const held = oneOf(caseOf(world, returnCaseId)?.returnCase.reservations ?? [], dice)
  const line = oneOf(held?.lines ?? [], dice)
  if (held !== undefined && line !== undefined) receive(world, returnCaseId, held, [line], dice)
}

/** All that the case holds, in a parcel for each purchase. */
export const receiveEverything = (world: LedgerWorld, returnCaseId: ReturnCaseId, dice: Dice): void => {
  for (const held of caseOf(world, returnCaseId)?.returnCase.reservations ?? []) {
    receive(world, returnCaseId, held, held.lines, dice)
  }
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
