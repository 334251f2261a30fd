import {
  type PurchaseCommand,
  type PurchaseEvidence,
  type PurchaseId,
  purchaseAggregate,
  type ReturnCaseCommand,
  returnCaseAggregate,
  type StoreCreditCommand,
} from '@aftersale/domain'
import { dueCommands } from '../due-commands.js'
import { purchaseEvidenceOf } from '../purchase-evidence-of.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import {
  CASES,
  caseOf,
  PURCHASES,
  purchaseOf,
  type ReturnCaseId,
  SHIPMENT,
  terms,
  toCase,
  toCredit,
  toPurchase,
  uuid,
} from './shop.fixtures.js'

/** Numbers from 0 up to (not with) a limit, the same for the same schedule. */
export type Dice = (limit: number) => number

/** What somebody does, or what happens outside. Refusals are part of the game. */
export type Act = (world: LedgerWorld, dice: Dice) => void

const agent = { kind: 'agent', id: 'agent-1' }
const customer = { kind: 'customer', id: 'customer-1' }

const caseCommand = (type: ReturnCaseCommand['type'], data: object): ReturnCaseCommand =>
  ({ type, data }) as unknown as ReturnCaseCommand
const purchaseCommand = (type: PurchaseCommand['type'], data: object): PurchaseCommand =>
  ({ type, data }) as unknown as PurchaseCommand

const oneOf = <One>(several: ReadonlyArray<One>, dice: Dice): One | undefined => several[dice(several.length || 1)]

/** One that was requested, where there is one. */
const anyCase = (world: LedgerWorld, dice: Dice): ReturnCaseId => {
  const requested = CASES.filter((id) => caseOf(world, id) !== undefined)
  return (oneOf(requested, dice) ?? CASES[0]) as ReturnCaseId
}
const anyPurchase = (dice: Dice): PurchaseId => PURCHASES[dice(PURCHASES.length)] as PurchaseId

export const evidenceIn = (world: LedgerWorld, id: PurchaseId): PurchaseEvidence => {
  const evidence = purchaseEvidenceOf({
    state: world.stateOf(purchaseAggregate, id),
    revision: world.revisionOf(purchaseAggregate.category, id),
  })
  if (evidence === undefined) throw new Error(`${id} was never recorded`)
  return evidence
}

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

/** One that waits for its goods, or has some of them, where there is one. */
const authorisedCase = (world: LedgerWorld, dice: Dice): ReturnCaseId => {
  const authorised = CASES.filter((id) => {
    const state = caseOf(world, id)
    return state?.returnCase.authorisation !== undefined && !hasEnded(state)
  })
  return oneOf(authorised, dice) ?? anyCase(world, dice)
}

export const hasEnded = ({ status, returnCase }: NonNullable<ReturnType<typeof caseOf>>): boolean =>
  returnCase.settlement.closed !== undefined || status === 'refused' || status === 'cancelled' || status === 'expired'

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

const refuseReturn: Act = (world, dice) => {
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

type CaseUnits = NonNullable<
  ReturnType<typeof caseOf>
>['returnCase']['receipts'][number]['items'][number]['taken'][number]

const receiveItems: Act = (world, dice) => {
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

const handOver: Act = (world, dice) => {
  toCase(
    world,
    caseCommand('RecordReturnHandover', {
      returnCaseId: anyCase(world, dice),
      parcelId: `sent-${dice(2)}`,
      handedOverAt: world.now(),
    }),
  )
}

const loseReturn: Act = (world, dice) => {
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

/** What a leg is to be about: each line's units that came back and no live leg has. */
export const unsettled = (world: LedgerWorld, returnCaseId: ReturnCaseId): ReadonlyArray<CaseUnits> => {
  const returnCase = caseOf(world, returnCaseId)?.returnCase
  if (returnCase === undefined) return []
  const taken = new Set(
    returnCase.settlement.legs
      .filter(({ status }) => status !== 'rejected' && status !== 'given-up')
      .flatMap(({ leg }) => leg.lines.flatMap(numbersOf)),
  )
  return returnCase.receipts
    .flatMap(({ items }) => items.flatMap((item) => item.taken))
    .flatMap((units) => {
      const free = numbersOf(units).filter((key) => !taken.has(key))
      return free.length === 0
        ? []
        : [
            {
              ...units,
              units: free
                .map((key) => Number(key.slice(key.lastIndexOf('#') + 1)))
                .map((unit) => ({ first: unit, last: unit })),
            } as unknown as CaseUnits,
          ]
    })
}

const numbersOf = ({ purchaseId, lineId, units }: Pick<CaseUnits, 'purchaseId' | 'lineId' | 'units'>) =>
  units.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => `${purchaseId}/${lineId}#${first + index}`),
  )

/** Runs that do not touch. */
const runsOf = (units: CaseUnits['units']) => {
  const numbers = units.flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index),
  )
  const runs: Array<{ first: number; last: number }> = []
  for (const number of numbers.toSorted((left, right) => left - right)) {
    const last = runs.at(-1)
    if (last?.last === number - 1) last.last = number
    else runs.push({ first: number, last: number })
  }
  return runs
}

