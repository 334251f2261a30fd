import { given } from '@aftersale/decider/testing'
import type { Currency } from '../../money/currency.js'
import {
  handOver,
  june,
  kettles,
  lose,
  may,
  olderPurchaseId,
  recordedBy,
  rejectedBy,
  text,
  toldBy,
  typesOf,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'
import {
  advanceDelivered,
  advanceReturned,
  arrived,
  askedBack,
  charge,
  close,
  eur,
  followedBy,
  offered,
  propose,
  purchaseOf,
  refundOf,
  replacementId,
  reverseCharge,
  sendInAdvance,
} from '../settlement/settlement.fixtures.js'

const bought = purchaseOf([kettles()])
const asked = askedBack(bought, { quantities: { kettles: 2 } })
const send = sendInAdvance({ evidence: bought })
const sent = followedBy(asked, send)
const there = followedBy(sent, advanceDelivered())

describe('SendAdvanceReplacement', () => {
  it('gives the same at the paid price, on what was agreed about the old units', () => {
    expect(toldBy(asked, send, 'AdvanceReplacementSent')).toMatchObject({
      lines: [{ lineId: 'kettles', units: [{ first: 1, last: 2 }] }],
      newLines: [{ sku: 'kettle', quantity: 2, netMinor: 6000n, taxMinor: 1140n }],
      terms: { by: 'hold', minor: 7140n },
      returnBy: june(10),
    })
    given(returnCase, sent).when(send).recordsNothing()
  })

  it('leaves nothing to refund for the units that it stands for', () => {
    const arrivedToo = followedBy(there, arrived('parcel-1', { kettle: 2 }))
    const refund = propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [bought] })
    expect(rejectedBy(arrivedToo, refund)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 2 })
    expect(typesOf(recordedBy(arrivedToo, close()))).toStrictEqual(['ReturnCaseClosed'])
  })

  it.each([
    ['at another price', { replacement: [offered('kettle', 2, [6000n, 1140n])] }, 'AdvanceAtPaidPriceOnly'],
    ['of another number', { replacement: [offered('kettle', 1)] }, 'ReplacementQuantityDiffers'],
    ['on more than was paid', { terms: { ...send.data.terms, minor: 7141n } }, 'ChargeExceedsPaid'],
    ['in another currency', { terms: { ...send.data.terms, currency: 'SEK' as Currency } }, 'CurrencyMismatch'],
    ['agreed to later', { terms: { ...send.data.terms, agreedAt: may(22, '12:01') } }, 'TermsAgreedLater'],
    ['due back before it is sent', { returnBy: may(22) }, 'ReturnDueBeforeSent'],
    ['of no units', { lines: [] }, 'NothingToSettle'],
    ['of units that are not held', { lines: refundOf({ kettles: [3] }).lines }, 'UnitsNotHeld'],
    [
      'of units named twice',
      { lines: [...refundOf({ kettles: [1] }).lines, ...refundOf({ kettles: [1] }).lines] },
      'UnitsAlreadySettled',
    ],
    ['of another purchase', { evidence: { ...bought, purchaseId: olderPurchaseId } }, 'SettlementEvidenceMissing'],
  ])('is refused %s', (_, differing, reason) => {
    expect(rejectedBy(asked, sendInAdvance({ ...send.data, ...differing })).reason).toBe(reason)
  })

  it('is refused for units that came, before the return is authorised, and under ids that were used', () => {
    const one = followedBy(asked, arrived('parcel-1', { kettle: 1 }))
    expect(rejectedBy(one, send)).toMatchObject({ reason: 'UnitsNotAwaited', quantity: 1 })
    expect(rejectedBy(asked.slice(0, 2), send).reason).toBe('ReturnNotAuthorised')
    expect(rejectedBy(sent, sendInAdvance({ ...send.data, replacementId: replacementId(2) })).reason).toBe(
      'LegIdReused',
    )
    const other = sendInAdvance({ ...send.data, legId: text('advance-2') })
    expect(rejectedBy(sent, other).reason).toBe('ReplacementIdReused')
    const third = sendInAdvance({ ...other.data, replacementId: replacementId(2) })
    expect(rejectedBy(sent, third)).toMatchObject({ reason: 'UnitsAlreadySettled', quantity: 2 })
  })
})

