import { given, outcomeInWords, outcomeTable } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import { units } from '../units/units.fixtures.js'
import type { PurchaseCommand } from './commands.js'
import type { PurchaseEvent } from './events.js'
import * as usual from './purchase.fixtures.js'
import {
  count,
  kettle,
  line,
  refundNumber,
  replacementNumber,
  reservation,
  shipmentNumber,
  text,
} from './purchase.fixtures.js'
import { purchase } from './purchase.js'
import { type PurchaseProgress, progressOf } from './state.js'

// What each command about the sale, the units and the money comes to, as the purchase goes on, asked of the decider itself.

type Status = 'not-recorded' | PurchaseProgress

const four = usual.buyOnly(line({ lineId: kettle, quantity: count(4), netMinor: 4000n }))
const of = (quantity: number) => [{ lineId: kettle, quantity: count(quantity) }]
const send = (number: number, quantity: number) =>
  usual.announce({ shipmentId: shipmentNumber(number), lines: of(quantity) })

const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<PurchaseCommand>]> = [
  ['not-recorded', []],
  ['recorded', [four]],
  ['partially-shipped', [four, send(1, 2)]],
  ['shipped', [four, send(1, 4)]],
  ['partially-delivered', [four, usual.handOver(kettle, 2)]],
  ['delivered', [four, usual.handOver(kettle, 4)]],
  ['cancelled', [four, usual.cancel({ lines: of(4) })]],
  [
    'closed',
    [
      four,
      usual.handOver(kettle, 4),
      usual.reserve({ reservationId: reservation(7), lines: of(4) }),
      usual.consume({ reservationId: reservation(7) }),
    ],
  ],
]

const held = usual.reserve({ lines: of(1) })
const setAside = usual.refundOf(1000n)

/** A usual command of each type, and what it presupposes, as far as the purchase takes that. */
const commands: ReadonlyArray<readonly [command: PurchaseCommand, presupposed?: PurchaseCommand]> = [
  [usual.buy({ channel: 'store' })],
  [usual.pay()],
  [usual.disclose()],
  [usual.issue()],
  [usual.registerEvidence()],
  [usual.fulfil({ fulfilmentId: text('later'), lines: of(1) })],
  [usual.cancel({ cancellationId: text('later'), lines: of(1) })],
  [usual.reserve({ reservationId: reservation(2), lines: of(1) })],
  [usual.release(), held],
  [usual.consume(), held],
  [
    usual.replace({
      replacementId: replacementNumber(2),
      newLines: [{ ...usual.newKettle, netMinor: 1000n, taxMinor: 0n }],
      lineageOf: [{ lineId: kettle, units: units(1) }],
    }),
    held,
  ],
  [usual.refundOf(1000n, { refundId: refundNumber(2) })],
  [usual.settle(), setAside],
  [usual.fail(), setAside],
  [usual.cancelRefund(), setAside],
  [usual.dispute({ minor: 1000n })],
]

const historyTo = (
  status: Status,
  way: ReadonlyArray<PurchaseCommand>,
  presupposed: PurchaseCommand | undefined,
): ReadonlyArray<PurchaseEvent> => {
  const history = usual.after(...way)
  const { state } = given(purchase, history)
  const reached = state.status === 'not-recorded' ? 'not-recorded' : progressOf(state.purchase)
  if (reached !== status) throw new Error(`The way to ${status} leads to ${reached}`)
  if (presupposed === undefined) return history
  const { decision } = given(purchase, history).when(presupposed)
  return E.isLeft(decision) ? history : [...history, ...decision.right]
}

/** Every command type that the table asks about. */
export const tabulatedCommands: ReadonlyArray<string> = commands.map(([{ type }]) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    commands.map(([command, presupposed]) => [
      `\`${command.type}\``,
      waysTo.map(([status, way]) => {
        const { decision } = given(purchase, historyTo(status, way, presupposed)).when(command)
        return [status, outcomeInWords(decision)]
      }),
    ]),
  )
