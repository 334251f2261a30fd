import {
  type Act,
  agent,
  anyCase,
  authorisedCase,
  caseCommand,
  type Dice,
  evidenceIn,
  oneOf,
  purchaseCommand,
} from './act.fixtures.js'
import type { LedgerWorld } from './ledger-world.fixtures.js'
import { receiveEverything, receiveItems } from './return-acts.fixtures.js'
import { caseOf, purchaseOf, type ReturnCaseId, terms, toCase, toPurchase, uuid } from './shop.fixtures.js'

type CaseUnits = NonNullable<
  ReturnType<typeof caseOf>
>['returnCase']['receipts'][number]['items'][number]['taken'][number]
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
    ...(dice(2) === 0 ? {} : { price: { netMinor: BigInt(dice(9000)), taxMinor: BigInt(dice(1700)) } }),
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
      evidence: [evidenceIn(world, free.purchaseId)],
      terms,
      ...(dice(4) === 0 ? { standardDelivery: { netMinor: 200n } } : {}),
      proposedBy: agent,
      proposedAt: world.now(),
    }),
  )
}

export const proposeSettlement: Act = (world, dice) => propose(world, authorisedCase(world, dice), dice(4), dice)

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

export const approveSettlement: Act = (world, dice) => answerProposals(world, authorisedCase(world, dice), dice(6) > 0)

/** In one go, as at a counter: the parcel comes, the sum is proposed and approved. */
export const settleAtOnce: Act = (world, dice) => {
  receiveItems(world, dice)
  const returnCaseId = authorisedCase(world, dice)
  propose(world, returnCaseId, dice(3), dice)
  answerProposals(world, returnCaseId, true)
}

/** A whole order is at the counter: it is received, and all of it becomes money at once. */
export const settleWholeOrder: Act = (world, dice) => {
  const returnCaseId = authorisedCase(world, dice)
  receiveEverything(world, returnCaseId, dice)
  for (let lines = unsettled(world, returnCaseId).length; lines > 0; lines -= 1) {
    propose(world, returnCaseId, dice(2), dice)
    answerProposals(world, returnCaseId, true)
  }
}

type Leg = NonNullable<ReturnType<typeof caseOf>>['returnCase']['settlement']['legs'][number]
type RefundLeg = Extract<Leg, { readonly attempts: unknown }>

export const refundLegsOf = (world: LedgerWorld, returnCaseId: ReturnCaseId): ReadonlyArray<RefundLeg> =>
  (caseOf(world, returnCaseId)?.returnCase.settlement.legs ?? []).flatMap((leg) => ('attempts' in leg ? [leg] : []))

/** The provider tells what became of a refund: the case or the purchase, in time or late, and not always the same. */
export const providerAnswers: Act = (world, dice) => {
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

export const retryRefund: Act = (world, dice) => retry(world, anyCase(world, dice), dice)

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

export const exchangesGoOn: Act = (world, dice) => goOnWithExchanges(world, anyCase(world, dice), dice(4))
