import type { OverrideRecorded, ReturnRequested } from '@aftersale/domain/events'
import { appended } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { type Moment, momentAt } from '../moment.js'
import type { ReturnRequestFact, UnitsDrawn } from './return-request-fact.js'

const concerns = eventsCalled([
  'ReturnRequested',
  'OverrideRecorded',
  'ReturnReservationRefused',
  'ReturnAuthorised',
  'ReturnRefused',
])

/** One row a line of a request, in the order in which they were asked. */
export const returnRequestFacts = (): Fold<ReturnRequestFact> => {
  const cases = new Map<string, ReturnTold>()
  const told = (returnCaseId: string, take: (one: ReturnTold) => void): void => {
    const known = cases.get(returnCaseId)
    if (known !== undefined) take(known)
  }
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      switch (event.type) {
        case 'ReturnRequested':
          if (!cases.has(event.data.returnCaseId)) {
            cases.set(event.data.returnCaseId, {
              data: event.data,
              requested: momentAt(event.data.requestedAt, eventId),
              draws: event.data.draws,
              authorised: undefined,
              refused: undefined,
            })
          }
          return
        case 'OverrideRecorded':
          told(event.data.returnCaseId, (one) => {
            one.draws = event.data.draws.reduce(appended<Draw>, one.draws)
          })
          return
        case 'ReturnReservationRefused':
          // The units went elsewhere meanwhile.
          told(event.data.returnCaseId, (one) => {
            const { reservationId } = event.data
            one.draws = one.draws.filter((draw) => draw.reservationId !== reservationId)
          })
          return
        case 'ReturnAuthorised':
          told(event.data.returnCaseId, (one) => {
            one.authorised ??= momentAt(event.data.authorisedAt, eventId)
          })
          return
        case 'ReturnRefused':
          told(event.data.returnCaseId, (one) => {
            one.refused ??= momentAt(event.data.refusedAt, eventId)
          })
          return
      }
    },
    facts: () => [...cases.values()].flatMap(factsOfCase),
  }
}

type Draw = OverrideRecorded['data']['draws'][number]

interface ReturnTold {
  readonly data: ReturnRequested['data']
  readonly requested: Moment
  draws: ReadonlyArray<Draw>
  authorised: Moment | undefined
  refused: Moment | undefined
}

const factsOfCase = ({ data, requested, draws, authorised, refused }: ReturnTold): ReadonlyArray<ReturnRequestFact> =>
  data.lines.map((line): ReturnRequestFact => {
    const own = draws.filter(({ requestLineId }) => requestLineId === line.requestLineId)
    const drawn = own.reduce((sum, { quantity }) => sum + quantity, 0)
    const [first] = own
    return {
      returnCaseId: data.returnCaseId,
      requestLineId: line.requestLineId,
      reference: data.reference,
      requested,
      quantity: line.quantity,
      draws: own.map(({ purchaseId, lineId, quantity }): UnitsDrawn => ({ purchaseId, lineId, quantity })),
      refused:
        drawn === line.quantity
          ? []
          : data.refused
              .filter(({ requestLineId }) => requestLineId === line.requestLineId)
              .map(({ quantity, reasons }) => ({ quantity, reasons })),
      authorised,
      // Refused with its request, the lines say why.
      refusedLater: refused === undefined || refused.at === requested.at ? undefined : refused,
      circumstances: {
        channel: data.channel,
        kind: data.kind,
        customerId: data.customerId,
        purchaseId: line.purchaseId ?? first?.purchaseId,
        sku: line.sku,
        toldBy: { opening: requested.eventId },
      },
      exclusion: data.isTest === true ? 'test' : undefined,
    }
  })
