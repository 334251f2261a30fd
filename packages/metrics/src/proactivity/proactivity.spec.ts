import { factsOf, figure, idOf, inShort, instant, type Told, ticket } from '../help-desk.fixtures.js'
import { parcel } from '../parcel.fixtures.js'

const noon = '2025-06-04 12:00'
const asked = { asOf: instant('2025-06-06 00:00') }

describe('the worked example: eight delays, seven promised by noon of 4 June', () => {
  const [a, b, c, d, e, f, g] = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => parcel(name, noon))
  const h = parcel('h', '2025-06-10 12:00')
  if (!a || !b || !c || !d || !e || !f || !g) throw new Error('A parcel is missing')
  const onTicketOfB = ticket('about b')
  const facts = factsOf(
    // Told on Tuesday at half past nine: 26.5 hours ahead.
    a.announced('2025-06-02 10:00'),
    a.delayed('2025-06-03 09:00', '2025-06-03 10:00', '2025-06-04 18:00'),
    a.informed('2025-06-03 09:30'),
    a.arrived('2025-06-04 17:00'),
    // Told 24 hours ahead, an hour after the customer had asked.
    b.announced('2025-06-02 10:00'),
    b.delayed('2025-06-03 09:00', '2025-06-03 10:00', '2025-06-04 18:00'),
    onTicketOfB.opened('2025-06-03 11:00', { purchaseId: b.purchaseId }),
    b.informed('2025-06-03 12:00'),
    // Told an hour after the promise had passed.
    c.announced('2025-06-02 10:00'),
    c.delayed(noon, noon),
    c.informed('2025-06-04 13:00'),
    // Came a day late, and nobody recorded a delay or told of it.
    d.announced('2025-06-02 10:00'),
    d.arrived('2025-06-05 12:00'),
    // Told two hours ahead, an hour before the customer missed it.
    e.announced('2025-06-02 10:00'),
    e.delayed('2025-06-04 09:30', '2025-06-04 10:30', '2025-06-05 12:00'),
    e.informed('2025-06-04 10:00'),
    e.missing('2025-06-04 11:00'),
    // Made up for within the hour.
    f.announced('2025-06-02 10:00'),
    f.delayed('2025-06-03 09:00', '2025-06-03 10:00', '2025-06-04 18:00'),
    f.recovered('2025-06-03 09:45'),
    f.arrived('2025-06-04 11:00'),
    // A test.
    g.announced('2025-06-02 10:00', { isTest: true }),
    g.delayed(noon, noon),
    // Known for half a day, and promised only by 10 June.
    h.announced('2025-06-02 10:00'),
    h.delayed('2025-06-05 12:00', '2025-06-05 13:00', '2025-06-11 12:00'),
  )

  it('is 2/5, 40 %', () => {
    const share = figure(facts, 'proactivity', 'share', asked)
    expect(inShort(share)).toBe('2/5 +1 {made-up-for:1 test:1}')
    expect(share.value).toBe(0.4)
  })

  it('was told 13 hours ahead at the median of 26.5, 24, 2 and −1', () => {
    const lead = figure(facts, 'notice-lead-time', 'median', asked)
    expect(inShort(lead)).toBe('–/4 +1 {made-up-for:1 never-told:1 test:1}')
    expect(lead.value).toBe(13 * 3600)
  })

  it('is by the channel of the purchase, where that is asked for', () => {
    const online = figure(facts, 'proactivity', 'share', { ...asked, by: ['channel'], from: '2025-06-03' })
    expect(online.segment).toEqual({ channel: 'online' })
  })

  it('names what it was counted from', () => {
    const { numerator, excluded } = figure(facts, 'proactivity', 'share', asked).counted()
    const told = facts.delays.flatMap(({ notices, purchaseId }) =>
      purchaseId === a.purchaseId || purchaseId === e.purchaseId ? notices.map(({ eventId }) => eventId) : [],
    )
    expect(numerator).toEqual(expect.arrayContaining(told))
    expect(Object.keys(excluded)).toEqual(['made-up-for', 'test'])
  })
})

describe('a delay', () => {
  const one = parcel('one', noon)
  const begun = one.announced('2025-06-02 10:00')
  const detected = one.delayed('2025-06-03 09:00', '2025-06-03 10:00', '2025-06-04 18:00')
  const share = (asOf: string, ...events: ReadonlyArray<Told>) =>
    inShort(figure(factsOf(begun, ...events), 'proactivity', 'share', { asOf: instant(asOf) }))
  const later = '2025-06-06 00:00'

  it('is none before the promise has passed, and not told in time from that instant on', () => {
    expect(share('2025-06-04 11:59:59.999')).toBe('0/0')
    expect(share(noon)).toBe('0/1')
  })

  it('is pending until the promise passes, once it is detected', () => {
    expect(share('2025-06-04 11:59:59.999', detected)).toBe('0/0 +1')
    expect(share(noon, detected)).toBe('0/1')
  })

  it('is told before the promised time, not at it', () => {
    expect(share(later, detected, one.informed('2025-06-04 11:59:59.999'))).toBe('1/1')
    expect(share(later, detected, one.informed(noon))).toBe('0/1')
  })

  it('is told before the customer asks, not at the same time', () => {
    const told = one.informed('2025-06-03 09:30')
    expect(share(later, detected, told, one.missing('2025-06-03 09:31'))).toBe('1/1')
    expect(share(later, detected, told, one.missing('2025-06-03 09:30'))).toBe('0/1')
    expect(share('2025-06-03 09:20', detected, one.missing('2025-06-03 09:15'))).toBe('0/1')
  })

  it('is told by the first of its notices', () => {
    const [first, second] = [one.informed('2025-06-03 09:30'), one.informed('2025-06-04 13:00')]
    expect(share(later, detected, second, first)).toBe('1/1')
  })

  it('is asked about by a contact on a ticket of the purchase, and no other', () => {
    const contact = (purchase: string) => ticket('desk').opened('2025-06-03 09:10', { purchaseId: purchase })
    const told = one.informed('2025-06-03 09:30')
    expect(share(later, detected, contact(one.purchaseId), told)).toBe('0/1')
    expect(share(later, detected, contact(idOf('other')), told)).toBe('1/1')
  })

  it('was none where it had come when the promise passed, and that was heard of later', () => {
    expect(share(later, one.delayed(noon, noon), one.arrived('2025-06-04 11:00'))).toBe('0/0 {in-time-after-all:1}')
  })

  it('is not excused by an arrival in time, where the customer had to be told by then', () => {
    expect(share(later, detected, one.arrived('2025-06-04 11:00'))).toBe('0/1')
    expect(share(later, detected, one.arrived('2025-06-03 09:59'))).toBe('0/0 {made-up-for:1}')
    expect(share('2025-06-03 12:00', detected, one.recovered('2025-06-03 10:00'))).toBe('0/1')
  })

  it('is another one where it was made up for, and the promise passed all the same', () => {
    expect(share(later, detected, one.informed('2025-06-03 09:30'), one.recovered('2025-06-03 10:00'))).toBe('1/2')
  })

  it('is one, however often it is heard of', () => {
    const told = one.informed('2025-06-03 09:30')
    expect(share(later, detected, told, detected, told)).toBe('1/1')
  })

  it('is not known of before it was detected', () => {
    expect(share('2025-06-03 08:59', detected)).toBe('0/0')
  })
})
