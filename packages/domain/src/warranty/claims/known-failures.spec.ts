import { given } from '@aftersale/decider/testing'
import {
  bought,
  delivered,
  held,
  installed,
  newAssetId,
  open,
  repair,
  replace,
  replacementChosen,
  running,
} from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import { after, day, lastOn, motor, noonOf, otherWarrantyId, period, stateAfter, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

// The cases of published bug reports that claims decide, each by what is right.

it('D83 and D84 cover a claim on the last of 24 months and of five years, and none on the day after', () => {
  const failing = (failedOn: string, failureMode: string) => {
    const { decision } = given(warranty, after(...running)).when(
      open({ failedOn: day(failedOn), failureMode: text(failureMode), reportedAt: noonOf('2035-01-01') }),
    )
    return decision._tag === 'Right' ? decision.right[0]?.type : decision.left.reason
  }
  expect(failing('2028-08-10', 'door')).toBe('ClaimOpened')
  expect(failing('2028-08-11', 'door')).toBe('ClaimRefused')
  expect(failing('2031-08-11', 'motor-control')).toBe('ClaimOpened')
  expect(failing('2031-08-12', 'motor-control')).toBe('ClaimRefused')
})

it('D88 and D89 take up no claim before it is known from when a layer covers, and take it up once it is', () => {
  const claim = open({ failureMode: text('motor-control'), proofs: [{ kind: 'invoice', verified: true }] })
  const reasons = (history: ReadonlyArray<WarrantyCommand>) => {
    const { decision } = given(warranty, after(...history)).when(claim)
    const event = decision._tag === 'Right' ? decision.right[0] : undefined
    return event?.type === 'ClaimRefused' ? event.data.reasons : event?.type
  }
  expect(reasons([bought()])).toStrictEqual(['NotStarted', 'NotCovered'])
  expect(reasons([bought(), delivered, installed])).toBe('ClaimOpened')
})

it('D90 names the faulty unit and the one in its place by their serials: neither is left out', () => {
  const { oldSerial: _, ...withoutFaulty } = replace().data
  const { newSerial: __, ...withoutNew } = replace().data
  for (const data of [withoutFaulty, withoutNew]) {
    given(warranty, after(...replacementChosen))
      .when({ type: 'ReplaceUnit', data })
      .rejects({ reason: 'SerialsMissing' })
  }
  const { decision } = given(warranty, after(...replacementChosen)).when(replace())
  expect(decision).toMatchObject({ right: [{ data: { oldSerial: 'WM-17', newSerial: 'WM-99' } }, {}] })
})

describe('D92 what a claim is made good by brings the warranty that it should', () => {
  it('a repair: none of its own on the product, one on the part where that has one, and what the law adds', () => {
    const part = {
      partNo: text('pump-3'),
      oldSerial: text('P-1'),
      newSerial: text('P-2'),
      partWarranty: period('P6M'),
    }
    const state = stateAfter(...held, repair({ parts: [part] }))
    const claimLayer = `repair/${repair().data.claimId}/1/1`
    expect([lastOn(state), lastOn(state, motor), lastOn(state, claimLayer)]).toStrictEqual([
      '2029-08-10',
      '2031-08-11',
      '2027-07-25',
    ])
  })

  it.each([
    ['a refurbished unit', { kind: 'longer-of' as const, atLeast: period('P90D') }, '2028-10-18'],
    ['a unit for the rest', { kind: 'remainder' as const }, '2028-08-10'],
  ])('%s: what the policy says', (_, termPolicy, end) => {
    const { decision } = given(warranty, after(...replacementChosen)).when(
      replace({ termPolicy, replacedAt: noonOf('2028-07-20') }),
    )
    const replaced = decision._tag === 'Right' ? decision.right[0] : undefined
    if (replaced?.type !== 'UnitReplaced') throw new Error('Nothing was replaced')
    const { unit: __, ...data } = bought({ assetId: newAssetId, serial: text('WM-99') }).data
    const { carried } = replaced.data
    const registeredAt = noonOf('2028-07-20')
    const state = stateAfter({
      type: 'RegisterWarranty',
      data: { ...data, warrantyId: otherWarrantyId, carried, registeredAt },
    })
    expect(lastOn(state)).toBe(end)
  })
})