/** Some of the unsettled units are settled by a leg of a random kind. */
export const propose = (world: LedgerWorld, returnCaseId: ReturnCaseId, kind: number, dice: Dice): void => {
  const free = oneOf(unsettled(world, returnCaseId), dice)
  if (free === undefined) return
  const number = world.log.length
  const leg = {
    legId: `leg-${number}`,
    purchaseId: free.purchaseId,
    lines: [{ lineId: free.lineId, units: runsOf(free.units) }],
  }
  const money = { refundId: uuid('eeee', number) }
  const credit = { credit: { creditId: uuid('dddd', number), customerAgreed: true } }
  const quantity = runsOf(free.units).reduce((sum, { first, last }) => sum + last - first + 1, 0)
  const replacement = {
    lineId: `new-${number}`,
    sku: 'sku-new',
    kind: 'goods',
    quantity,
    serialTracked: false,
    ...(dice(2) === 0 ? {} : { price: { netMinor: BigInt(dice(4000)), taxMinor: BigInt(dice(800)) } }),
  }
  const legs = [
    { kind: 'refund', ...leg, ...money },
    { kind: 'refund', ...leg, ...money, ...credit },
    {
      kind: 'exchange',
      ...leg,
      replacementId: uuid('ffff', number),
      replacement: [replacement],
      difference: dice(2) === 0 ? money : { ...money, ...credit },
    },
    { kind: 'return-to-customer', ...leg, because: 'not-ours' },
  ]
  toCase(
    world,
    caseCommand('ProposeSettlement', {
      returnCaseId,
      settlementId: `settlement-${number}`,
      legs: [legs[kind]],
      evidence: PURCHASES.map((id) => evidenceIn(world, id)),
      terms,
      proposedBy: agent,
      proposedAt: world.now(),
    }),
  )
}

const proposeSettlement: Act = (world, dice) => propose(world, authorisedCase(world, dice), dice(4), dice)

export const answerProposals = (world: LedgerWorld, returnCaseId: ReturnCaseId, isApproved: boolean): void => {
  for (const { status, proposed } of caseOf(world, returnCaseId)?.returnCase.settlement.proposals ?? []) {
    if (status !== 'proposed') continue
    const { settlementId } = proposed
    toCase(
      world,
      isApproved
        ? caseCommand('ApproveSettlement', { returnCaseId, settlementId, approvedBy: agent, approvedAt: world.now() })
        : caseCommand('RejectSettlement', {
            returnCaseId,
            settlementId,
            because: 'wrong',
            rejectedBy: agent,
            rejectedAt: world.now(),
          }),
    )
  }
}

const approveSettlement: Act = (world, dice) => answerProposals(world, authorisedCase(world, dice), dice(6) > 0)

/** In one go, as at a counter: the parcel comes, the sum is proposed and approved. */
const settleAtOnce: Act = (world, dice) => {
  receiveItems(world, dice)
  const returnCaseId = authorisedCase(world, dice)
  propose(world, returnCaseId, dice(3), dice)
  answerProposals(world, returnCaseId, true)
}

