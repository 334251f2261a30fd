import { comparePositions, type Delivery, type RecordedEvent } from '@aftersale/event-store'
import fc from 'fast-check'
import type { Arrival } from './connection.js'
import { followedAll } from './followed-all.js'
import { Progress } from './progress.js'
import type { WireReader } from './wire-reading.js'

/** Nothing is asked of the store here. */
const noReader: WireReader = {
  allFrom: () => Promise.reject(new Error('asked')),
  lastOfAll: () => Promise.reject(new Error('asked')),
  firstOfStreamFrom: () => Promise.reject(new Error('asked')),
  lastOfStream: () => Promise.reject(new Error('asked')),
}

const stream = 'serviceTicket-00000000-0000-4000-8000-000000000001'

const eventAt = (commit: number, isWanted = true): Arrival & { readonly kind: 'event' } => {
  const type = isWanted ? 'NoteAdded' : '$>'
  const event: RecordedEvent = {
    stream,
    revision: commit,
    position: { commit, prepare: commit },
    type,
    data: {},
    metadata: {},
  }
  return { kind: 'event', event, revision: commit }
}

type Judged = Extract<Arrival, { readonly kind: 'event' | 'checkpoint' }>

const checkpointAt = (commit: number): Judged => ({ kind: 'checkpoint', position: { commit, prepare: 0 } })

const arrival: fc.Arbitrary<Judged> = fc
  .tuple(fc.nat(40), fc.constantFrom('wanted', 'unwanted', 'checkpoint'))
  .map(([commit, what]) => (what === 'checkpoint' ? checkpointAt(commit) : eventAt(commit, what === 'wanted')))

const beginning = (): Progress => {
  const followed = followedAll(noReader, undefined)
  return new Progress(followed, followed.isWanted, undefined)
}

const deliveriesOf = (progress: Progress, arrivals: ReadonlyArray<Judged>) => {
  const deliveries: Array<Exclude<Delivery, { readonly kind: 'caught-up' }>> = []
  const tooLate: Array<number> = []
  for (const one of arrivals) {
    const judgement = progress.judge(one, true)
    if (judgement.is === 'delivery') deliveries.push(judgement.delivery)
    if (judgement.is === 'too-late') tooLate.push(judgement.place.commit)
  }
  const rest = progress.tellsLeftOut()
  if (rest.is === 'delivery') deliveries.push(rest.delivery)
  return { deliveries, tooLate }
}

const commitsOf = (deliveries: ReturnType<typeof deliveriesOf>['deliveries']): ReadonlyArray<number> =>
  deliveries.flatMap((delivery) => (delivery.kind === 'event' ? [delivery.event.position.commit] : []))

describe('The progress of a subscription', () => {
  it('gives checkpoints that only move forward, whatever comes in whatever order', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 60 }), (arrivals) => {
        const places = deliveriesOf(beginning(), arrivals).deliveries.map(({ checkpoint }) =>
          checkpoint.kind === 'all' ? checkpoint.position : { commit: Number.NaN, prepare: Number.NaN },
        )
        for (const [index, place] of places.slice(1).entries()) {
          expect(comparePositions(places[index] ?? place, place)).toBeLessThan(0)
        }
      }),
    )
  })

  it('delivers what is wanted once and in order, or tells that it came too late', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 60 }), (arrivals) => {
        const { deliveries, tooLate } = deliveriesOf(beginning(), arrivals)
        const delivered = commitsOf(deliveries)
        expect(delivered).toEqual([...new Set(delivered)].toSorted((left, right) => left - right))
        const told = new Set([...delivered, ...tooLate])
        for (const one of arrivals) {
          if (one.kind === 'event' && one.event?.type === 'NoteAdded') {
            expect(told.has(one.revision)).toBe(true)
          }
        }
      }),
    )
  })

  it('takes what was sent before it connected again for known', () => {
    const progress = beginning()
    deliveriesOf(progress, [eventAt(1), eventAt(5)])
    progress.connects()
    expect(deliveriesOf(progress, [eventAt(1), eventAt(3), eventAt(5), eventAt(6)])).toEqual({
      deliveries: [
        { kind: 'event', event: eventAt(6).event, checkpoint: { kind: 'all', position: { commit: 6, prepare: 6 } } },
      ],
      tooLate: [],
    })
  })

  it('tells after a thousand events that were left out how far it has come', () => {
    const leftOut = Array.from({ length: 2500 }, (_, commit) => eventAt(commit, false))
    const { deliveries } = deliveriesOf(beginning(), leftOut)
    expect(deliveries.map(({ checkpoint }) => (checkpoint.kind === 'all' ? checkpoint.position.commit : -1))).toEqual([
      999, 1999, 2499,
    ])
  })
})
