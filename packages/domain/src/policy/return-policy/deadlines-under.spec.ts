import { at } from '../../calendar/calendar.fixtures.js'
import { refundDueUnder, shipByUnder } from './deadlines-under.js'
import { inGermany, kettle, policyWith, shopAlone } from './return-policy.fixtures.js'

const withdrawal = { judgedAs: 'withdrawal', by: 'law', zone: kettle.zone } as const
const byPolicy = { judgedAs: 'policy-return', by: 'policy', zone: kettle.zone } as const
/** 20 May 2025, a Tuesday; 14 days later is Tuesday 3 June. */
const { requestedAt } = kettle

describe('ship by', () => {
  it('counts from the authorisation, and moves to a working day by the calendar of the policy', () => {
    // 14 days after Monday 26 May are over on Whit Monday, 9 June.
    const facts = { ...byPolicy, requestedAt, authorisedAt: at('2025-05-26T09:00+02:00') }
    expect(shipByUnder(shopAlone, facts)).toEqual({
      shipByOn: '2025-06-10',
      shipByEndsAtExclusive: at('2025-06-11T00:00+02:00'),
      trace: [
        {
          ruleId: 'ship-by',
          facts: { authorisedAt: facts.authorisedAt, period: 'P14D', rule: 'event-day-excluded' },
          outcome: '2025-06-10',
          policyRef: { policyId: 'thirty-day-returns', version: 1 },
        },
      ],
    })
  })

  it('is never sooner than the law has it from the notice', () => {
    const hasty = {
      ...inGermany,
      policy: policyWith({ shipBy: { period: 'P7D', rule: 'event-day-excluded-no-roll', zone: 'Europe/Berlin' } }),
    }
    const facts = { requestedAt, authorisedAt: requestedAt }
    expect(shipByUnder(hasty, { ...withdrawal, ...facts }).shipByOn).toBe('2025-06-03')
    expect(shipByUnder(hasty, { ...byPolicy, ...facts }).shipByOn).toBe('2025-05-27')
    expect(shipByUnder(hasty, { ...withdrawal, ...facts }).trace.map(({ ruleId }) => ruleId)).toEqual([
      'ship-by',
      'send-back-by-law',
    ])
  })
})

describe('refund due', () => {
  const due = at('2025-06-04T00:00+02:00')

  it('is withheld after a withdrawal until the goods are there or proven to be sent', () => {
    const waiting = refundDueUnder(inGermany, { ...withdrawal, requestedAt })
    expect(waiting).toMatchObject({ withheldUntil: 'receipt-or-proof' })
    expect('dueEndsAtExclusive' in waiting).toBe(false)
  })

  it('is 14 days after the notice once either is there', () => {
    const receivedAt = at('2025-05-30T10:00+02:00')
    const sendingProvenAt = at('2025-05-22T10:00+02:00')
    for (const back of [{ receivedAt }, { sendingProvenAt }, { receivedAt, sendingProvenAt }]) {
      expect(refundDueUnder(inGermany, { ...withdrawal, requestedAt, ...back })).toMatchObject({
        dueEndsAtExclusive: due,
      })
    }
  })

  it('is at once where the first of both came later than that', () => {
    const receivedAt = at('2025-06-20T10:00+02:00')
    expect(refundDueUnder(inGermany, { ...withdrawal, requestedAt, receivedAt }).dueEndsAtExclusive).toBe(receivedAt)
    const sendingProvenAt = at('2025-06-12T10:00+02:00')
    expect(
      refundDueUnder(inGermany, { ...withdrawal, requestedAt, receivedAt, sendingProvenAt }).dueEndsAtExclusive,
    ).toBe(sendingProvenAt)
  })

  it('counts from receipt by the policy, or is not promised', () => {
    const receivedAt = at('2025-05-28T10:00+02:00')
    // 7 days after 28 May 2025: 4 June.
    expect(refundDueUnder(shopAlone, { ...byPolicy, requestedAt, receivedAt }).dueEndsAtExclusive).toBe(
      at('2025-06-05T00:00+02:00'),
    )
    expect(refundDueUnder(shopAlone, { ...byPolicy, requestedAt }).withheldUntil).toBe('receipt')
    const { refundWithin: _, ...silent } = shopAlone.policy
    expect(refundDueUnder({ policy: silent }, { ...byPolicy, requestedAt, receivedAt })).toEqual({ trace: [] })
  })
})