type Leg = NonNullable<ReturnType<typeof caseOf>>['returnCase']['settlement']['legs'][number]
type RefundLeg = Extract<Leg, { readonly attempts: unknown }>

export const refundLegsOf = (world: LedgerWorld, returnCaseId: ReturnCaseId): ReadonlyArray<RefundLeg> =>
  (caseOf(world, returnCaseId)?.returnCase.settlement.legs ?? []).flatMap((leg) => ('attempts' in leg ? [leg] : []))

/** The provider tells what became of a refund: the case or the purchase, in time or late, and not always the same. */
const providerAnswers: Act = (world, dice) => {
  const returnCaseId = anyCase(world, dice)
  const leg = oneOf(refundLegsOf(world, returnCaseId), dice)
  const attempt = oneOf(leg?.attempts ?? [], dice)
  if (leg === undefined || attempt === undefined) return
  const { refundId } = attempt
  const { legId, purchaseId } = leg.leg
  // Nobody pays out what the purchase did not set aside; store credit is no provider's.
  const refund = purchaseOf(world, purchaseId).money.refunds.get(refundId)
  if (refund?.reserved.payout !== 'original-tender') return
  const isPaid = dice(3) > 0
  if (dice(2) === 0) {
    const outcome = isPaid
      ? { outcome: 'settled', providerRef: `paid-${refundId}` }
      : { outcome: 'failed', because: 'account-closed' }
    toCase(
      world,
      caseCommand('RecordRefundOutcome', { returnCaseId, legId, refundId, ...outcome, happenedAt: world.now() }),
    )
  } else {
    toPurchase(
      world,
      isPaid
        ? purchaseCommand('SettleRefund', {
            purchaseId,
            refundId,
            providerRef: `paid-${refundId}`,
            settledAt: world.now(),
          })
        : purchaseCommand('FailRefund', { purchaseId, refundId, because: 'account-closed', failedAt: world.now() }),
    )
  }
}

export const retry = (world: LedgerWorld, returnCaseId: ReturnCaseId, dice: Dice): void => {
  const leg = refundLegsOf(world, returnCaseId).find(({ status }) => status === 'failed')
  if (leg === undefined) return
  const number = world.log.length
  toCase(
    world,
    caseCommand('RetryRefund', {
      returnCaseId,
      legId: leg.leg.legId,
      payout: {
        refundId: uuid('e0e0', number),
        ...(dice(2) === 0 ? {} : { credit: { creditId: uuid('d0d0', number), customerAgreed: true } }),
      },
      evidence: evidenceIn(world, leg.leg.purchaseId),
      requestedBy: agent,
      requestedAt: world.now(),
    }),
  )
}

const retryRefund: Act = (world, dice) => retry(world, anyCase(world, dice), dice)

