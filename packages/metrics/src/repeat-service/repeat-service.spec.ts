import { scopeOf } from '../answering/question.js'
import { factsOf, figure, idOf, inShort, instant, nameOf, type Told, ticket, utc } from '../help-desk.fixtures.js'
import { unit } from '../units.fixtures.js'
import { repeatServiceRateOf, repeatShareOf } from './repeat-service.js'

const january = {
  from: '2025-01-01',
  until: '2025-02-01',
  window: 'P14D',
  zone: utc,
  asOf: instant('2025-02-05 00:00'),
}

describe('the worked example, on visits', () => {
  // A on 3 and 9 January, B on 20 January and 1 February, C on 30 January.
  const visits = [
    ['A', '2025-01-03'],
    ['A', '2025-01-09'],
    ['B', '2025-01-20'],
    ['B', '2025-02-01'],
    ['C', '2025-01-30'],
  ].map(([unit = '', day = '']) => ({
    key: unit,
    at: Date.parse(instant(`${day} 10:00`)),
    circumstances: { toldBy: {} },
    eventIds: [`${unit} ${day}`],
  }))

  it('is 2/3 forward, with C pending', () => {
    const [forward] = repeatServiceRateOf(visits, scopeOf(january))
    expect(forward).toMatchObject({ value: 2 / 3, numerator: 2, denominator: 3, pending: 1, excluded: {} })
    expect(forward?.counted().numerator).toEqual(['A 2025-01-03', 'A 2025-01-09', 'B 2025-01-20', 'B 2025-02-01'])
    expect(forward?.counted().pending).toEqual(['C 2025-01-30'])
  })

  it('is 1/4 backward, of the four visits of January', () => {
    const [backward] = repeatShareOf(visits, scopeOf(january))
    expect(backward).toMatchObject({ value: 0.25, numerator: 1, denominator: 4, pending: 0 })
    expect(backward?.counted().numerator).toEqual(['A 2025-01-09', 'A 2025-01-03'])
  })

  it('takes the last instant of the window as within, and a second visit at the same instant as a repeat', () => {
    const at = Date.parse(instant('2025-01-01 10:00'))
    const window = 14 * 86_400_000
    const apart = (distance: number) => {
      const circumstances = { toldBy: {} }
      const pair = [0, distance].map((offset) => ({
        key: 'A',
        at: at + offset,
        circumstances,
        eventIds: [`${offset}`],
      }))
      const scope = scopeOf({ ...january, asOf: instant('2025-03-01 00:00') })
      return [repeatServiceRateOf(pair, scope), repeatShareOf(pair, scope)].map(([figureOf]) => figureOf?.numerator)
    }
    expect(apart(0)).toEqual([1, 1])
    expect(apart(window)).toEqual([1, 1])
    expect(apart(window + 1)).toEqual([0, 0])
  })

  it('waits until the last instant of the window has passed', () => {
    const service = {
      key: 'A',
      at: Date.parse(instant('2025-01-01 10:00')),
      circumstances: { toldBy: {} },
      eventIds: [],
    }
    const pendingAt = (asOf: string) =>
      repeatServiceRateOf([service], scopeOf({ ...january, asOf: instant(asOf) }))[0]?.pending
    expect([pendingAt('2025-01-15 09:59'), pendingAt('2025-01-15 10:00')]).toEqual([1, 0])
  })
})

describe('by contacts', () => {
  const washer = { customerId: idOf('anna'), assetId: idOf('washer'), topic: { category: 'noise' } }

  it('is the same example told as contacts on units', () => {
    const facts = factsOf(
      ticket('a').opened('2025-01-03 10:00', { ...washer, assetId: idOf('A') }),
      ticket('a2').opened('2025-01-09 10:00', { ...washer, assetId: idOf('A') }),
      ticket('b').opened('2025-01-20 10:00', { ...washer, assetId: idOf('B') }),
      ticket('b2').opened('2025-02-01 10:00', { ...washer, assetId: idOf('B') }),
      ticket('c').opened('2025-01-30 10:00', { ...washer, assetId: idOf('C') }),
    )
    expect(inShort(figure(facts, 'repeat-service-rate', 'forward', january))).toBe('2/3 +1')
    expect(inShort(figure(facts, 'repeat-share', 'backward', january))).toBe('1/4')
  })

  it('needs the unit, or the customer with a topic; another topic is another trouble', () => {
    const facts = factsOf(
      ticket('unit').opened('2025-01-03 10:00', washer),
      ticket('leak').opened('2025-01-04 10:00', { ...washer, topic: { category: 'leak' } }),
      ticket('topic').opened('2025-01-05 10:00', { customerId: idOf('anna'), topic: { category: 'noise' } }),
      ticket('again').opened('2025-01-06 10:00', { customerId: idOf('anna'), topic: { category: 'noise' } }),
      ticket('nobody').opened('2025-01-07 10:00', { topic: { category: 'noise' } }),
    )
    expect(inShort(figure(facts, 'repeat-share', 'backward', january))).toBe('1/4 {unknown-key:1}')
  })

  it('counts a session once whatever the number of its messages, and a contact once whatever the number of its issues', () => {
    const call = { contactId: 'call', sessionId: 'call' }
    const one = ticket('one')
    const facts = factsOf(
      one.opened('2025-01-03 10:00', washer, call),
      one.contact('2025-01-03 10:05', { sessionId: 'call' }),
      ticket('two').opened('2025-01-03 10:10', washer, call),
    )
    expect(inShort(figure(facts, 'repeat-share', 'backward', january))).toBe('0/1')
    expect(facts.contacts.map(({ about }) => about.length)).toEqual([2])
  })

  it('counts the contact of a merged ticket on the one that stayed, and none of spam', () => {
    const [root, merged, junk] = [ticket('root'), ticket('merged'), ticket('junk')]
    const facts = factsOf(
      root.opened('2025-01-03 10:00', washer),
      merged.opened('2025-01-04 10:00', washer),
      merged.mergedInto('2025-01-04 11:00', 'root'),
      junk.opened('2025-01-05 10:00', washer),
      junk.spam('2025-01-05 10:01'),
    )
    const share = figure(facts, 'repeat-share', 'backward', january)
    expect(inShort(share)).toBe('1/2 {spam:1}')
    expect(share.counted().numerator.map(nameOf)).toEqual(['merged.2', 'root.2'])
  })
})

