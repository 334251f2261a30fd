import type { PurchaseCommand } from './commands.js'
import {
  announce,
  buy,
  buyOnly,
  cancel,
  consume,
  count,
  fulfil,
  kettle,
  kettles,
  monday,
  purchaseAfter,
  reserve,
  scan,
  shipmentNumber,
  text,
} from './purchase.fixtures.js'
import { progressOf } from './state.js'

/** Of ten kettles. */
const progressAfter = (...commands: ReadonlyArray<PurchaseCommand>) =>
  progressOf(purchaseAfter(buyOnly(kettles), ...commands))

const of = (quantity: number) => [{ lineId: kettle, quantity: count(quantity) }]
const cancelled = (quantity: number) => cancel({ lines: of(quantity) })
const given = (quantity: number) => fulfil({ lines: of(quantity) })
const theRest = announce({ shipmentId: shipmentNumber(2), lines: of(6) })
const delivered = scan({ carrierEventId: text('scan-2'), code: 'delivered', scannedAt: monday('18:00') })
const comesBack = (quantity: number) => [reserve({ lines: of(quantity) }), consume()]

it.each<readonly [string, ReadonlyArray<PurchaseCommand>]>([
  ['recorded', []],
  ['recorded', [cancelled(2)]],
  ['cancelled', [cancelled(10)]],
  ['partially-shipped', [announce()]],
  ['shipped', [announce(), theRest]],
  ['shipped', [announce(), cancelled(6)]],
  ['partially-delivered', [announce(), delivered]],
  ['partially-delivered', [announce(), theRest, delivered]],
  ['delivered', [announce(), delivered, cancelled(6)]],
  ['delivered', [given(10)]],
  ['delivered', [given(10), ...comesBack(9)]],
  ['partially-delivered', [given(9)]],
  ['partially-delivered', [given(9), ...comesBack(9)]],
  ['closed', [given(10), ...comesBack(10)]],
  ['closed', [cancelled(1), given(9), ...comesBack(9)]],
])('a purchase is %s (%#)', (progress, commands) => {
  expect(progressAfter(...commands)).toBe(progress)
})

it('is counted over all lines: ten kettles handed over are a part of what was bought with them', () => {
  expect(progressOf(purchaseAfter(buy(), fulfil()))).toBe('partially-delivered')
})
