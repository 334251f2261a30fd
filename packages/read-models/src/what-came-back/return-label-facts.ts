import type { ReturnAuthorised, ReturnRequested } from '@aftersale/domain/events'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
import { type Moment, momentAt } from '../moment.js'
import type { ReturnLabelFact } from './return-label-fact.js'

const concerns = eventsCalled(['ReturnRequested', 'ReturnAuthorised'])

/** One row a return that got a label, in the order in which they were authorised. */
export const returnLabelFacts = (): Fold<ReturnLabelFact> => {
  const requests = new Map<string, Request>()
  const labels = new Map<string, Labelled>()
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      const { returnCaseId } = event.data
      if (event.type === 'ReturnRequested') {
        if (!requests.has(returnCaseId)) requests.set(returnCaseId, requestIn(event, eventId))
        return
      }
      const { label, preview, authorisedAt } = event.data
      if (label === undefined || labels.has(returnCaseId)) return
      labels.set(returnCaseId, { label, currency: preview.currency, authorised: momentAt(authorisedAt, eventId) })
    },
    facts: () =>
      inTime(
        labels,
        ([, { authorised }]) => authorised.at,
        ([returnCaseId]) => returnCaseId,
      ).map(([returnCaseId, { label, currency, authorised }]): ReturnLabelFact => {
        const request = requests.get(returnCaseId)
        return {
          returnCaseId,
          authorised,
          carrier: label.carrier,
          paidBy: label.paidBy,
          costMinor: label.costMinor,
          currency,
          circumstances: request?.circumstances ?? { toldBy: { opening: authorised.eventId } },
          exclusion: request === undefined ? 'incomplete' : request.isTest ? 'test' : undefined,
        }
      }),
  }
}

interface Labelled {
  readonly label: NonNullable<ReturnAuthorised['data']['label']>
  readonly currency: ReturnLabelFact['currency']
  readonly authorised: Moment
}

interface Request {
  readonly circumstances: ReturnLabelFact['circumstances']
  readonly isTest: boolean
}

const requestIn = ({ data: { channel, kind, customerId, isTest } }: ReturnRequested, opening: string): Request => ({
  circumstances: { channel, kind, customerId, toldBy: { opening } },
  isTest: isTest === true,
})
