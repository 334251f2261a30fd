import { replay } from '@aftersale/decider'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { countOf, numbersIn } from '../../units/index.js'
import type { CaseUnits } from '../case-units.js'
import type { ReturnCaseCommand } from '../commands.js'
import type { ReturnCaseEvent } from '../events.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import { cancel, count, kettles, may, purchase, text } from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import type { ReturnCaseState } from '../state.js'
import { stillDueMinorOf } from './exchange-balance.js'
import type { ProposedLeg } from './proposed-leg.js'
import { unsettledUnits } from './settleable-units.js'
import {
  advanceDelivered,
  advanceReturned,
  approve,
  arrived,
  askedBack,
  backToCustomer,
  charge,
  choose,
  close,
  creditId,
  delivered,
  dispatched,
  exchangeOf,
  giveUp,
  line,
  offered,
  outcome,
  outOfStock,
  propose,
  refundId,
  refundOf,
  rejectProposal,
  replacementId,
  retry,
  reverseCharge,
  sendInAdvance,
  sentBack,
  surplusPaid,
} from './settlement.fixtures.js'
import { isExchange, isRefund, type LegState } from './settlement-state.js'

/** Three kettles and two cups, paid on two cards; delivery and gift-wrapping on top. */
const kettlesAndCups: PurchaseEvidence = purchase({
  lines: [kettles(), line('cups', { quantity: count(2), netMinor: 1001n, taxMinor: 191n })],
  fees: [{ feeId: text('gift-wrap'), netLeftMinor: 300n, taxLeftMinor: 57n, refundableOnce: true }],
  payments: [
    { paymentId: text('card-1'), tender: text('card'), refundableMinor: 5000n, disputed: false },
    { paymentId: text('card-2'), tender: text('card'), refundableMinor: 7854n, disputed: false },
  ],
})

const legIds = ['leg-1', 'leg-2', 'leg-3', 'leg-1/difference', 'leg-2/difference-2'].map(text)
const anyLegId = fc.constantFrom(...legIds)
const anyNumber = fc.integer({ min: 1, max: 4 })
const anyUnits = fc
  .record({ kettles: fc.subarray([1, 2, 3]), cups: fc.subarray([1, 2]) }, { noNullPrototype: true })
  .map((numbers) => Object.fromEntries(Object.entries(numbers).filter(([, units]) => units.length > 0)))

const anyReplacement = fc.constantFrom(
  offered('kettle', 1),
  offered('kettle', 2),
  offered('mug', 1, [500n, 95n]),
  offered('samovar', 1, [8000n, 1520n]),
)

const anyLeg: fc.Arbitrary<ProposedLeg> = fc
  .tuple(
    fc.constantFrom('refund', 'credit', 'exchange', 'back'),
    anyUnits,
    fc.integer({ min: 1, max: 3 }),
    anyNumber,
    anyReplacement,
  )
  .map(([kind, units, leg, number, replacement]) => {
    const legId = text(`leg-${leg}`)
    const payout = { refundId: refundId(number) }
    if (kind === 'refund') return refundOf(units, { legId, ...payout })
    if (kind === 'credit') {
      return refundOf(units, { legId, ...payout, credit: { creditId: creditId(number), customerAgreed: true } })
    }
    if (kind === 'back') return backToCustomer(units, { legId })
    return exchangeOf(units, [replacement], { legId, replacementId: replacementId(number), difference: payout })
  })

const anySettlementId = fc.constantFrom('settlement-1', 'settlement-2', 'settlement-3').map(text)