describe('ChargeUnreturned', () => {
  it('falls due when the old units have to be back, once the replacement was delivered', () => {
    expect(given(returnCase, there).deadlines).toContainEqual({ dueAt: june(10), command: charge() })
    expect(toldBy(there, charge(), 'UnreturnedCharged')).toMatchObject({
      lines: [{ units: [{ first: 1, last: 2 }] }],
      minor: 7140n,
      currency: eur,
      paymentRef: 'hold-1',
      chargedAt: june(10),
    })
    given(returnCase, followedBy(there, charge())).when(charge()).recordsNothing()
  })

  it('charges for the units that stayed out alone', () => {
    const one = followedBy(there, arrived('parcel-1', { kettle: 1 }))
    expect(toldBy(one, charge(), 'UnreturnedCharged')).toMatchObject({
      lines: [{ units: [{ first: 2, last: 2 }] }],
      minor: 3570n,
    })
  })

  it('does nothing where the replacement was never delivered, or came back itself', () => {
    given(returnCase, sent).when(charge()).recordsNothing()
    expect(given(returnCase, sent).deadlines.map(({ command }) => command.type)).not.toContain('ChargeUnreturned')
    given(returnCase, followedBy(there, advanceReturned())).when(charge()).recordsNothing()
  })

  it('does nothing where the old units came, or were lost at the seller’s risk', () => {
    given(returnCase, followedBy(there, arrived('parcel-1', { kettle: 2 })))
      .when(charge())
      .recordsNothing()
    const label = { carrier: text('post'), ref: text('label-1') }
    const labelled = askedBack(bought, { quantities: { kettles: 2 }, authorised: { label } })
    const lost = followedBy(labelled, send, advanceDelivered(), handOver(), lose({ lostAt: june(9) }))
    given(returnCase, lost).when(charge()).recordsNothing()
  })

  it('gives as much time again after a replacement that came too late', () => {
    const late = followedBy(sent, advanceDelivered({ deliveredAt: june(11) }))
    given(returnCase, late).when(charge()).recordsNothing()
    expect(given(returnCase, late).deadlines).toContainEqual({ dueAt: june(30), command: charge({ dueAt: june(30) }) })
  })

  it('is refused for a leg that is not there', () => {
    expect(rejectedBy(asked, charge()).reason).toBe('LegUnknown')
  })
})

describe('ReverseUnreturnedCharge', () => {
  const charged = followedBy(there, charge())

  it('gives the charge back, once all that was charged for came', () => {
    const cameLate = followedBy(charged, arrived('parcel-1', { kettle: 2 }, { receivedAt: june(14) }))
    expect(toldBy(cameLate, reverseCharge(), 'UnreturnedChargeReversed')).toMatchObject({
      minor: 7140n,
      paymentRef: 'hold-1',
    })
    given(returnCase, followedBy(cameLate, reverseCharge())).when(reverseCharge()).recordsNothing()
  })

  it('is refused while units are out, and where nothing was charged', () => {
    expect(rejectedBy(charged, reverseCharge())).toStrictEqual({
      reason: 'UnitsStillOut',
      legId: 'advance-1',
      quantity: 2,
    })
    expect(rejectedBy(there, reverseCharge()).reason).toBe('NothingCharged')
    expect(rejectedBy(asked, reverseCharge()).reason).toBe('LegUnknown')
  })
})

describe('SendAdvanceReplacement by evidence that the reservation contradicts', () => {
  it('is refused: no more can be agreed on than was paid when the units were reserved', () => {
    const dearer = purchaseOf([kettles({ netMinor: 900_000n })])
    const terms = { ...sendInAdvance().data.terms, minor: 500_000n }
    expect(rejectedBy(asked, sendInAdvance({ evidence: dearer, terms }))).toMatchObject({
      reason: 'EvidenceContradictsReservation',
      lineId: 'kettles',
    })
  })

  it('is refused in another currency than was paid in', () => {
    const currency = 'USD' as Currency
    const terms = { ...sendInAdvance().data.terms, currency }
    expect(rejectedBy(asked, sendInAdvance({ evidence: { ...bought, currency }, terms }))).toStrictEqual({
      reason: 'CurrencyMismatch',
      expected: 'EUR',
      found: 'USD',
    })
  })
})

describe('RecordAdvanceReplacementDelivery and RecordAdvanceReplacementReturn', () => {
  it('record each once', () => {
    given(returnCase, there)
      .when(advanceDelivered({ deliveredAt: may(25) }))
      .recordsNothing()
    const back = followedBy(there, advanceReturned())
    given(returnCase, back).when(advanceReturned()).recordsNothing()
    expect(rejectedBy(asked, advanceDelivered()).reason).toBe('LegUnknown')
    expect(rejectedBy(asked, advanceReturned()).reason).toBe('LegUnknown')
    const undelivered = followedBy(sent, advanceReturned())
    expect(rejectedBy(undelivered, advanceDelivered()).reason).toBe('LegStandsOtherwise')
    expect(rejectedBy(followedBy(there, charge()), advanceReturned()).reason).toBe('LegStandsOtherwise')
  })

  it('leave the old units to another settlement, where the replacement came back', () => {
    const back = followedBy(there, advanceReturned(), arrived('parcel-1', { kettle: 2 }))
    const refund = propose({ legs: [refundOf({ kettles: [1, 2] })], evidence: [bought] })
    expect(toldBy(back, refund, 'SettlementProposed').toCustomerMinor).toBe(7140n)
  })

  it('keep the case open until the old units are back', () => {
    expect(rejectedBy(there, close())).toStrictEqual({ reason: 'LegsOpen', legIds: ['advance-1'] })
  })
})
