import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { after, clarify, deliver, noonOf, register, text } from './warranty.fixtures.js'
import { warranty } from './warranty.js'

const history = after(register(), deliver())
const policyRef = { policyId: text('washing-machine-terms'), version: 1 as PositiveInteger }
const firstContact = { contactId: text('contact-1'), contactedAt: noonOf('2025-08-05') }

describe('ClarifyResponsibleParty', () => {
  it('is in time in the first contact about it', () => {
    given(warranty, history)
      .when(clarify())
      .records({
        type: 'ResponsiblePartyClarified',
        data: {
          ...clarify().data,
          late: false,
          trace: [
            {
              ruleId: text('responsible-party-at-first-contact'),
              facts: {
                party: 'manufacturer',
                contact: 'manufacturer-service',
                channel: 'phone',
                contactId: 'contact-1',
                firstContactId: 'contact-1',
              },
              outcome: text('at-first-contact'),
              policyRef,
            },
          ],
        },
      })
  })

  it('is late in a later contact, and recorded as late', () => {
    const later = clarify({ contactId: text('contact-2'), firstContact, informedAt: noonOf('2025-08-07') })
    const { decision } = given(warranty, history).when(later)
    expect(decision).toMatchObject({
      right: [{ data: { late: true, trace: [{ outcome: 'late', facts: { firstContactId: 'contact-1' } }] } }],
    })
  })

  it('is in time at the end of a first contact that began before', () => {
    const { decision } = given(warranty, history).when(
      clarify({ firstContact: { ...firstContact, contactedAt: noonOf('2025-08-04') } }),
    )
    expect(decision).toMatchObject({ right: [{ data: { late: false } }] })
  })

  it('records nothing when repeated', () => {
    given(warranty, after(register(), clarify())).when(clarify()).recordsNothing()
  })

  it('is refused of a party that makes nothing good, and before the first contact', () => {
    given(warranty, history)
      .when(clarify({ party: 'repairer' }))
      .rejects({ reason: 'NotAnObligor', party: 'repairer' })
    given(warranty, history)
      .when(clarify({ firstContact, informedAt: noonOf('2025-08-04') }))
      .rejects({ reason: 'InformedBeforeFirstContact', contactedAt: firstContact.contactedAt })
  })
})