const anyCommand: fc.Arbitrary<ReturnCaseCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(anySettlementId, fc.array(anyLeg, { minLength: 1, maxLength: 2 }))
      .map(([settlementId, legs]) => propose({ settlementId, legs, evidence: [kettlesAndCups] })),
  },
  {
    weight: 4,
    arbitrary: anySettlementId.map((settlementId) =>
      approve({
        settlementId,
        claimCodes: [1, 2, 3, 4].map((number) => ({ creditId: creditId(number), claimCode: text(`code-${number}`) })),
      }),
    ),
  },
  anySettlementId.map((settlementId) => rejectProposal({ settlementId })),
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyLegId, anyNumber, fc.constantFrom('pending' as const, 'settled' as const, 'failed' as const))
      .map(([legId, number, became]) =>
        outcome({ legId, refundId: refundId(number), outcome: became, because: text('card-closed') }),
      ),
  },
  fc
    .tuple(anyLegId, anyNumber)
    .map(([legId, number]) => retry({ legId, payout: { refundId: refundId(number) }, evidence: kettlesAndCups })),
  anyLegId.map((legId) => sentBack({ legId })),
  fc
    .tuple(anyLegId, anyNumber, fc.bigInt({ min: 0n, max: 6000n }))
    .map(([legId, number, minor]) => surplusPaid({ legId, paymentId: text(`on-top-${number}`), minor })),
  fc.tuple(anyLegId, anyNumber).map(([legId, number]) => outOfStock({ legId, replacementId: replacementId(number) })),
  fc.tuple(anyLegId, anyNumber, anyReplacement, anyNumber).map(([legId, number, replacement, refund]) =>
    choose({
      legId,
      replacementId: replacementId(number),
      replacement: [replacement],
      difference: { refundId: refundId(refund) },
      evidence: kettlesAndCups,
    }),
  ),
  anyLegId.map((legId) => giveUp({ legId })),
  fc.tuple(anyLegId, anyNumber).map(([legId, number]) => dispatched({ legId, replacementId: replacementId(number) })),
  fc.tuple(anyLegId, anyNumber).map(([legId, number]) => delivered({ legId, replacementId: replacementId(number) })),
  fc.tuple(anyNumber, fc.subarray([1, 2, 3], { minLength: 1 })).map(([number, units]) =>
    sendInAdvance({
      lines: refundOf({ kettles: units }).lines,
      replacementId: replacementId(number),
      replacement: [offered('kettle', units.length)],
      terms: { ...sendInAdvance().data.terms, minor: 3570n },
      evidence: kettlesAndCups,
    }),
  ),
  fc.constantFrom(advanceDelivered(), advanceReturned(), charge(), reverseCharge(), close(), cancel()),
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyNumber, fc.constantFrom({ kettle: 1 }, { kettle: 3 }, { kettle: 1, cups: 1 }, { cups: 2 }))
      .map(([number, content]) => arrived(`parcel-${number}`, content, { receivedAt: may(20 + number) })),
  },
)

export interface Deed {
  readonly command: ReturnCaseCommand
  readonly before: ReturnCaseState
  readonly recorded: ReadonlyArray<ReturnCaseEvent> | 'refused'
}

export interface AnySettlement {
  readonly deeds: ReadonlyArray<Deed>
  readonly events: ReadonlyArray<ReturnCaseEvent>
  readonly state: ReturnCaseState
}

const authorised = askedBack(kettlesAndCups)
const start: AnySettlement = { deeds: [], events: authorised, state: replay(returnCase, authorised) }

/** What would make sense next: a unit of each leg and parcel at a time, by numbers drawn at random. */
const sensible = ({ state, deeds }: AnySettlement, draw: number): ReturnCaseCommand => {
  if (state.status === 'not-requested') return close()
  const { returnCase: known } = state
  const { settlement } = known
  const number = deeds.length
  const unsettled = unsettledUnits(known)
  const open = settlement.proposals.find(({ status }) => status === 'proposed')?.proposed.settlementId
  const steps = [
    ...(unsettled.length === 0 ? [] : [proposalOf(unsettled, number, draw)]),
    ...(open === undefined
      ? []
      : [
          approve({ settlementId: open, claimCodes: codes }),
          approve({ settlementId: open, claimCodes: codes }),
          rejectProposal({ settlementId: open }),
        ]),
    ...settlement.legs.flatMap((leg) => stepsOf(leg, number, draw)),
    ...settlement.advances.flatMap(() => [advanceDelivered(), advanceReturned(), charge(), reverseCharge()]),
    arrived(`parcel-${number}`, draw % 2 === 0 ? { kettle: 1 } : { cups: 1 }, { receivedAt: may(21) }),
    sendInAdvance({
      lines: refundOf({ kettles: [1 + (draw % 3)] }).lines,
      replacementId: replacementId(number),
      replacement: [offered('kettle', 1)],
      terms: { ...sendInAdvance().data.terms, minor: 3570n },
      evidence: kettlesAndCups,
    }),
    ...(unsettled.length === 0 && draw % 5 === 0 ? [cancel(), close()] : []),
  ]
  return steps[draw % steps.length] ?? close()
}

const codes = Array.from({ length: 50 }, (_, number) => ({
  creditId: creditId(number),
  claimCode: text(`code-${number}`),
}))

