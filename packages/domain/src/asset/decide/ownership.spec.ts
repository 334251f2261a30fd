import { given } from '@aftersale/decider/testing'
import {
  ada,
  after,
  alert,
  assetAfter,
  assetId,
  bela,
  closeFault,
  cover,
  day,
  faultNumber,
  june,
  number,
  otherAssetId,
  otherWarrantyId,
  propose,
  purchased,
  register,
  registerAlone,
  registerUnit,
  replaceIt,
  resell,
  retire,
  service,
  setUp,
  sku,
  text,
  transfer,
  uncover,
  warrantyId,
} from '../asset.fixtures.js'
import { asset } from '../asset.js'
import { assetIdOf, assetIdOfUnit } from '../asset-id.js'
import { coverOf, ownerAt, serviceHistoryOf } from '../state.js'

const registered = after(register())
const returned = after(register(), retire())

describe('RegisterAsset', () => {
  it('tells that a unit is with its owner', () => {
    given(asset).when(register()).records({ type: 'AssetRegistered', data: register().data })
    given(asset).when(registerAlone()).records({ type: 'AssetRegistered', data: registerAlone().data })
  })

  it('takes no other id than that of the serial, or of the unit in its purchase', () => {
    expect(assetIdOf({ sku, serial: text('S-17') })).toBe(assetId)
    given(asset)
      .when(register({ assetId: otherAssetId }))
      .rejects({ reason: 'AssetIdNotDerived', expected: assetId })
    given(asset, registered)
      .when(register({ serial: text('S-18') }))
      .rejects({ reason: 'AssetIdNotDerived', expected: otherAssetId })
    const unit = registerUnit()
    given(asset)
      .when(unit)
      .records({ type: 'AssetRegistered', data: unit.data } as never)
    expect(assetIdOfUnit({ ...purchased, unit: 2 })).not.toBe(assetIdOfUnit(purchased))
  })

  it('tells a serial from a sku that ends as it begins', () => {
    expect(assetIdOf({ sku: text('WM'), serial: text('9S-17') })).not.toBe(
      assetIdOf({ sku: text('WM9'), serial: text('S-17') }),
    )
  })

  it('records nothing when repeated, whoever has it by now, and after it came back', () => {
    given(asset, registered)
      .when(register({ registeredAt: june(9) }))
      .recordsNothing()
    given(asset, after(register(), transfer())).when(register()).recordsNothing()
    given(asset, returned).when(register()).recordsNothing()
    given(asset, after(register(), retire(), resell()))
      .when(register())
      .recordsNothing()
    given(asset, registered).when(registerAlone()).recordsNothing()
  })

  it('is refused where another customer bought that unit', () => {
    given(asset, registered)
      .when(register({ owner: { customerId: bela } }))
      .rejects({ reason: 'AssetAlreadyRegistered', registeredAt: june(1) })
    given(asset, registered)
      .when(registerAlone({ owner: { customerId: bela }, registeredAt: june(3) }))
      .rejects({ reason: 'AssetAlreadyRegistered', registeredAt: june(1) })
  })

  it('is refused for a serial that stands on another purchase', () => {
    given(asset, registered).when(resell()).rejects({ reason: 'SerialOnAnotherPurchase', purchase: purchased })
  })

  it('finds the purchase of one whose owner named none', () => {
    const traced = {
      assetId,
      owner: { customerId: ada },
      boughtBy: { customerId: bela },
      purchase: purchased,
      tracedAt: june(3),
    }
    const boughtByBela = register({ owner: { customerId: bela }, registeredAt: june(3) })
    given(asset, after(registerAlone())).when(boughtByBela).records({ type: 'AssetTracedToPurchase', data: traced })
    const history = after(registerAlone(), boughtByBela)
    given(asset, history).when(boughtByBela).recordsNothing()
    given(asset, history).when(resell()).rejects({ reason: 'SerialOnAnotherPurchase', purchase: purchased })
    expect(ownerAt(assetAfter(registerAlone(), boughtByBela), june(4))).toStrictEqual({ customerId: ada })
    expect(ownerAt(assetAfter(registerAlone({ owner: {} }), boughtByBela), june(4))).toStrictEqual({ customerId: bela })
  })
})

