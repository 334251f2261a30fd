import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import {
  approve,
  approved,
  bought,
  choose,
  delivered,
  eur,
  euros,
  held,
  hold,
  inform,
  installed,
  newAssetId,
  open,
  replace,
  replacementChosen,
  reservationId,
  termsWhere,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import type { UnitReplaced, WarrantySuperseded } from '../events.js'
import { coverageOn } from '../layers/coverage-on.js'
import {
  after,
  assetId,
  cancel,
  conformity,
  day,
  lastOn,
  motor,
  noonOf,
  otherWarrantyId,
  period,
  stateAfter,
  text,
  unit,
  warrantyId,
} from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

const replaced = (command = replace(), history: ReadonlyArray<WarrantyCommand> = replacementChosen) => {
  const { decision } = given(warranty, after(...history)).when(command)
  if (decision._tag === 'Left') throw new Error(decision.left.reason)
  const [first, second, ...others] = decision.right
  expect([first?.type, second?.type, others]).toStrictEqual(['UnitReplaced', 'WarrantySuperseded', []])
  return [first as UnitReplaced, second as WarrantySuperseded] as const
}

/** The warranty of the unit in its place, registered with what was carried over. */
const newWarranty = (command: ReturnType<typeof replace>) => {
  const { unit: _, ...data } = bought({ assetId: newAssetId, serial: text('WM-99') }).data
  const carried = replaced(command)[0].data.carried
  return stateAfter({
    type: 'RegisterWarranty',
    data: { ...data, warrantyId: otherWarrantyId, carried, registeredAt: noonOf('2027-01-25') },
  })
}

describe('ReplaceUnit', () => {
  it('gives another unit for it, by both serials, and ends this warranty', () => {
    const [unitReplaced, superseded] = replaced()
    expect(unitReplaced.data).toMatchObject({
      ...replace().data,
      layerId: conformity,
      // 25 January 2027 to 10 August 2028, both among them
      carriedRemainingDays: 564,
      carriedClaimCount: 1,
      unit,
      reservationId,
      carried: { warrantyId, termPolicy: { kind: 'remainder' }, claimCount: 1, replacedAt: noonOf('2027-01-25') },
    })
    expect(superseded.data).toStrictEqual({
      warrantyId,
      byWarrantyId: otherWarrantyId,
      byAssetId: newAssetId,
      termPolicy: { kind: 'remainder' },
      carried: unitReplaced.data.carried,
      supersededAt: noonOf('2027-01-25'),
    })
    expect(stateAfter(...replacementChosen, replace()).status).toBe('superseded')
  })

  it('is refused without both serials where the unit has one, and with that of another unit', () => {
    const { oldSerial: _, ...withoutOld } = replace().data
    const { newSerial: __, ...withoutNew } = replace().data
    const { oldSerial: ___, newSerial: ____, ...withoutBoth } = replace().data
    for (const data of [withoutOld, withoutNew, withoutBoth]) {
      given(warranty, after(...replacementChosen))
        .when({ type: 'ReplaceUnit', data })
        .rejects({ reason: 'SerialsMissing' })
    }
    given(warranty, after(...replacementChosen))
      .when(replace({ oldSerial: text('WM-18') }))
      .rejects({ reason: 'SerialOfAnother', expected: text('WM-17') })
    given(warranty, after(...replacementChosen))
      .when(replace({ newSerial: text('WM-17') }))
      .rejects({ reason: 'SerialUnchanged', serial: text('WM-17') })
  })

  it('needs no serial of a kettle that has none, and both as soon as one is told', () => {
    const { serial: _, ...kettle } = bought().data
    const chosen: ReadonlyArray<WarrantyCommand> = [
      { type: 'RegisterWarranty', data: kettle },
      delivered,
      installed,
      ...replacementChosen.slice(3),
    ]
    const { oldSerial: __, newSerial: ___, ...data } = replace().data
    expect(replaced({ type: 'ReplaceUnit', data }, chosen)).toHaveLength(2)
    given(warranty, after(...chosen))
      .when({ type: 'ReplaceUnit', data: { ...data, newSerial: text('K-2') } })
      .rejects({ reason: 'SerialsMissing' })
  })

  it('is refused before its turn, once the unit is gone, and by itself', () => {
    given(warranty, after(...approved))
      .when(replace())
      .rejects({ reason: 'RemedyNotChosen' })
    given(warranty, after(...held))
      .when(replace())
      .rejects({ reason: 'AnotherRemedyChosen', remedy: 'repair' })
    given(warranty, after(...approved, inform(), choose({ remedy: 'replace-unit' })))
      .when(replace())
      .rejects({ reason: 'UnitNotHeld', reservationId })
    given(warranty, after(...replacementChosen, cancel({ cancelledAt: noonOf('2027-01-24') })))
      .when(replace())
      .rejects({ reason: 'WarrantyOver', because: 'cancelled' })
    given(warranty, after(...replacementChosen))
      .when(replace({ newAssetId: assetId }))
      .rejects({ reason: 'ReplacedByItself' })
    given(warranty, after(...replacementChosen))
      .when(replace({ newWarrantyId: warrantyId }))
      .rejects({ reason: 'ReplacedByItself' })
  })

  it('is free of charge', () => {
    given(warranty, after(...replacementChosen))
      .when(replace({ chargedMinor: 1n }))
      .rejects({ reason: 'ChargeNotAllowed', allowedMinor: 0n, chargedMinor: 1n })
  })

  it('records nothing when repeated, and is refused with another unit', () => {
    given(warranty, after(...replacementChosen, replace()))
      .when(replace({ replacedAt: noonOf('2027-01-26') }))
      .recordsNothing()
    given(warranty, after(...replacementChosen, replace()))
      .when(replace({ newSerial: text('WM-100') }))
      .rejects({ reason: 'RemedyAlreadyGiven' })
    given(warranty, after(...replacementChosen, replace()))
      .when(replace({ costMinor: 1n }))
      .rejects({ reason: 'RemedyAlreadyGiven' })
  })
})

describe('the term policy', () => {
  it('remainder: the new unit is warranted for what was left of the old one’s', () => {
    const state = newWarranty(replace())
    expect([lastOn(state), lastOn(state, motor), lastOn(state, 'motor-extension')]).toStrictEqual([
      '2028-08-10',
      '2031-08-11',
      '2034-08-11',
    ])
  })

  it('fresh: nothing covers until it is delivered, and then as long as a new one', () => {
    const state = newWarranty(replace({ termPolicy: { kind: 'fresh' } }))
    expect(lastOn(state)).toBeUndefined()
  })

  it('longer-of: what was left, and 90 days at least', () => {
    const longerOf = { kind: 'longer-of' as const, atLeast: period('P90D') }
    expect(lastOn(newWarranty(replace({ termPolicy: longerOf })))).toBe('2028-08-10')
    const late = { replacedAt: noonOf('2028-07-20') }
    expect(lastOn(newWarranty(replace({ ...late, termPolicy: longerOf })))).toBe('2028-10-18')
    expect(lastOn(newWarranty(replace(late)))).toBe('2028-08-10')
  })

  it('covers the new unit from the day on which it took the other’s place, and the old one no more', () => {
    const state = newWarranty(replace())
    expect(coverageOn(state, day('2027-01-24')).covering).toHaveLength(0)
    expect(coverageOn(state, day('2027-01-25')).covering.map(({ layerId }) => layerId)).toStrictEqual([
      conformity,
      motor,
    ])
    const old = stateAfter(...replacementChosen, replace())
    expect(coverageOn(old, day('2027-01-25')).covering).toHaveLength(0)
  })

  it('carries the claims that count against the limits of a layer, and what they cost', () => {
    const terms = termsWhere('motor', { maxClaims: 2 as PositiveInteger, claimLimits: [euros(60000n)] })
    const byMotor = [
      bought({ terms }),
      delivered,
      installed,
      open(),
      approve({ layerId: motor }),
      choose({ remedy: 'replace-unit', excused: [{ remedy: 'repair', because: 'impossible' }] }),
      hold(),
    ]
    const [{ data }] = replaced(replace(), byMotor)
    expect(data.carriedClaimCount).toBe(1)
    expect(data.carried.claimed).toStrictEqual([
      { layerId: motor, count: 1, spent: [{ amountMinor: 49900n, currency: eur }] },
      { layerId: 'motor-extension', count: 0, spent: [{ amountMinor: 0n, currency: eur }] },
    ])
  })
})
