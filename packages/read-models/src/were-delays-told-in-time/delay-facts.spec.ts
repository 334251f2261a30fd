import { allFactsOf, at, bought, june, parcel, promisedBy, purchaseId } from '../parcel.fixtures.js'
import type { RecordedEvent } from '../recorded-event.js'
import { contacted, opened, uuid } from '../story.fixtures.js'

const one = parcel(1)
const begun = [bought(1), one.announced(2)]
const delayed = [
  ...begun,
  one.eta(3, june(3, '09:00'), june(4, '18:00')),
  one.delayed(4, june(3, '09:00'), june(4, '18:00')),
]
const delaysOf = (...events: ReadonlyArray<RecordedEvent>) => allFactsOf(...events).delays

it('is one row a delay, with what the customer was told of it', () => {
  expect(delaysOf(...delayed, one.informed(5, june(3, '09:30')), one.delivered(6, june(4, '17:00')))).toEqual([
    {
      purchaseId,
      shipmentId: one.shipmentId,
      delayNumber: 1,
      began: { at: at(3, '09:00'), eventId: uuid(4) },
      isRecorded: true,
      promisedBy,
      expectedAt: at(4, '18:00'),
      noticeDueAt: promisedBy,
      slips: [],
      notices: [{ at: at(3, '09:30'), eventId: uuid(5) }],
      missed: undefined,
      recovered: undefined,
      arrived: { at: at(4, '17:00'), eventId: uuid(6) },
      firstAsked: undefined,
      circumstances: { purchaseId, channel: 'online', customerId: uuid(101), toldBy: { opening: uuid(1) } },
      exclusion: undefined,
    },
  ])
})

it('counts notices of the delay alone, in the order in which they were sent', () => {
  const [delay] = delaysOf(
    ...delayed,
    one.informed(5, june(3, '12:00')),
    one.informed(6, june(3, '09:30')),
    one.informed(7, june(3, '09:10'), { about: 'progress', delayNumber: undefined }),
  )
  expect(delay?.notices.map(({ eventId }) => eventId)).toEqual([uuid(6), uuid(5)])
})

it('knows when the customer first asked: on a ticket of the purchase, or by missing it', () => {
  const ticket = (day: number, data = {}) => [
    opened(10, uuid(1), `2025-06-0${day}T10:00`, { purchaseId, ...data }),
    contacted(11, uuid(1), `2025-06-0${day}T10:00`),
  ]
  const asked = (...events: ReadonlyArray<RecordedEvent>) => delaysOf(...delayed, ...events)[0]?.firstAsked
  expect(asked(...ticket(4))).toEqual({ at: at(4, '10:00'), eventId: uuid(11) })
  expect(asked(...ticket(4), one.reportedMissing(12, june(3, '20:00')))?.eventId).toBe(uuid(12))
  expect(asked(...ticket(4, { purchaseId: uuid(999) }))).toBeUndefined()
  expect(asked(...ticket(1))).toBeUndefined()
  expect(asked(...ticket(6), one.delivered(13, june(5, '10:00')))).toBeUndefined()
})

it('is a row, too, where the promise passed and nobody recorded it', () => {
  expect(delaysOf(...begun, one.delivered(3, june(4, '12:01')))).toMatchObject([
    { began: { at: promisedBy, eventId: uuid(2) }, isRecorded: false, noticeDueAt: promisedBy, notices: [] },
  ])
  expect(delaysOf(...begun)).toHaveLength(1)
})

it('is none where it came in time, could be fetched, or came to another end before', () => {
  for (const end of [
    one.delivered(3, june(4, '12:00')),
    one.scan(3, 'available-for-pickup', june(4, '11:00')),
    one.cancelled(3, june(2, '11:00')),
    one.returned(3, june(3, '11:00')),
    one.lost(3, june(4, '11:00')),
  ]) {
    expect(delaysOf(...begun, end)).toEqual([])
  }
})

it('is none within what is tolerated of one that was expected a little later', () => {
  const eta = one.eta(3, june(3, '09:00'), june(4, '13:00'))
  expect(delaysOf(...begun, eta, one.delivered(4, june(4, '14:00')))).toEqual([])
  expect(delaysOf(...begun, eta, one.delivered(4, june(4, '14:01')))).toMatchObject([{ began: { at: at(4, '14:00') } }])
})

it('is another one after it was made up for, with questions of its own', () => {
  const made = [...delayed, one.reportedMissing(5, june(3, '10:00')), one.recovered(6, june(3, '12:00'))]
  expect(delaysOf(...made, one.delivered(7, june(4, '11:00')))).toMatchObject([{ recovered: { eventId: uuid(6) } }])
  const again = [...made, one.delayed(7, june(3, '15:00'), june(5, '12:00'), 2)]
  expect(delaysOf(...again).map(({ delayNumber, firstAsked }) => [delayNumber, firstAsked?.eventId])).toEqual([
    [1, uuid(5)],
    [2, undefined],
  ])
})

it('began when the promise passed, where it was detected only later', () => {
  const late = [one.eta(3, june(5, '09:00'), june(6, '12:00')), one.delayed(4, june(5, '09:00'), june(6, '12:00'))]
  expect(delaysOf(...begun, ...late)).toMatchObject([{ began: { at: promisedBy, eventId: uuid(4) }, isRecorded: true }])
  const fetchable = one.scan(5, 'available-for-pickup', june(4, '11:00'))
  expect(delaysOf(...begun, ...late, fetchable)[0]?.began.at).toBe(at(5, '09:00'))
})

it('keeps the missed notice', () => {
  expect(delaysOf(...delayed, one.missed(5, june(3, '10:00')))[0]?.missed).toEqual({
    at: at(3, '10:00'),
    eventId: uuid(5),
  })
})

it('counts nowhere as a test, or without the announcement', () => {
  expect(delaysOf(bought(1, { isTest: true }), one.announced(2))[0]?.exclusion).toBe('test')
  expect(delaysOf(bought(1), one.delayed(4, june(3, '09:00')))[0]?.exclusion).toBe('incomplete')
})