describe('the sale of one that came back', () => {
  it('is told as a resale, with what was done to it before', () => {
    const { registeredAt: resoldAt, ...unit } = resell().data
    given(asset, returned)
      .when(resell())
      .records({ type: 'AssetResold', data: { ...unit, saleNumber: number(2), resoldAt } })
    const resold = assetAfter(register(), service(), retire(), resell())
    expect(serviceHistoryOf(resold).map(({ serviceId }) => serviceId)).toStrictEqual(['repair-1'])
    expect(ownerAt(resold, june(26))).toStrictEqual({ customerId: bela })
    expect(ownerAt(resold, june(24))).toStrictEqual({ customerId: ada })
    given(asset, after(register(), retire(), resell()))
      .when(resell({ registeredAt: june(27) }))
      .recordsNothing()
  })

  it('is one of what was replaced, too, and of nothing else', () => {
    given(asset, after(register(), replaceIt()))
      .when(resell())
      .records({
        type: 'AssetResold',
        data: {
          ...(({ registeredAt: _, ...unit }) => unit)(resell().data),
          saleNumber: number(2),
          resoldAt: june(25),
        },
      })
    for (const because of ['scrapped', 'lost', 'stolen', 'observation-ended'] as const) {
      given(asset, after(register(), retire({ because })))
        .when(resell())
        .rejects({ reason: 'AssetIsRetired', because, retiredAt: june(20) })
    }
  })

  it('lies after its coming back, and has a purchase', () => {
    given(asset, returned)
      .when(resell({ registeredAt: june(19) }))
      .rejects({ reason: 'SoldBeforeItCameBack', retiredAt: june(20) })
    given(asset, returned)
      .when(registerAlone({ registeredAt: june(25) }))
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })

  it('can be covered anew, and returned anew', () => {
    const history = after(register(), cover(), retire(), resell())
    given(asset, history)
      .when(cover({ warrantyId: otherWarrantyId, coveredAt: june(25) }))
      .records({ type: 'AssetCovered', data: { assetId, warrantyId: otherWarrantyId, coveredAt: june(25) } })
    given(asset, history).when(retire()).recordsNothing()
    given(asset, history)
      .when(retire({ retiredAt: june(24) }))
      .rejects({ reason: 'BeforeItsSale', soldAt: june(25) })
    given(asset, history)
      .when(retire({ retiredAt: june(28) }))
      .records({ type: 'AssetRetired', data: { assetId, because: 'returned', retiredAt: june(28) } })
  })
})

describe('TransferAsset', () => {
  it('gives it to another, and says who had it', () => {
    given(asset, registered)
      .when(transfer())
      .records({
        type: 'AssetTransferred',
        data: { assetId, from: { customerId: ada }, to: { customerId: bela }, transferredAt: june(5) },
      })
    const history = after(register(), transfer())
    given(asset, history).when(transfer()).recordsNothing()
    given(asset, history)
      .when(transfer({ transferredAt: june(7) }))
      .recordsNothing()
  })

  it('may be heard of late, and does not take it from who had it later', () => {
    const late = transfer({ to: {}, transferredAt: june(3) })
    const owner = assetAfter(register(), transfer(), late)
    expect([1, 3, 4, 5, 9].map((date) => ownerAt(owner, june(date)).customerId)).toStrictEqual([
      ada,
      undefined,
      undefined,
      bela,
      bela,
    ])
    expect(ownerAt(owner, june(1, '11:59'))).toStrictEqual({})
  })

  it('goes back to one who had it before', () => {
    const back = transfer({ to: { customerId: ada }, transferredAt: june(9) })
    const history = after(register(), transfer(), back)
    given(asset, history).when(transfer()).recordsNothing()
    given(asset, history).when(back).recordsNothing()
  })

  it('is refused before it was sold and after it came back, and taken for what was before that', () => {
    given(asset, registered)
      .when(transfer({ transferredAt: june(1, '11:59') }))
      .rejects({ reason: 'BeforeItsSale', soldAt: june(1) })
    given(asset, returned)
      .when(transfer({ transferredAt: june(21) }))
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
    given(asset, returned)
      .when(transfer())
      .records({
        type: 'AssetTransferred',
        data: { assetId, from: { customerId: ada }, to: { customerId: bela }, transferredAt: june(5) },
      })
  })
})

describe('CoverAsset', () => {
  it('gives the asset the one warranty that it has at a time', () => {
    given(asset, registered).when(cover()).records({ type: 'AssetCovered', data: cover().data })
    given(asset, after(register(), cover()))
      .when(cover({ coveredAt: june(9) }))
      .recordsNothing()
    given(asset, after(register(), cover()))
      .when(cover({ warrantyId: otherWarrantyId }))
      .rejects({ reason: 'AssetAlreadyCovered', warrantyId })
  })

  it('lets another cover it once the first does not, and the first no more by what it asked before', () => {
    const history = after(register(), cover(), uncover())
    expect(coverOf(assetAfter(register(), cover(), uncover()))).toBeUndefined()
    given(asset, history).when(cover()).recordsNothing()
    given(asset, history)
      .when(cover({ coveredAt: june(7) }))
      .records({ type: 'AssetCovered', data: { ...cover().data, coveredAt: june(7) } })
    const other = cover({ warrantyId: otherWarrantyId, coveredAt: june(7) })
    given(asset, history).when(other).records({ type: 'AssetCovered', data: other.data })
  })

  it('records nothing when it is heard again, also where it ended before it began by what was heard', () => {
    const history = after(register(), cover({ coveredAt: june(7) }), uncover({ uncoveredAt: june(6) }))
    given(asset, history)
      .when(cover({ coveredAt: june(7) }))
      .recordsNothing()
    const anew = cover({ coveredAt: june(8) })
    given(asset, history).when(anew).records({ type: 'AssetCovered', data: anew.data })
  })

  it('is refused where nobody has the asset any more', () => {
    given(asset, returned)
      .when(cover())
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })
})

