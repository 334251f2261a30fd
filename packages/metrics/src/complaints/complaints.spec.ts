import { ask, factsOf, figure, inShort, instant, nameOf, ticket } from '../help-desk.fixtures.js'
import { purchase } from '../shop.fixtures.js'

// January, worked by hand. 2,000 kettles and 500 irons are delivered. Ten complaints are registered:
//
//   kettles   founded f1 f2 f3, partly p1 p2, unfounded u1; k9 not assessed yet
//   irons     founded i1, unfounded i2; i3 withdrawn before it was assessed
//
// Rate, registered: 10 to 2,500 units = 4 per 1,000; kettles 7/2,000 = 3.5, irons 3/500 = 6.
// Rate, defects: f1 f2 f3 p1 p2 i1 = 6 to 2,500 = 2.4 per 1,000; k9 is pending, i3 left out.
// Founded, partly as half: (4 + 2·½) / (4 + 2 + 2) = 5/8 = 62.5 %; without those: 4/(4 + 2) = 66.7 %.

const asOf = instant('2025-03-01 00:00')
const asked = { asOf }

const kettles = purchase('kettles', { sku: 'kettle', quantity: 2000, net: 2_000_000 })
const irons = purchase('irons', { sku: 'iron', quantity: 500, net: 500_000 })
const delivered = [
  kettles.bought('2025-01-01 09:00'),
  kettles.delivered('2025-01-10 12:00', 1, 2000),
  irons.bought('2025-01-01 09:00'),
  irons.delivered('2025-01-20 12:00', 1, 500),
]

type Finding = 'founded' | 'partly' | 'unfounded'
const complaint = (name: string, sku: string, finding?: Finding) => {
  const one = ticket(name)
  return [
    one.begun('2025-01-25 09:00', { kind: 'complaint' }),
    one.complained('2025-01-25 09:00', { sku }),
    ...(finding === undefined
      ? []
      : [one.complaintAcknowledged('2025-01-25 10:00'), one.complaintFound('2025-01-27 09:00', finding)]),
  ]
}
const withdrawn = ticket('i3')
const january = [
  ...delivered,
  ...['f1', 'f2', 'f3'].flatMap((name) => complaint(name, 'kettle', 'founded')),
  ...['p1', 'p2'].flatMap((name) => complaint(name, 'kettle', 'partly')),
  ...complaint('u1', 'kettle', 'unfounded'),
  ...complaint('k9', 'kettle'),
  ...complaint('i1', 'iron', 'founded'),
  ...complaint('i2', 'iron', 'unfounded'),
  withdrawn.begun('2025-01-25 09:00'),
  withdrawn.complained('2025-01-25 09:00', { sku: 'iron' }),
  withdrawn.complaintClosed('2025-01-26 09:00', 'withdrawn'),
]

describe('the worked example: ten complaints to 2,500 units delivered', () => {
  const facts = factsOf(january)

  it('is 4 complaints to 1,000 units', () => {
    const rate = figure(facts, 'complaint-rate', 'registered', asked)
    expect(inShort(rate)).toBe('10/2500')
    expect(rate.value).toBe(4)
    expect(rate.unit).toBe('per-thousand')
  })

  it('is 3.5 to 1,000 kettles, and 6 to 1,000 irons', () => {
    const rates = ask(facts, 'complaint-rate', { ...asked, by: ['product'] })
      .filter(({ variant }) => variant === 'registered')
      .map(({ segment, value }) => [segment.product, value])
    expect(rates).toEqual([
      ['iron', 6],
      ['kettle', 3.5],
    ])
  })

  it('is 2.4 defects to 1,000 units: what is unfounded is none', () => {
    const defects = figure(facts, 'complaint-rate', 'defects', asked)
    expect(inShort(defects)).toBe('6/2500 +1 {withdrawn:1}')
    expect(defects.value).toBe(2.4)
  })

  it('is 5/8 founded, those founded in part counted as half, and 4/6 without these', () => {
    const half = figure(facts, 'complaints-founded', 'partly-half', asked)
    expect(inShort(half)).toBe('5/8 +1 {withdrawn:1}')
    expect(half.value).toBe(0.625)
    const separate = figure(facts, 'complaints-founded', 'separate', asked)
    expect(inShort(separate)).toBe('4/6 +1 {partly:2 withdrawn:1}')
    expect(separate.value).toBeCloseTo(0.6667, 4)
  })

  it('names what it was counted from', () => {
    expect(figure(facts, 'complaints-founded', 'separate', asked).counted().pending.map(nameOf)).toEqual(['k9.2'])
    expect(figure(facts, 'complaints-founded', 'separate', asked).counted().excluded.withdrawn?.map(nameOf)).toEqual([
      'i3.2',
      'i3.3',
    ])
  })
})

