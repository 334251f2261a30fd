import { given } from '@aftersale/decider/testing'
import type { Zone } from '../../calendar/zone.js'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { policyWith, shown } from '../../policy/return-policy/return-policy.fixtures.js'
import {
  after,
  authorise,
  count,
  june,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  purchase,
  recordedBy,
  rejectedBy,
  request,
  requestLine,
  requestLineOf,
  shipBy,
  shop,
  shopInGermany,
  text,
  toldBy,
} from '../return-case.fixtures.js'
import { returnCase } from '../return-case.js'

const reserved = after(request(), 'reserve')
/** The same policy under another name, with other rules. */
const othersWith = (fields: object): ReturnTerms => ({
  ...shop,
  policy: policyWith({ policyId: 'others', ...fields }),
})
const others = othersWith({})
const soldUnderOthers = kettles({
  lineId: lineId('others'),
  returnPolicyRef: { policyId: text('others'), version: count(1) },
})

/** One kettle under each of the two policies, in that order. */
const underTwo = (names: ReadonlyArray<string>, terms: ReturnTerms = others) =>
  after(
    request({
      lines: names.map((name) =>
        requestLine({ requestLineId: text(`line-${name}`), lineId: lineId(name), quantity: count(1) }),
      ),
      evidence: [purchase({ lines: [kettles(), soldUnderOthers] })],
      otherTerms: [terms],
    }),
    'reserve',
  )

describe('AuthoriseReturn of lines that were judged under two policies', () => {
  it('is rejected where the terms of one of them are missing, of the same version though they are', () => {
    const inForce = [
      { policyId: 'thirty-day-returns', version: 1 },
      { policyId: 'others', version: 1 },
    ]
    const two = underTwo(['kettles', 'others'])
    expect(rejectedBy(two, authorise())).toStrictEqual({ reason: 'TermsDiffer', inForce })
    expect(rejectedBy(two, authorise({ terms: others }))).toStrictEqual({ reason: 'TermsDiffer', inForce })
    expect(toldBy(two, authorise({ otherTerms: [others] }), 'ReturnAuthorised').authorisationId).toBe('RMA-1')
  })

  it.each([[['kettles', 'others']], [['others', 'kettles']]])(
    'gives all of them the longest time to be sent, whatever their order: %j',
    (names) => {
      const longer = othersWith({
        shipBy: { period: 'P21D', rule: 'event-day-excluded-no-roll', zone: 'Europe/Berlin' },
      })
      const told = toldBy(underTwo(names, longer), authorise({ otherTerms: [longer] }), 'ReturnAuthorised')
      // 21 days after 20 May end with 10 June.
      expect(told.shipBy).toBe(june(11, '00:00'))
      expect(told.trace.filter(({ ruleId }) => ruleId === 'ship-by')).toMatchObject([
        { outcome: '2025-06-10', policyRef: { policyId: 'others' } },
      ])
    },
  )

  it('gives them all the same time where it is the same', () => {
    const told = toldBy(underTwo(['kettles', 'others']), authorise({ otherTerms: [others] }), 'ReturnAuthorised')
    expect(told.shipBy).toBe(shipBy)
    expect(told.trace.filter(({ ruleId }) => ruleId === 'ship-by')).toMatchObject([
      { policyRef: { policyId: 'thirty-day-returns' } },
    ])
  })
})

it('counts the time of the law in the zone of each purchase', () => {
  const inLondon = purchase({
    purchaseId: olderPurchaseId,
    purchasedAt: may(1, '09:00'),
    zone: 'Europe/London' as Zone,
    disclosures: [shown(undefined, { shownAt: may(1, '08:00') })],
  })
  const both = after(
    request({
      kind: 'withdrawal',
      terms: shopInGermany,
      lines: [requestLineOf('kettle', 4)],
      evidence: [purchase(), inLondon],
    }),
    'reserve',
  )
  // 14 days after 20 May end with 3 June, in Berlin an hour before London.
  expect(toldBy(both, authorise({ terms: shopInGermany }), 'ReturnAuthorised').shipBy).toBe('2025-06-03T23:00:00.000Z')
})

describe('an authorisation', () => {
  const addressed = authorise({ returnAddressRef: text('returns-desk') })

  it('names the address where one is given', () => {
    expect(toldBy(reserved, addressed, 'ReturnAuthorised').returnAddressRef).toBe('returns-desk')
    expect(toldBy(reserved, authorise(), 'ReturnAuthorised')).not.toHaveProperty('returnAddressRef')
  })

  it('is another one to another address', () => {
    const history = [...reserved, ...recordedBy(reserved, addressed)]
    given(returnCase, history).when(addressed).recordsNothing()
    expect(rejectedBy(history, authorise()).reason).toBe('ReturnAlreadyAuthorised')
    expect(rejectedBy(history, authorise({ returnAddressRef: text('elsewhere') })).reason).toBe(
      'ReturnAlreadyAuthorised',
    )
  })

  it('tells no time to send it where the goods are kept', () => {
    const missing = after(request({ kind: 'missing' }), 'reserve')
    expect(toldBy(missing, authorise(), 'ReturnAuthorised').trace.map(({ ruleId }) => ruleId)).toStrictEqual([
      'restocking-fee',
      'way-back',
    ])
  })
})
