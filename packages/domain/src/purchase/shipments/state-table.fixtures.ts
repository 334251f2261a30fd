import { given, outcomeInWords, outcomeTable } from '@aftersale/decider/testing'
import type { PurchaseCommand } from '../commands.js'
import { after, consume, count, kettle, monday, reserve, text, tuesday } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  decideOnFound,
  declareLost,
  detect,
  found,
  june,
  lost,
  miss,
  notify,
  reportMissing,
  revise,
  scan,
  shipmentAfter,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'
import { type ShipmentStatus, statusOf } from './shipment.js'

// What each command comes to in each status of a shipment, asked of the decider itself.

type Status = ShipmentStatus['status']

const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<PurchaseCommand>]> = [
  ['announced', [threeKettles, announce()]],
  ['handed-over', [threeKettles, announce(), scan('handed-over', monday('17:00'))]],
  ['in-transit', underWay],
  ['exception', [...underWay, scan('exception', tuesday('08:10'))]],
  ['out-for-delivery', [...underWay, scan('out-for-delivery', tuesday('08:10'))]],
  ['attempt-failed', [...underWay, scan('delivery-attempt-failed', tuesday('08:10'))]],
  ['available-for-pickup', [...underWay, scan('available-for-pickup', tuesday('08:10'))]],
  ['delivered', [...underWay, scan('delivered', tuesday('08:10'))]],
  ['lost', lost],
  ['returned-to-sender', [...underWay, scan('returned-to-sender', tuesday('08:10'))]],
  ['destroyed', [...underWay, scan('destroyed', tuesday('08:10'))]],
  ['cancelled', [threeKettles, announce(), cancelShipment()]],
]

const later = june(24, '09:00')

/** A usual command of each kind. */
const asked: ReadonlyArray<readonly [name: string, command: PurchaseCommand]> = [
  ['`CancelShipment`', cancelShipment({ cancelledAt: later })],
  ['`RecordCarrierScan` of a leg', scan('in-transit', later)],
  ['`RecordCarrierScan` of an attempt', scan('delivery-attempt-failed', later)],
  ['`RecordCarrierScan` of `delivered`', scan('delivered', later)],
  ['`RecordCarrierScan` of `returned-to-sender`', scan('returned-to-sender', later)],
  ['`RecordCarrierScan` of `destroyed`', scan('destroyed', later)],
  ['`ConfirmDelivery` of a part', confirm({ deliveredAt: later, lines: [{ lineId: kettle, quantity: count(1) }] })],
  ['`ReviseEta` beyond tolerance', revise({ newEta: june(25, '09:00'), revisedAt: later })],
  ['`ReportNonReceipt`', reportMissing({ reportedAt: later })],
  ['`DeclareLost` after the silence', declareLost({ declaredAt: later })],
  ['`RecordFound`', found({ foundAt: later })],
  ['`DetectDelay`', detect()],
  ['`NotifyCustomer` of progress', notify({ about: 'progress', sentAt: later })],
]

const outcomesOf = <Where extends string>(
  waysTo: ReadonlyArray<readonly [Where, ReadonlyArray<PurchaseCommand>]>,
  command: PurchaseCommand,
) =>
  waysTo.map(([where, way]) => [where, outcomeInWords(given(purchase, after(...way)).when(command).decision)] as const)

const delayed: ReadonlyArray<PurchaseCommand> = [...underWay, revise()]
const refunded: ReadonlyArray<PurchaseCommand> = [
  ...lost,
  reserve({ purpose: 'non-receipt', reservedAt: june(14, '09:00') }),
  consume({ consumedAt: june(14, '10:00') }),
]

/** Commands whose answer hangs on more than the status. */
const onMore: ReadonlyArray<
  readonly [name: string, command: PurchaseCommand, ReadonlyArray<readonly [string, ReadonlyArray<PurchaseCommand>]>]
> = [
  [
    '`AnnounceShipment`',
    announce(),
    [
      ['nothing sent yet', [threeKettles]],
      ['the same announced before', [threeKettles, announce()]],
      ['the id taken by another', [threeKettles, announce({ carrier: text('other') })]],
    ],
  ],
  [
    '`NotifyCustomer` of a delay',
    notify({ sentAt: tuesday('12:00') }),
    [
      ['no delay', underWay],
      ['a delay', delayed],
      ['a delay told of', [...delayed, notify({ noticeId: text('earlier') })]],
      ['delivered before', [...delayed, confirm({ deliveredAt: tuesday('11:00') })]],
    ],
  ],
  [
    '`MissProactiveNotice`',
    miss(),
    [
      ['a delay not told of', delayed],
      ['a delay told of', [...delayed, notify()]],
      ['no delay', underWay],
    ],
  ],
  [
    '`RecordFound`',
    found(),
    [
      ['lost', lost],
      ['lost and made good', refunded],
    ],
  ],
  [
    '`DecideRecoverOrKeep`',
    decideOnFound(),
    [
      ['found after it was made good', [...refunded, found()]],
      ['decided otherwise', [...refunded, found(), decideOnFound({ decision: 'recover' })]],
      ['found, never made good', [...lost, found()]],
    ],
  ],
]

/** The tables as Markdown: a row for each command and outcome. */
export const stateTable = (): string => {
  for (const [status, way] of waysTo) {
    const { status: reached } = statusOf(shipmentAfter(...way))
    if (reached !== status) throw new Error(`The way to ${status} leads to ${reached}`)
  }
  return [
    outcomeTable(
      'In status',
      asked.map(([name, command]) => [name, outcomesOf(waysTo, command)]),
    ),
    outcomeTable(
      'Where',
      onMore.map(([name, command, places]) => [name, outcomesOf(places, command)]),
    ),
  ].join('\n\n')
}

export const tabulatedCommands: ReadonlySet<string> = new Set([...asked, ...onMore].map(([, command]) => command.type))
