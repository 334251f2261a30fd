import type { Circumstances, ContactFact, ContactSubject, Moment } from '@aftersale/read-models'
import { madeOnce } from '../answering/made-once.js'
import { topicOf } from '../answering/segment.js'
import type { Service } from './service-repeats.js'

/** Contacts as services. One about several units is a service of each; one about a unit twice is one. */
export const servicesOf = madeOnce((contacts: ReadonlyArray<ContactFact>): ReadonlyArray<Service> => {
  const services: Array<Service> = []
  for (const contact of contacts) {
    const [subject] = contact.about
    if (subject !== undefined && contact.about.length === 1) {
      services.push(new ServiceByContact(contact, keyOf(subject, contact.customerId)))
      continue
    }
    const keys = new Set(contact.about.map((each) => keyOf(each, contact.customerId)))
    for (const key of keys) services.push(new ServiceByContact(contact, key))
  }
  return services
})

/** There is one of each contact: what the contact has is looked up there. */
class ServiceByContact implements Service {
  constructor(
    private readonly contact: ContactFact,
    readonly key: string | undefined,
  ) {}

  get at(): number {
    return this.contact.at
  }

  get circumstances(): Circumstances {
    return this.contact.circumstances
  }

  get exclusion(): string | undefined {
    return this.contact.exclusion
  }

  get excludedBy(): ReadonlyArray<Moment> {
    return this.contact.excludedBy
  }

  get eventIds(): ReadonlyArray<string> {
    return this.contact.contacts.map(({ eventId }) => eventId)
  }
}

/** The unit with the topic, as far as it is known; where no unit is, the customer with the topic. */
const keyOf = (subject: ContactSubject, customerId: string | undefined): string | undefined => {
  const topic = topicOf(subject)
  if (subject.assetId !== undefined) return named('asset', subject.assetId, topic ?? '')
  if (customerId !== undefined && topic !== null) return named('customer', customerId, topic)
  return undefined
}

/** The id's length tells where it ends, whatever stands in it. No topic is the empty text. */
const named = (kind: string, id: string, topic: string): string => `${kind} ${id.length} ${id} ${topic}`