const proposalOf = (unsettled: ReadonlyArray<CaseUnits>, number: number, draw: number): ReturnCaseCommand => {
  const units = Object.fromEntries(
    unsettled.map(({ lineId, units: runs }) => [lineId, numbersIn(runs).slice(0, 1 + (draw % 2))]),
  )
  const legId = text(`leg-of-${number}`)
  const payout = { refundId: refundId(number) }
  const replacement = [offered('kettle', 1), offered('mug', 1, [500n, 95n]), offered('samovar', 1, [8000n, 1520n])][
    draw % 3
  ]
  const credit = { credit: { creditId: creditId(number), customerAgreed: true } }
  const ways: ReadonlyArray<ProposedLeg> = [
    refundOf(units, { legId, ...payout }),
    refundOf(units, { legId, ...payout, ...credit }),
    exchangeOf(units, replacement === undefined ? [] : [replacement], {
      legId,
      replacementId: replacementId(number),
      difference: payout,
    }),
    backToCustomer(units, { legId }),
  ]
  const way = ways[Math.floor(draw / 7) % ways.length]
  return propose({
    settlementId: text(`settlement-of-${number}`),
    legs: way === undefined ? [] : [way],
    evidence: [kettlesAndCups],
  })
}

const stepsOf = (state: LegState, number: number, draw: number): ReadonlyArray<ReturnCaseCommand> => {
  const { legId } = state.leg
  if (isRefund(state)) {
    const last = state.attempts.at(-1)
    if (last === undefined) return []
    const about = { legId, refundId: last.refundId }
    return [
      outcome(about),
      outcome({ ...about, outcome: 'pending' }),
      outcome({ ...about, outcome: 'failed', because: text('card-closed') }),
      retry({ legId, payout: { refundId: refundId(number) }, evidence: kettlesAndCups }),
    ]
  }
  if (!isExchange(state)) return [sentBack({ legId })]
  const current = state.confirmed?.replacementId ?? state.leg.replacementId
  const due = stillDueMinorOf(state)
  return [
    surplusPaid({ legId, paymentId: text(`on-top-${number}`), minor: draw % 2 === 0 ? due : due / 2n + 1n }),
    outOfStock({ legId, replacementId: current }),
    choose({
      legId,
      replacementId: replacementId(number),
      replacement: [draw % 2 === 0 ? offered('mug', 1, [500n, 95n]) : offered('samovar', 1, [8000n, 1520n])],
      difference: { refundId: refundId(number) },
      evidence: kettlesAndCups,
    }),
    giveUp({ legId }),
    dispatched({ legId, replacementId: current }),
    delivered({ legId, replacementId: current }),
  ]
}

/** A case of all of it, and up to 60 commands, most of them sensible. */
export const anySettlement: fc.Arbitrary<AnySettlement> = fc
  .array(fc.tuple(fc.nat(10_000), fc.option(anyCommand, { freq: 3, nil: undefined })), { minLength: 20, maxLength: 60 })
  .map((steps) =>
    steps.reduce<AnySettlement>((so, [draw, given]) => {
      const command = draw % 4 === 0 && given !== undefined ? given : sensible(so, draw)
      const decision = returnCase.decide(command, so.state)
      const recorded = E.isRight(decision) ? decision.right : ('refused' as const)
      const deeds = [...so.deeds, { command, before: so.state, recorded }]
      return recorded === 'refused'
        ? { ...so, deeds }
        : { deeds, events: [...so.events, ...recorded], state: recorded.reduce(returnCase.evolve, so.state) }
    }, start),
  )

/** The units of some lines, in a random order, cut into rounds. */
export const anyRounds = (lines: PurchaseEvidence['lines']): fc.Arbitrary<ReadonlyArray<ReadonlyArray<string>>> => {
  const all = lines.flatMap(({ lineId, available }) =>
    Array.from({ length: countOf(available) }, (_, index) => `${lineId} ${index + 1}`),
  )
  return fc
    .tuple(fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }), fc.infiniteStream(fc.boolean()))
    .map(([shuffled, cuts]) =>
      shuffled.reduce<ReadonlyArray<ReadonlyArray<string>>>((rounds, unit) => {
        const last = rounds.at(-1)
        return last === undefined || cuts.next().value ? [...rounds, [unit]] : [...rounds.slice(0, -1), [...last, unit]]
      }, []),
    )
}
