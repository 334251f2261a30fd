import type { ContactFact, ContactSubject } from '@aftersale/read-models'
import { topicOf } from '../answering/segment.js'
import type { Service } from './service-repeats.js'

/** Contacts as services. One about several units is a service of each; one about a unit twice is one. */
export const servicesOf = (contacts: ReadonlyArray<ContactFact>): ReadonlyArray<Service> =>
  contacts.flatMap((contact) => {
    const { at, circumstances, exclusion, excludedBy } = contact
    const keys = new Set(contact.about.map((subject) => keyOf(subject, contact.customerId)))
    return [...keys].map((key) => ({
      at,
      key,
      circumstances,
      ...(exclusion !== undefined && { exclusion }),
      excludedBy,
      eventIds: contact.contacts.map(({ eventId }) => eventId),
    }))
  })

/** The unit with the topic, as far as it is known; where no unit is, the customer with the topic. */
const keyOf = (subject: ContactSubject, customerId: string | undefined): string | undefined => {
  const topic = topicOf(subject)
  if (subject.assetId !== undefined) return JSON.stringify(['asset', subject.assetId, topic])
  if (customerId !== undefined && topic !== null) return JSON.stringify(['customer', customerId, topic])
  return undefined
}