describe('UncoverAsset', () => {
  it('ends it once, and only what covered it', () => {
    given(asset, after(register(), cover())).when(uncover()).records({ type: 'AssetUncovered', data: uncover().data })
    given(asset, after(register(), cover(), uncover()))
      .when(uncover({ uncoveredAt: june(9) }))
      .recordsNothing()
    given(asset, after(register(), cover()))
      .when(uncover({ warrantyId: otherWarrantyId }))
      .rejects({ reason: 'CoverUnknown', warrantyId: otherWarrantyId })
  })

  it('leaves the cover that the same warranty began after it, when it is heard of again', () => {
    const history = after(register(), cover(), uncover(), cover({ coveredAt: june(7) }))
    given(asset, history).when(uncover()).recordsNothing()
    const again = uncover({ uncoveredAt: june(9) })
    given(asset, history).when(again).records({ type: 'AssetUncovered', data: again.data })
  })
})

describe('ReplaceAsset', () => {
  it('names what is in its place, and ends its service', () => {
    given(asset, registered)
      .when(replaceIt())
      .records(
        { type: 'AssetReplaced', data: replaceIt().data },
        { type: 'AssetRetired', data: { assetId, because: 'replaced', retiredAt: june(20) } },
      )
  })

  it('is told once, of one other asset', () => {
    const history = after(register(), replaceIt())
    given(asset, history)
      .when(replaceIt({ replacedAt: june(21) }))
      .recordsNothing()
    const third = assetIdOf({ sku, serial: text('S-19') })
    given(asset, history)
      .when(replaceIt({ byAssetId: third }))
      .rejects({ reason: 'ReplacedByAnother', byAssetId: otherAssetId })
    given(asset, registered)
      .when(replaceIt({ byAssetId: assetId }))
      .rejects({ reason: 'ReplacedByItself' })
    given(asset, registered)
      .when(replaceIt({ replacedAt: june(1, '11:59') }))
      .rejects({ reason: 'BeforeItsSale', soldAt: june(1) })
    given(asset, returned)
      .when(replaceIt())
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })
})

describe('RetireAsset', () => {
  it('ends all that is open about it', () => {
    const history = after(register(), cover(), setUp(), alert(0), alert(5), alert(10), propose())
    given(asset, history)
      .when(retire())
      .records(
        {
          type: 'AssetFaultClosed',
          data: { assetId, faultId: faultNumber(1), faultCode: text('E18'), because: 'retired', closedAt: june(20) },
        },
        {
          type: 'MaintenanceSkipped',
          data: {
            assetId,
            scheduleId: text('monthly'),
            slot: number(1),
            dueOn: day('2025-06-30'),
            because: text('schedule-ended'),
            skippedAt: june(20),
          },
        },
        {
          type: 'MaintenanceScheduleEnded',
          data: { assetId, scheduleId: text('monthly'), because: text('asset-retired'), endedAt: june(20) },
        },
        {
          type: 'AssetUncovered',
          data: { assetId, warrantyId, because: text('asset-retired'), uncoveredAt: june(20) },
        },
        { type: 'AssetRetired', data: { assetId, because: 'returned', retiredAt: june(20) } },
      )
    expect(given(asset, [...history, ...after(register(), retire()).slice(1)]).deadlines).toStrictEqual([])
  })

  it('ends nothing twice', () => {
    const history = after(register(), alert(0), alert(5), alert(10), closeFault())
    given(asset, history)
      .when(retire())
      .records({ type: 'AssetRetired', data: { assetId, because: 'returned', retiredAt: june(20) } })
    given(asset, returned)
      .when(retire({ retiredAt: june(21) }))
      .recordsNothing()
    given(asset, returned)
      .when(retire({ because: 'scrapped' }))
      .rejects({ reason: 'AssetIsRetired', because: 'returned', retiredAt: june(20) })
  })
})
