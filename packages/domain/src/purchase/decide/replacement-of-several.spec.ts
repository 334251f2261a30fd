import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { LineId } from '../../units/index.js'
import { units } from '../../units/units.fixtures.js'
import type { AddReplacementUnits, PurchaseCommand } from '../commands.js'
import {
  after,
  buyOnly,
  count,
  fulfil,
  line,
  newKettle,
  pay,
  refundOf,
  replace,
  reserve,
  text,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'

const [pot, pan] = ['pot' as LineId, 'pan' as LineId]

const potSold = line({ lineId: pot, netMinor: 3000n, taxMinor: 570n })
const panSold = line({ lineId: pan, netMinor: 1000n, taxMinor: 190n })

/** A pot of 30.00 and 5.70 tax and a pan of 10.00 and 1.90, both given back for something else. */
const bothBack: ReadonlyArray<PurchaseCommand> = [
  buyOnly(potSold, { lines: [potSold, panSold], capturedMinor: 4760n, totalMinor: 4760n }),
  fulfil({ lines: [pot, pan].map((lineId) => ({ lineId, quantity: count(1) })) }),
  reserve({ purpose: 'exchange', lines: [pot, pan].map((lineId) => ({ lineId, quantity: count(1) })) }),
]

const bySet = (netMinor: bigint, taxMinor: bigint, differing: Partial<AddReplacementUnits['data']> = {}) =>
  replace({
    lineageOf: [pot, pan].map((lineId) => ({ lineId, units: units(1) })),
    newLines: [{ ...newKettle, lineId: 'set' as LineId, netMinor, taxMinor }],
    ...differing,
  })

/** What moves out of each original, net and tax. */
const moved = (command: AddReplacementUnits, ...before: ReadonlyArray<PurchaseCommand>) => {
  const { decision } = given(purchase, after(...bothBack, ...before)).when(command)
  if (E.isLeft(decision)) throw new Error(decision.left.reason)
  return decision.right.flatMap((event) =>
    event.type === 'ReplacementUnitsAdded'
      ? event.data.lineageOf.map(({ lineId, netMinor, taxMinor }) => [lineId, netMinor, taxMinor])
      : [],
  )
}

describe('a replacement of several units', () => {
  it('takes of each what was paid for it, net and tax', () => {
    expect(moved(bySet(4000n, 760n))).toStrictEqual([
      [pot, 3000n, 570n],
      [pan, 1000n, 190n],
    ])
  })

  it('takes more of the others where one has less left than its part', () => {
    // Of 29.00 the pot would give 21.75 and the pan 7.25; after a price reduction of 10.00 the pot has 20.00.
    expect(moved(bySet(2900n, 760n), refundOf(1000n, { lineId: pot }))).toStrictEqual([
      [pot, 2000n, 570n],
      [pan, 900n, 190n],
    ])
  })

  it('takes nothing of any where all of it is paid on top', () => {
    const onTop = { paidOnTop: [{ paymentId: text('card-2'), minor: 4760n }] }
    expect(moved(bySet(4000n, 760n, onTop), pay())).toStrictEqual([
      [pot, 0n, 0n],
      [pan, 0n, 0n],
    ])
  })

  it('is refused where it names no unit of one of them', () => {
    const lineageOf = [
      { lineId: pot, units: units(1) },
      { lineId: pan, units: units() },
    ]
    given(purchase, after(...bothBack))
      .when(bySet(4000n, 760n, { lineageOf }))
      .rejects({ reason: 'LineageMissing' })
  })
})
