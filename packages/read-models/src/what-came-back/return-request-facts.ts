import type { OverrideRecorded, ReturnRefused, ReturnRequested } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import type { Fold } from '../fold.js'
import { inTime } from '../in-time.js'
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
  return {
    record: ({ event, metadata: { eventId } }) => {
      if (!concerns(event)) return
      const { returnCaseId } = event.data
      const known = cases.get(returnCaseId)
      if (event.type === 'ReturnRequested') {
        if (known === undefined) cases.set(returnCaseId, requestedIn(event, eventId))
        return
      }
      if (known === undefined) return
      switch (event.type) {
        case 'OverrideRecorded':
          setAside(known, event.data)
          known.changes = appended(known.changes, momentAt(event.data.overriddenAt, eventId))
          return
        case 'ReturnReservationRefused': {
          // The units went elsewhere meanwhile.
          const { reservationId, because, refusedAt } = event.data
          refuse(known, (draw) => draw.reservationId === reservationId, [because])
          known.changes = appended(known.changes, momentAt(refusedAt, eventId))
          return
        }
        case 'ReturnAuthorised':
          known.authorised ??= momentAt(event.data.authorisedAt, eventId)
          return
        case 'ReturnRefused':
          // With nothing drawn on, the lines say why already.
          if (known.draws.length === 0) return
          known.later = { data: event.data, at: momentAt(event.data.refusedAt, eventId) }
          return
      }
    },
    facts: () =>
      inTime(
        cases.values(),
        ({ requested }) => requested.at,
        ({ data }) => data.returnCaseId,
      ).flatMap(factsOfCase),
  }
}

type Draw = OverrideRecorded['data']['draws'][number]
type Refused = Pick<ReturnRequested['data']['refused'][number], 'requestLineId' | 'quantity' | 'reasons'>

interface ReturnTold {
  readonly data: ReturnRequested['data']
  readonly requested: Moment
  draws: ReadonlyArray<Draw>
  refused: ReadonlyArray<Refused>
  authorised: Moment | undefined
  /** All that is drawn on was refused, and no policy set aside since. */
  later: { readonly data: ReturnRefused['data']; readonly at: Moment } | undefined
  changes: ReadonlyArray<Moment>
}

const requestedIn = ({ data }: ReturnRequested, eventId: string): ReturnTold => ({
  data,
  requested: momentAt(data.requestedAt, eventId),
  draws: data.draws,
  refused: data.refused,
  authorised: undefined,
  later: undefined,
  changes: none(),
})

const refuse = (told: ReturnTold, isMeant: (draw: Draw) => boolean, reasons: Refused['reasons']): void => {
  const gone = told.draws.filter(isMeant)
  told.draws = told.draws.filter((draw) => !isMeant(draw))
  told.refused = [...told.refused, ...gone.map(({ requestLineId, quantity }) => ({ requestLineId, quantity, reasons }))]
}

/** What is refused for nothing else is drawn on, as the event says; for what is set aside, nothing is refused any more. */
const setAside = (told: ReturnTold, { ruleId, draws }: OverrideRecorded['data']): void => {
  const { later } = told
  if (later !== undefined) {
    refuse(told, () => true, later.data.reasons)
    told.later = undefined
    told.changes = appended(told.changes, later.at)
  }
  told.refused = told.refused.flatMap((part) => {
    const reasons = part.reasons.filter((reason) => reason !== ruleId)
    return reasons.length === 0 ? [] : [{ ...part, reasons }]
  })
  told.draws = draws.reduce(appended<Draw>, told.draws)
}

const factsOfCase = ({
  data,
  requested,
  draws,
  refused,
  authorised,
  later,
  changes,
}: ReturnTold): ReadonlyArray<ReturnRequestFact> =>
  data.lines.map((line): ReturnRequestFact => {
    const own = draws.filter(({ requestLineId }) => requestLineId === line.requestLineId)
    const [first] = own
    return {
      returnCaseId: data.returnCaseId,
      requestLineId: line.requestLineId,
      reference: data.reference,
      requested,
      quantity: line.quantity,
      draws: own.map(({ purchaseId, lineId, quantity }): UnitsDrawn => ({ purchaseId, lineId, quantity })),
      refused: refused
        .filter(({ requestLineId }) => requestLineId === line.requestLineId)
        .map(({ quantity, reasons }) => ({ quantity, reasons })),
      authorised,
      refusedLater: later?.at,
      changes,
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