describe('by visits', () => {
  const windowOf = (at: string) => ({ on: at.slice(0, 10), from: '09:00', to: '12:00', zone: 'UTC' })
  /** A ticket about a unit with one visit, for a repair unless said otherwise. */
  const visited = (name: string, unitName: string | undefined, at: string, purpose = 'repair', category = 'noise') => {
    const desk = ticket(name)
    const matter = { purpose, ...(unitName !== undefined && { assetId: idOf(unitName) }) }
    const appointment = {
      window: windowOf(at),
      performer: { kind: 'provider', providerId: 'workshop', providerName: 'Workshop' },
      requiredSkills: [],
    }
    const visitId = idOf(`v ${name}`)
    return [
      desk.begun('2024-12-01 10:00', { topic: { category } }),
      desk.told('VisitScheduled', {
        visitId,
        ...matter,
        ...appointment,
        scheduledBy: { kind: 'agent', id: 'ben' },
        scheduledAt: instant('2024-12-02 10:00'),
        trace: [],
      }),
      desk.told('VisitArrived', { visitId, timing: 'in-window', arrivedAt: instant(at), trace: [] }),
      desk.told('VisitCompleted', {
        visitId,
        ...matter,
        round: 1,
        appointment,
        outcome: 'done',
        parts: [],
        labourMinutes: 30,
        completedAt: instant(at),
      }),
    ]
  }
  const counted = (...told: ReadonlyArray<Told>) => [
    inShort(figure(factsOf(...told), 'repeat-service-rate', 'visits-forward', january)),
    inShort(figure(factsOf(...told), 'repeat-share', 'visits-backward', january)),
  ]

  it('is the same example told as visits to units', () => {
    expect(
      counted(
        visited('a', 'A', '2025-01-03 10:00'),
        visited('a2', 'A', '2025-01-09 10:00'),
        visited('b', 'B', '2025-01-20 10:00'),
        visited('b2', 'B', '2025-02-01 10:00'),
        visited('c', 'C', '2025-01-30 10:00'),
      ),
    ).toEqual(['2/3 +1', '1/4'])
  })

  it('takes another topic for another trouble, leaves other purposes out, and needs the unit', () => {
    expect(
      counted(
        visited('a', 'A', '2025-01-03 10:00'),
        visited('b', 'A', '2025-01-04 10:00', 'repair', 'leak'),
        visited('c', 'A', '2025-01-05 10:00', 'maintenance'),
        visited('d', undefined, '2025-01-06 10:00'),
      ),
    ).toEqual(['0/2 {unknown-key:1}', '0/2 {unknown-key:1}'])
  })
})

describe('by repairs', () => {
  const [a, b, c] = [unit('A'), unit('B'), unit('C')]
  const begun = [a, b, c].map((one) => one.registered('2024-06-01 00:00'))
  const repairs = [
    a.repaired('2025-01-03 10:00'),
    a.repaired('2025-01-09 10:00'),
    b.repaired('2025-01-20 10:00'),
    b.repaired('2025-02-01 10:00'),
    c.repaired('2025-01-30 10:00'),
  ]
  const forward = (...told: ReadonlyArray<Told>) =>
    inShort(figure(factsOf(...begun, ...told), 'repeat-service-rate', 'repairs-forward', january))
  const backward = (...told: ReadonlyArray<Told>) =>
    inShort(figure(factsOf(...begun, ...told), 'repeat-share', 'repairs-backward', january))

  it('is the same example told as repairs of units', () => {
    expect([forward(...repairs), backward(...repairs)]).toEqual(['2/3 +1', '1/4'])
  })

  it('takes another failure mode for another trouble, and maintenance for none', () => {
    const told = [
      a.repaired('2025-01-03 10:00', 'seal'),
      a.repaired('2025-01-04 10:00', 'motor'),
      a.repaired('2025-01-05 10:00', 'seal'),
      a.repaired('2025-01-06 10:00', 'seal', 'maintenance'),
    ]
    expect([forward(...told), backward(...told)]).toEqual(['1/3', '1/3'])
  })

  it('does not say of a unit that is retired that it was not repaired again', () => {
    const told = [a.repaired('2025-01-03 10:00'), a.retired('2025-01-17 09:59')]
    expect([forward(...told), backward(...told)]).toEqual(['0/0 {no-longer-watched:1}', '0/1'])
    expect(forward(a.repaired('2025-01-03 10:00'), a.retired('2025-01-17 10:00'))).toBe('0/1')
  })
})
