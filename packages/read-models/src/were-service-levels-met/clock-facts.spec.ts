import type { RecordedEvent } from '../recorded-event.js'
import { event, factsOf, minute, opened, uuid, washer } from '../story.fixtures.js'

const started = (id: number, clockId: string, startsAt: string, dueAt: string, data = {}) =>
  event(id, washer, 'SlaClockStarted', {
    clockId,
    kind: 'resolution',
    episode: 1,
    target: 'PT8H',
    startsAt,
    dueAt,
    trace: [],
    ...data,
  })
const begun = [opened(1, washer, '2025-06-02T09:00'), started(2, 'a', '2025-06-02T09:00', '2025-06-02T17:00')]
const paused = event(3, washer, 'SlaClockPaused', {
  clockId: 'a',
  cause: 'waiting-on-customer',
  pausedAt: '2025-06-02T10:00',
  elapsed: 'PT1H',
})
const resumed = event(4, washer, 'SlaClockResumed', {
  clockId: 'a',
  resumedAt: '2025-06-02T12:00',
  elapsed: 'PT1H',
  dueAt: '2025-06-02T19:00',
  trace: [],
})

it('is one row a clock, each part with the event that told it', () => {
  const met = event(5, washer, 'SlaMet', {
    clockId: 'a',
    kind: 'resolution',
    metAt: '2025-06-02T18:00',
    elapsed: 'PT7H',
  })
  expect(factsOf(...begun, paused, resumed, met).clocks).toMatchObject([
    {
      clockId: 'a',
      serviceTicketId: washer,
      kind: 'resolution',
      target: 8 * 3_600_000,
      started: { at: minute('2025-06-02T09:00'), eventId: uuid(2) },
      due: { at: minute('2025-06-02T19:00'), eventId: uuid(4) },
      pauses: [{ from: { eventId: uuid(3) }, until: { eventId: uuid(4) } }],
      met: { at: minute('2025-06-02T18:00'), eventId: uuid(5) },
    },
  ])
})

it('is due at no time while it rests', () => {
  expect(factsOf(...begun, paused).clocks[0]).toMatchObject({ due: undefined })
})

it('has the target and the due instant of the service level it was moved to', () => {
  const moved = (dueAt?: string) =>
    event(6, washer, 'SlaReassigned', {
      clockId: 'a',
      target: 'PT4H',
      reassignedAt: '2025-06-02T11:00',
      elapsed: 'PT1H',
      trace: [],
      ...(dueAt !== undefined && { dueAt }),
    })
  expect(factsOf(...begun, moved('2025-06-02T13:00')).clocks[0]).toMatchObject({
    target: 4 * 3_600_000,
    due: { at: minute('2025-06-02T13:00'), eventId: uuid(6) },
  })
  expect(factsOf(...begun, paused, moved()).clocks[0]).toMatchObject({ due: undefined })
})

it('tells which clock goes on from it, through a circle, too', () => {
  const goesOn = started(7, 'b', '2025-06-03T09:00', '2025-06-03T17:00', { episode: 2, continues: 'a' })
  expect(factsOf(...begun, goesOn).clocks.map(({ continuedBy }) => continuedBy)).toEqual(['b', undefined])
  const circle = started(8, 'c', '2025-06-03T09:00', '2025-06-03T17:00', { continues: 'c' })
  expect(factsOf(...begun, circle).clocks).toHaveLength(2)
})

it('is incomplete without its start, or without its ticket', () => {
  expect(factsOf(...begun.slice(0, 1), resumed).clocks[0]?.exclusion).toBe('incomplete')
  expect(factsOf(...begun.slice(1)).clocks[0]?.exclusion).toBe('incomplete')
})

describe('a clock that goes on from an earlier one', () => {
  const breached = event(5, washer, 'SlaBreached', {
    clockId: 'a',
    kind: 'resolution',
    breachedAt: '2025-06-02T17:00',
    trace: [],
  })
  const metAfterAll = event(6, washer, 'SlaMet', {
    clockId: 'a',
    kind: 'resolution',
    metAt: '2025-06-02T16:00',
    elapsed: 'PT7H',
  })
  const goesOn = started(7, 'b', '2025-06-03T09:00', '2025-06-03T10:00', { episode: 2, continues: 'a' })
  const secondOf = (...events: ReadonlyArray<RecordedEvent>) => factsOf(...events).clocks[1]

  it("has that one's breach", () => {
    expect(secondOf(...begun, breached, goesOn)).toMatchObject({ breachedBefore: { eventId: uuid(5) } })
  })

  it('has no breach that was corrected when a resolution in time was heard of', () => {
    expect(secondOf(...begun, breached, metAfterAll, goesOn)).toMatchObject({ breachedBefore: undefined })
  })
})
