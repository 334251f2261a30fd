import {
  count,
  june,
  kettles,
  lineId,
  may,
  purchaseId,
  recordedBy,
  rejectedBy,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import {
  advanceDelivered,
  approve,
  arrived,
  askedBack,
  cameBack,
  charge,
  close,
  followedBy,
  line,
  offered,
  outcome,
  propose,
  purchaseOf,
  refundOf,
  sendInAdvance,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const asked = askedBack(bought, { quantities: { kettles: 2 } })
const send = (differing: Parameters<typeof sendInAdvance>[0] = {}) => sendInAdvance({ evidence: bought, ...differing })

describe('SendAdvanceReplacement', () => {
  it('says what was agreed on, and against what it was held', () => {
    expect(toldBy(asked, send(), 'AdvanceReplacementSent').trace).toStrictEqual([
      {
        ruleId: 'advance-replacement',
        facts: { by: 'hold', paidMinor: '7140', returnBy: june(10), units: 2 },
        outcome: 'at-most=7140',
      },
    ])
  })

  it('is worth what was paid for the very line', () => {
    const two = purchaseOf([line('cup', { netMinor: 300n, taxMinor: 57n }), kettles()])
    const told = toldBy(askedBack(two), send({ evidence: two }), 'AdvanceReplacementSent')
    expect(told.components).toStrictEqual([
      { component: 'goods', lineId: 'kettles', minor: 6000n },
      { component: 'goods-tax', lineId: 'kettles', minor: 1140n },
    ])
  })

  it('may take every unit of a line', () => {
    const all = send({
      lines: refundOf({ kettles: [1, 2, 3] }).lines,
      replacement: [offered('kettle', 3)],
      terms: { ...send().data.terms, minor: 10710n },
    })
    expect(typesOf(recordedBy(askedBack(bought), all))).toStrictEqual(['AdvanceReplacementSent'])
  })

  it('may be agreed on at the moment when it is sent', () => {
    const now = send({ terms: { ...send().data.terms, agreedAt: may(22) } })
    expect(typesOf(recordedBy(asked, now))).toStrictEqual(['AdvanceReplacementSent'])
  })

  it('is refused for units that the purchase does not tell of', () => {
    const heldOf = { purchaseId, lineId: 'kettles' }
    const other = purchaseOf([line('cup')])
    expect(rejectedBy(asked, send({ evidence: other }))).toMatchObject({ reason: 'UnitsNotHeld', ...heldOf })
    const fewer = purchaseOf([kettles({ quantity: count(2) })])
    const lastOf = { lines: refundOf({ kettles: [1, 3] }).lines }
    expect(rejectedBy(askedBack(bought), send({ ...lastOf, evidence: fewer }))).toMatchObject({
      reason: 'UnitsNotHeld',
      ...heldOf,
    })
  })

  it('is refused where one of several replacements has a price of its own', () => {
    const mixed = [offered('kettle', 1), offered('teapot', 1, [3000n, 570n])]
    expect(rejectedBy(asked, send({ replacement: mixed }))).toStrictEqual({
      reason: 'AdvanceAtPaidPriceOnly',
      legId: 'advance-1',
    })
  })

  it('is refused once the case is closed', () => {
    const closed = followedBy(
      cameBack(bought),
      propose({ legs: [refundOf({ kettles: [1, 2, 3] })], evidence: [bought] }),
      approve(),
      outcome(),
      close({ closedAt: june(1) }),
    )
    expect(rejectedBy(closed, send())).toStrictEqual({ reason: 'ReturnCaseAlreadyClosed', closedAt: june(1) })
  })
})

describe('ChargeUnreturned', () => {
  it('says what was agreed on, and since when the units are out', () => {
    const there = followedBy(asked, send(), advanceDelivered(), arrived('parcel-1', { kettle: 1 }))
    const told = toldBy(there, charge(), 'UnreturnedCharged')
    expect(told.trace).toStrictEqual([
      {
        ruleId: 'unreturned-after-advance-replacement',
        facts: { deliveredAt: may(24), returnBy: june(10), unitsOut: 1, agreedMinor: '7140' },
        outcome: 'charged=3570',
      },
    ])
    expect(told.lines).toMatchObject([{ lineId: lineId('kettles') }])
    expect(told.paymentRef).toBe(text('hold-1'))
  })
})
