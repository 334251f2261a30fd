import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { LineId } from '../../units/index.js'
import type { PurchaseCommand } from '../commands.js'
import {
  after,
  buy,
  buyOnly,
  consume,
  count,
  ebook,
  fulfil,
  kettle,
  laptop,
  laptops,
  reserve,
  text,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import { type ShipmentRejection, shipmentRejections } from '../rejections/shipments.js'
import {
  announce,
  cancelShipment,
  confirm,
  decideOnFound,
  declareLost,
  found,
  june,
  lost,
  notify,
  revise,
  scan,
  secondShipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'

const of = (lineId: LineId, quantity: number, ...serials: ReadonlyArray<string>) => ({
  lineId,
  quantity: count(quantity),
  ...(serials.length === 0 ? {} : { serials: serials.map(text) }),
})
const announced = [threeKettles, announce()]
const delayed = [...underWay, revise()]
const foundAfterRefund = [
  ...lost,
  reserve({ purpose: 'non-receipt', reservedAt: june(14, '09:00') }),
  consume({ consumedAt: june(14, '10:00') }),
  found(),
]

/** Commands the last of which is refused for that reason. */
const waysTo: Readonly<Record<ShipmentRejection['reason'], ReadonlyArray<PurchaseCommand>>> = {
  ShipmentUnknown: [threeKettles, confirm()],
  ShipmentIdReused: [...announced, announce({ carrier: text('other') })],
  LineGivenTwice: [buy(), announce({ lines: [of(kettle, 1), of(kettle, 1)] })],
  LineNotShippable: [buy(), announce({ lines: [of(ebook, 1)] })],
  OverShipment: [threeKettles, announce({ lines: [of(kettle, 4)] })],
  SerialsDoNotMatch: [buy(), announce({ lines: [of(laptop, 2, 'A')] })],
  SerialNotSold: [
    buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-B')] }),
    announce({ lines: [of(laptop, 1, 'C')] }),
  ],
  SerialAlreadyShipped: [
    buy(),
    announce({ lines: [of(laptop, 1, 'SN-1')] }),
    announce({ shipmentId: secondShipmentId, lines: [of(laptop, 1, 'SN-1')] }),
  ],
  ShipmentLeft: [...underWay, cancelShipment()],
  ShipmentIsCancelled: [...announced, cancelShipment(), confirm()],
  ShipmentArrived: [...underWay, confirm(), declareLost()],
  ShipmentWentBack: [...underWay, scan('returned-to-sender', june(3, '10:00')), confirm()],
  ShipmentIsDestroyed: [...underWay, scan('destroyed', june(3, '10:00')), confirm()],
  ShipmentIsLost: [...lost, revise()],
  ShipmentNotLost: [...underWay, found()],
  ShipmentNotHandedOver: [...announced, declareLost()],
  ShipmentAwaitsPickup: [...underWay, scan('available-for-pickup', june(4, '16:00')), declareLost()],
  SilenceTooShort: [...underWay, declareLost({ declaredAt: june(13, '07:59') })],
  FoundBeforeLost: [...lost, found({ foundAt: june(13, '07:59') })],
  NothingToRecoverOrKeep: [...lost, found(), decideOnFound()],
  RecoverOrKeepSettled: [...foundAfterRefund, decideOnFound(), decideOnFound({ decision: 'recover' })],
  MoreThanOutstanding: [...underWay, confirm({ lines: [of(kettle, 4)] })],
  EtaOutdated: [...delayed, revise({ newEta: june(4, '13:00'), revisedAt: tuesday('08:59') })],
  EtaInThePast: [...underWay, revise({ newEta: tuesday('08:59') })],
  NoSuchDelay: [...underWay, notify()],
  NotDelivered: [...underWay, notify({ about: 'delivery' })],
  CustomerKnows: [...delayed, notify(), notify({ noticeId: text('notice-2'), sentAt: tuesday('12:00') })],
  NoticeIdReused: [...delayed, notify(), notify({ channel: 'phone' })],
  FulfilmentIdReused: [buy(), fulfil(), fulfil({ lines: [of(kettle, 9)] })],
  NotDeliveredThatWay: [buy(), fulfil({ by: 'access-granted' })],
}

describe('each reason about shipments, notices and fulfilment', () => {
  it.each(Object.entries(waysTo))('%s stands against a command', (reason, commands) => {
    const [refused] = commands.slice(-1)
    if (refused === undefined) throw new Error(`No way leads to ${reason}`)
    expect(given(purchase, after(...commands.slice(0, -1))).when(refused).decision).toMatchObject(E.left({ reason }))
  })

  it('is among those that are printed', () => {
    expect(Object.keys(shipmentRejections)).toStrictEqual(Object.keys(waysTo))
  })
})