export const goOnWithExchanges = (world: LedgerWorld, returnCaseId: ReturnCaseId, choice: number): void => {
  for (const state of caseOf(world, returnCaseId)?.returnCase.settlement.legs ?? []) {
    if (state.leg.kind === 'return-to-customer') {
      toCase(
        world,
        caseCommand('RecordReturnToCustomer', { returnCaseId, legId: state.leg.legId, returnedAt: world.now() }),
      )
    }
    if (!('confirmed' in state)) continue
    const { legId, replacementId, dueFromCustomerMinor: minor, currency, newLines } = state.confirmed
    const at = world.now()
    switch (state.status) {
      case 'awaiting-payment':
        toCase(
          world,
          choice === 0
            ? caseCommand('GiveUpExchange', { returnCaseId, legId, because: 'too-dear', givenUpAt: at })
            : caseCommand('RecordExchangePayment', {
                returnCaseId,
                legId,
                paymentId: `on-top-${legId}`,
                minor,
                currency,
                paidAt: at,
              }),
        )
        break
      case 'ready':
        toCase(
          world,
          choice === 1
            ? caseCommand('ReportOutOfStock', { returnCaseId, legId, replacementId, skus: ['sku-new'], reportedAt: at })
            : caseCommand('RecordExchangeDispatch', { returnCaseId, legId, replacementId, dispatchedAt: at }),
        )
        break
      case 'out-of-stock':
        toCase(
          world,
          choice === 2
            ? caseCommand('ChooseReplacement', {
                returnCaseId,
                legId,
                replacementId: uuid('f0f0', world.log.length),
                replacement: newLines.map(({ netMinor: _, taxMinor: __, ...line }) => ({
                  ...line,
                  lineId: `again-${world.log.length}`,
                })),
                evidence: evidenceIn(world, state.leg.purchaseId),
                chosenAt: at,
              })
            : caseCommand('GiveUpExchange', { returnCaseId, legId, because: 'out-of-stock', givenUpAt: at }),
        )
        break
      case 'dispatched':
        toCase(world, caseCommand('RecordExchangeDelivery', { returnCaseId, legId, replacementId, deliveredAt: at }))
        toPurchase(
          world,
          purchaseCommand('RecordFulfilment', {
            purchaseId: state.leg.purchaseId,
            fulfilmentId: `fulfilment-${legId}`,
            lines: newLines.map(({ lineId, quantity }) => ({ lineId, quantity })),
            by: 'handed-over-the-counter',
            fulfilledAt: at,
          }),
        )
        break
      default:
        break
    }
  }
}

const exchangesGoOn: Act = (world, dice) => goOnWithExchanges(world, anyCase(world, dice), dice(4))

/** Some steps on one of the desk's own reservations, in any order and more than once. */
const goodwill: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const reservationId = uuid('9999', dice(4))
  for (let steps = 1 + dice(4); steps > 0; steps -= 1) {
    const at = world.now()
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveUnits', {
        purchaseId,
        reservationId,
        purpose: 'goodwill',
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        lines: [{ lineId: 'kettle', quantity: 1 + dice(2) }],
        reservedAt: at,
      }),
      purchaseCommand('ConsumeUnits', { purchaseId, reservationId, consumedAt: at }),
      purchaseCommand('ReleaseUnits', { purchaseId, reservationId, because: 'mistake', releasedAt: at }),
    ]
    const command = all[Math.max(0, dice(4) - 1)]
    if (command !== undefined) toPurchase(world, command)
  }
}

/** Money back with no return behind it, some of it more than there is; what is said to have failed may have gone. */
const goodwillRefund: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  const minor = BigInt(2000 + dice(5000))
  for (let steps = 1 + dice(5); steps > 0; steps -= 1) {
    const refundId = uuid('8888', dice(3))
    const at = world.now()
    const all: ReadonlyArray<PurchaseCommand> = [
      purchaseCommand('ReserveRefund', {
        purchaseId,
        refundId,
        holder: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
        currency: 'EUR',
        components: [{ component: 'goods', lineId: 'kettle', minor }],
        tenders: [{ paymentId: dice(4) === 0 ? 'gift' : 'card', minor }],
        payout: 'original-tender',
        reservedAt: at,
      }),
      purchaseCommand('SettleRefund', { purchaseId, refundId, providerRef: `paid-${refundId}`, settledAt: at }),
      purchaseCommand('FailRefund', { purchaseId, refundId, because: 'account-closed', failedAt: at }),
    ]
    const command = all[Math.max(0, dice(4) - 1)]
    if (command !== undefined) toPurchase(world, command)
  }
}

const dispute: Act = (world, dice) => {
  const purchaseId = anyPurchase(dice)
  toPurchase(
    world,
    purchaseCommand('RecordDispute', {
      purchaseId,
      disputeId: `dispute-${dice(2)}`,
      paymentId: 'card',
      minor: 5000n,
      currency: 'EUR',
      outcome: ['opened', 'opened', 'won', 'lost'][dice(4)],
      happenedAt: world.now(),
    }),
  )
}

