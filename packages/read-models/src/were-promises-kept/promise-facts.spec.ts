import { event, factsOf, minute, opened, other, uuid, washer } from '../story.fixtures.js'

const agent = { kind: 'agent', id: 'ben' }
const made = (id: number, ticketId: string, promiseId = 'visit') =>
  event(id, ticketId, 'PromiseMade', {
    promiseId,
    subject: 'visit',
    dueAt: '2025-06-03T12:00',
    promisedBy: agent,
    promisedAt: '2025-06-02T09:00',
  })
const moved = event(3, washer, 'PromiseRenegotiated', {
  promiseId: 'visit',
  previousDueAt: '2025-06-03T12:00',
  newDueAt: '2025-06-04T12:00',
  consentedAt: '2025-06-03T10:00',
})
const kept = event(4, washer, 'PromiseKept', { promiseId: 'visit', keptAt: '2025-06-04T11:00' })

it('is one row a promise, with every part it was told in', () => {
  expect(factsOf(opened(1, washer, '2025-06-02T09:00'), made(2, washer), moved, kept).promises).toMatchObject([
    {
      promiseId: 'visit',
      serviceTicketId: washer,
      subject: 'visit',
      made: { at: minute('2025-06-02T09:00'), eventId: uuid(2) },
      dueAt: minute('2025-06-04T12:00'),
      renegotiations: [{ eventId: uuid(3), previousDueAt: minute('2025-06-03T12:00') }],
      kept: { at: minute('2025-06-04T11:00'), eventId: uuid(4) },
    },
  ])
})

it('keeps promises of different tickets apart, though they are named alike', () => {
  const { promises } = factsOf(
    opened(1, washer, '2025-06-02T09:00'),
    made(2, washer),
    opened(5, other, '2025-06-02T09:00'),
    made(6, other),
    kept,
  )
  expect(promises.map((promise) => [promise.serviceTicketId, promise.kept?.eventId])).toEqual([
    [washer, uuid(4)],
    [other, undefined],
  ])
})

it('is void where the customer withdrew the request, and excluded with its ticket', () => {
  const cancelled = (because: string) =>
    event(7, washer, 'ServiceTicketCancelled', { because, cancelledBy: agent, cancelledAt: '2025-06-02T10:00' })
  const begun = [opened(1, washer, '2025-06-02T09:00'), made(2, washer)]
  expect(factsOf(...begun, cancelled('withdrawn-by-customer')).promises[0]?.voided?.eventId).toBe(uuid(7))
  expect(factsOf(...begun, cancelled('opened-by-mistake')).promises[0]?.exclusion).toBe('cancelled')
})

it('is incomplete without its making', () => {
  expect(factsOf(opened(1, washer, '2025-06-02T09:00'), kept).promises).toMatchObject([
    { exclusion: 'incomplete', made: { eventId: uuid(4) } },
  ])
})
