import { given, outcomeInShort, outcomeTable, ownRejectionTable } from '@aftersale/decider/testing'
import type { Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { ReturnCaseCommand } from './commands.js'
import type { ReturnCaseEvent } from './events.js'
import type { ReturnCaseRejection } from './rejections.js'
import * as usual from './return-case.fixtures.js'
import { agent, count, item, june, kettles, lineId, may, purchase, requestLine, text } from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import * as settling from './settlement/settlement.fixtures.js'
import type { ReturnCaseState } from './state.js'

// What each command comes to in each status, asked of the decider itself.

type Status = ReturnCaseState['status']
type History = ReadonlyArray<ReturnCaseEvent>
type Step = ReturnCaseCommand | 'reserve'

/** Two kettles that may come back, and a cup that may not. */
const requestOf = (netMinor: bigint) =>
  usual.request({
    lines: [
      requestLine(),
      requestLine({ requestLineId: text('request-line-2'), lineId: lineId('cup'), quantity: count(1) }),
    ],
    evidence: [bought(netMinor)],
  })

const bought = (netMinor: bigint) =>
  purchase({
    lines: [
      kettles({ netMinor, netLeftMinor: netMinor }),
      kettles({ lineId: lineId('cup'), sku: text('cup'), quantity: count(1), finalSale: true }),
    ],
  })

const requested = requestOf(9000n)
const authorised: ReadonlyArray<Step> = [requested, 'reserve', usual.authorise()]
const received: ReadonlyArray<Step> = [...authorised, usual.receive()]
const refundOf = (...numbers: ReadonlyArray<number>): ReadonlyArray<Step> => [
  settling.propose({ legs: [settling.refundOf({ kettles: numbers })], evidence: [bought(9000n)] }),
  settling.approve(),
]
const inspected: ReadonlyArray<Step> = [...received, usual.inspect()]

/** What brings a case to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<Step>]> = [
  ['not-requested', []],
  ['requested', [requested]],
  ['in-review', [requestOf(600_000n)]],
  ['authorised', authorised],
  ['in-transit', [...authorised, usual.handOver()]],
  ['partially-received', [...authorised, usual.receive({ items: [item('kettle', 1, { itemId: text('item-1') })] })]],
  ['received', received],
  ['inspected', inspected],
  ['settling', [...inspected, ...refundOf(1)]],
  ['closed', [...inspected, ...refundOf(1, 2), settling.outcome(), settling.close({ closedAt: may(30) })]],
  ['refused', [requested, 'reserve', usual.refuse()]],
  ['cancelled', [...authorised, usual.cancel()]],
  ['expired', [...authorised, usual.expire()]],
  [
    'lost-in-transit',
    [...authorised, usual.handOver({ parcelId: text('parcel-0') }), usual.lose({ parcelId: text('parcel-0') })],
  ],
]

const second = { legId: text('leg-2'), refundId: settling.refundId(2) }
const evidence = [bought(9000n)]
const settlementId = text('settlement-2')
const refundProposed = settling.propose({ settlementId, legs: [settling.refundOf({ kettles: [2] }, second)], evidence })
const approved = settling.approve({ settlementId })
const exchange = (price: readonly [bigint, bigint]): ReadonlyArray<ReturnCaseCommand> => [
  settling.propose({
    settlementId,
    legs: [settling.exchangeOf({ kettles: [2] }, [settling.offered('teapot', 1, price)], { legId: text('leg-2') })],
    evidence,
  }),
  approved,
]
const dearer = exchange([3500n, 665n])
const even = exchange([3000n, 570n])
const back = [
  settling.propose({
    settlementId,
    legs: [settling.backToCustomer({ kettles: [2] }, { legId: text('leg-2') })],
    evidence,
  }),
  approved,
]
const inAdvance = settling.sendInAdvance({
  lines: [{ lineId: lineId('kettles'), units: usual.units(2) }],
  replacement: [settling.offered('kettle', 1)],
  terms: { by: 'hold', minor: 3570n, currency: settling.eur, paymentRef: text('hold-1'), agreedAt: may(21) },
  evidence: bought(9000n),
})

/** A usual command of each type, and what it presupposes, where the status takes that and stays what it is. */
const commands: ReadonlyArray<
  readonly [command: ReturnCaseCommand | ((history: History) => ReturnCaseCommand), presupposed?: ReadonlyArray<Step>]
> = [
  [{ ...requested, data: { ...requested.data, requestedAt: may(21) } }],
  [usual.refuse({ refusedAt: may(25) })],
  [usual.override({ ruleId: 'FinalSale' })],
  [usual.authorise({ authorisationId: text('RMA-2'), authorisedBy: agent }), ['reserve']],
  [usual.confirm()],
  [usual.refuseReservation()],
  [usual.handOver({ parcelId: text('parcel-2') })],
  [usual.scan({ parcelId: text('parcel-2') })],
  [usual.cancel({ cancellationId: text('cancellation-2') })],
  [(history) => usual.expire({ dueAt: dueInstantOf(history, 'ExpireReturn') })],
  [usual.lose()],
  [
    usual.receive({
      parcelId: text('parcel-2'),
      items: [item('kettle', 1, { itemId: text('item-2') })],
      receivedAt: june(1),
    }),
  ],
  [usual.inspect({ inspectionId: text('inspection-2'), quantity: count(1) })],
  [usual.dispose({ dispositionId: text('disposition-2'), quantity: count(1) })],
  [refundProposed],
  [approved, [refundProposed]],
  [settling.rejectProposal({ settlementId }), [refundProposed]],
  [settling.outcome()],
  [settling.retry({ evidence: bought(9000n) }), [settling.failedOutcome()]],
  [settling.sentBack({ legId: text('leg-2') }), back],
  [settling.surplusPaid({ legId: text('leg-2'), minor: 595n }), dearer],
  [settling.outOfStock({ legId: text('leg-2') }), even],
  [
    settling.choose({
      legId: text('leg-2'),
      replacement: [settling.offered('jug', 1, [3000n, 570n])],
      evidence: bought(9000n),
    }),
    [...even, settling.outOfStock({ legId: text('leg-2') })],
  ],
  [settling.giveUp({ legId: text('leg-2') }), [...even, settling.outOfStock({ legId: text('leg-2') })]],
  [settling.dispatched({ legId: text('leg-2') }), even],
  [settling.delivered({ legId: text('leg-2') }), [...even, settling.dispatched({ legId: text('leg-2') })]],
  [inAdvance],
  [settling.advanceDelivered(), [inAdvance]],
  [settling.advanceReturned(), [inAdvance, settling.advanceDelivered()]],
  [settling.charge(), [inAdvance, settling.advanceDelivered()]],
  [settling.reverseCharge(), [inAdvance, settling.advanceDelivered(), settling.charge()]],
  [(history) => settling.overdue({ dueAt: dueInstantOf(history, 'RecordRefundOverdue') })],
  [settling.close()],
]

const dueInstantOf = (history: History, type: ReturnCaseCommand['type']): Instant =>
  (given(returnCase, history).deadlines.find(({ command }) => command.type === type)?.dueAt ?? june(30)) as Instant

const outcomeOf = (
  status: Status,
  way: ReadonlyArray<Step>,
  [command, presupposed = []]: (typeof commands)[number],
): string => {
  const plain = historyOf([], way)
  if (plain === undefined || usual.statusAfter(plain) !== status) throw new Error(`No way leads to ${status}`)
  const prepared = historyOf(plain, presupposed)
  const history = prepared === undefined || usual.statusAfter(prepared) !== status ? plain : prepared
  const { decision } = given(returnCase, history).when(typeof command === 'function' ? command(history) : command)
  return outcomeInShort(decision, ownRejections[status])
}

/** Nothing where a step is rejected. */
const historyOf = (from: History, steps: ReadonlyArray<Step>): History | undefined =>
  steps.reduce<History | undefined>((history, step) => {
    if (history === undefined || (history.length === 0 && step === 'reserve')) return undefined
    const said = step === 'reserve' ? usual.reserve(history) : [step]
    return said.reduce<History | undefined>((so, command) => {
      if (so === undefined) return undefined
      const { decision } = given(returnCase, so).when(command)
      return E.isLeft(decision) ? undefined : [...so, ...decision.right]
    }, history)
  }, from)

const typeOf = ([command]: (typeof commands)[number]): string =>
  (typeof command === 'function' ? command([]) : command).type

/** What a status has against every command that it does not take. */
const ownRejections: Readonly<Partial<Record<Status, ReturnCaseRejection['reason']>>> = {
  'not-requested': 'ReturnNotRequested',
  refused: 'ReturnAlreadyRefused',
  cancelled: 'ReturnAlreadyCancelled',
  expired: 'ReturnAlreadyExpired',
  closed: 'ReturnCaseAlreadyClosed',
}

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(typeOf)

/** The tables as Markdown: the statuses' own rejections, then a row for each command and outcome. */
export const stateTable = (): string =>
  [
    ownRejectionTable(ownRejections),
    outcomeTable(
      'In status',
      commands.map((entry) => [
        `\`${typeOf(entry)}\``,
        waysTo.map(([status, way]) => [status, outcomeOf(status, way, entry)]),
      ]),
    ),
  ].join('\n\n')