describe('the rate of complaints', () => {
  it('is none where nothing was delivered', () => {
    const rate = figure(factsOf(complaint('a', 'kettle', 'founded')), 'complaint-rate', 'registered', asked)
    expect(inShort(rate)).toBe('1/0')
    expect(rate.value).toBeNull()
    expect(figure(factsOf(), 'complaint-rate', 'defects').value).toBeNull()
  })

  it('is 0 where nobody complained', () => {
    expect(figure(factsOf(delivered), 'complaint-rate', 'registered', asked).value).toBe(0)
  })

  it('asks for complaints and deliveries of the same period', () => {
    const facts = factsOf(january)
    const untilTheIrons = { ...asked, until: '2025-01-15' }
    expect(inShort(figure(facts, 'complaint-rate', 'registered', untilTheIrons))).toBe('0/2000')
    expect(inShort(figure(facts, 'complaint-rate', 'registered', { ...asked, from: '2025-01-15' }))).toBe('10/500')
  })

  it('leaves out what excludes its ticket, and units of tests and of what was never bought', () => {
    const spam = ticket('spam')
    const test = purchase('test', { quantity: 2 })
    const unknown = purchase('unknown', { quantity: 3 })
    const facts = factsOf(
      delivered,
      complaint('a', 'kettle', 'founded'),
      [spam.begun('2025-01-25 09:00'), spam.complained('2025-01-25 09:00'), spam.spam('2025-01-25 10:00')],
      [test.bought('2025-01-02 09:00', { isTest: true }), test.delivered('2025-01-10 12:00', 1, 2)],
      unknown.delivered('2025-01-10 12:00', 1, 3),
    )
    expect(inShort(figure(facts, 'complaint-rate', 'registered', asked))).toBe(
      '1/2500 {delivered-incomplete:3 delivered-test:2 spam:1}',
    )
  })
})

describe('what is founded', () => {
  it('goes by what was found last', () => {
    const one = ticket('one')
    const twice = [
      one.begun('2025-01-25 09:00'),
      one.complained('2025-01-25 09:00'),
      one.complaintAcknowledged('2025-01-25 10:00'),
      one.complaintFound('2025-01-29 09:00', 'unfounded'),
      one.complaintFound('2025-01-27 09:00', 'founded'),
    ]
    expect(inShort(figure(factsOf(twice), 'complaints-founded', 'separate', asked))).toBe('0/1')
    // On the 28th, only the first was found.
    expect(
      inShort(figure(factsOf(twice), 'complaints-founded', 'separate', { asOf: instant('2025-01-28 09:00') })),
    ).toBe('1/1')
  })

  it('is pending before it was assessed, as of then', () => {
    const early = { asOf: instant('2025-01-26 12:00') }
    expect(inShort(figure(factsOf(january), 'complaints-founded', 'partly-half', early))).toBe('0/0 +9 {withdrawn:1}')
  })

  it('keeps the contact of an unfounded complaint', () => {
    const one = ticket('one')
    const facts = factsOf(
      one.opened('2025-01-25 09:00', { kind: 'complaint' }),
      one.complained('2025-01-25 09:00'),
      one.complaintAcknowledged('2025-01-25 10:00'),
      one.complaintFound('2025-01-27 09:00', 'unfounded'),
      one.resolved('2025-01-28 09:00'),
    )
    expect(inShort(figure(facts, 'first-contact-resolution', 'gross', asked))).toBe('1/1')
    expect(facts.contacts).toHaveLength(1)
  })
})

describe('acknowledged in time', () => {
  const clock = (name: string) => {
    const one = ticket(name)
    return {
      one,
      started: [
        one.begun('2025-01-25 09:00'),
        one.complained('2025-01-25 09:00'),
        one.clockStarted('acknowledgement-1', 'acknowledgement', '2025-01-25 09:00', '2025-01-25 13:00'),
      ],
    }
  }
  const [met, missed, silent, gone, elsewhere] = ['met', 'missed', 'silent', 'gone', 'elsewhere'].map(clock) as [
    ReturnType<typeof clock>,
    ReturnType<typeof clock>,
    ReturnType<typeof clock>,
    ReturnType<typeof clock>,
    ReturnType<typeof clock>,
  ]
  const facts = factsOf(
    met.started,
    met.one.clockMet('acknowledgement-1', 'acknowledgement', '2025-01-25 13:00'),
    missed.started,
    missed.one.clockBreached('acknowledgement-1', 'acknowledgement', '2025-01-25 13:00'),
    missed.one.clockMissed('acknowledgement-1', 'acknowledgement', '2025-01-25 13:01'),
    silent.started, // nobody recorded the breach
    gone.started,
    gone.one.clockWithdrawn('acknowledgement-1', '2025-01-25 10:00'),
    elsewhere.one.begun('2025-01-25 09:00'),
    elsewhere.one.clockStarted('resolution-1', 'resolution', '2025-01-25 09:00', '2025-01-25 17:00'),
  )

  it('is 1/3: met when due, missed a minute later, never acknowledged', () => {
    const inTime = figure(facts, 'complaints-acknowledged', 'in-time', asked)
    expect(inShort(inTime)).toBe('1/3 {withdrawn:1}')
    expect(inTime.value).toBeCloseTo(1 / 3, 10)
  })

  it('is pending until it is due', () => {
    const early = figure(facts, 'complaints-acknowledged', 'in-time', { asOf: instant('2025-01-25 12:59') })
    expect(inShort(early)).toBe('0/0 +3 {withdrawn:1}')
  })
})