const shipmentNews: Act = (world, dice) => {
  const purchaseId = PURCHASES[0] as PurchaseId
  const [shipmentId, at] = [SHIPMENT, world.now()]
  const news: ReadonlyArray<PurchaseCommand> = [
    purchaseCommand('ReviseEta', {
      purchaseId,
      shipmentId,
      newEta: `2025-06-${10 + dice(15)}T12:00:00.000Z`,
      source: 'carrier',
      revisedAt: at,
    }),
    purchaseCommand('RecordFound', { purchaseId, shipmentId, foundAt: at }),
    purchaseCommand('ConfirmDelivery', { purchaseId, shipmentId, deliveredAt: at, proof: { kind: 'signature' } }),
    purchaseCommand('DecideRecoverOrKeep', {
      purchaseId,
      shipmentId,
      decision: 'keep',
      decidedBy: agent,
      decidedAt: at,
    }),
  ]
  const command = news[dice(news.length)]
  if (command !== undefined) toPurchase(world, command)
}

export const shipmentArrives = (world: LedgerWorld): void => {
  toPurchase(
    world,
    purchaseCommand('ConfirmDelivery', {
      purchaseId: PURCHASES[0],
      shipmentId: SHIPMENT,
      deliveredAt: world.now(),
      proof: { kind: 'signature' },
    }),
  )
}

/** Days go by, and everything that fell due is done. */
export const timePasses = (world: LedgerWorld, minutes: number): void => {
  world.minutes += minutes
  for (const purchaseId of PURCHASES) {
    for (const command of dueCommands(purchaseAggregate, world.stateOf(purchaseAggregate, purchaseId), world.now())) {
      toPurchase(world, command)
    }
  }
  for (const returnCaseId of CASES) {
    for (const command of dueCommands(
      returnCaseAggregate,
      world.stateOf(returnCaseAggregate, returnCaseId),
      world.now(),
    )) {
      toCase(world, command)
    }
  }
}

const timeGoesBy: Act = (world, dice) => timePasses(world, [60, 60 * 24, 60 * 24 * 11, 60 * 24 * 16][dice(4)] ?? 60)

const spendCredit: Act = (world, dice) => {
  const credits = [...world.streams.keys()].filter((name) => name.startsWith('storeCredit-'))
  const creditId = oneOf(credits, dice)?.slice('storeCredit-'.length)
  if (creditId === undefined) return
  const [authorisationId, minor] = [`pay-${dice(2)}`, BigInt(1 + dice(3000))]
  const at = world.now()
  const commands = [
    {
      type: 'AuthoriseStoreCredit',
      data: { creditId, customerId: uuid('bbbb', 1), authorisationId, minor, currency: 'EUR', authorisedAt: at },
    },
    {
      type: 'CaptureStoreCredit',
      data: {
        creditId,
        authorisationId,
        captureId: `capture-${dice(3)}`,
        minor,
        currency: 'EUR',
        isLast: dice(2) === 0,
        capturedAt: at,
      },
    },
    { type: 'VoidStoreCredit', data: { creditId, authorisationId, voidedAt: at } },
  ]
  const command = commands[dice(commands.length)]
  if (command !== undefined) toCredit(world, command as unknown as StoreCreditCommand)
}

const cancelAny: Act = (world, dice) => cancelReturn(world, anyCase(world, dice))

export const closeCase = (world: LedgerWorld, returnCaseId: ReturnCaseId): void => {
  toCase(world, caseCommand('CloseReturnCase', { returnCaseId, closedBy: agent, closedAt: world.now() }))
}

/** Each as often as it is to happen. */
export const acts: ReadonlyArray<Act> = [
  requestReturn,
  requestReturn,
  requestReturn,
  requestReturn,
  receiveItems,
  receiveItems,
  receiveItems,
  settleAtOnce,
  settleAtOnce,
  settleAtOnce,
  proposeSettlement,
  proposeSettlement,
  approveSettlement,
  approveSettlement,
  providerAnswers,
  providerAnswers,
  retryRefund,
  exchangesGoOn,
  exchangesGoOn,
  goodwill,
  goodwillRefund,
  dispute,
  cancelAny,
  refuseReturn,
  handOver,
  loseReturn,
  shipmentNews,
  timeGoesBy,
  spendCredit,
]
