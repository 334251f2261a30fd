import { factsOf, figure, inShort, instant, nameOf, type Told, ticket } from '../help-desk.fixtures.js'

const one = ticket('one')
const begun = one.begun('2025-06-02 09:00')
const due = '2025-06-03 12:00'
const promised = (promiseId: string) => one.promised(promiseId, '2025-06-02 09:00', due)
const asked = { asOf: instant('2025-06-04 00:00') }

describe('the worked example: six kept, two broken, one moved and kept, one open', () => {
  const facts = factsOf(
    begun,
    ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'].flatMap((id) => [promised(id), one.promiseKept(id, '2025-06-03 11:00')]),
    promised('b1'),
    one.promiseBroken('b1', due),
    promised('b2'), // broken too, though nobody recorded it
    promised('m1'),
    one.promiseMoved('m1', '2025-06-03 10:00', due, '2025-06-03 18:00'),
    one.promiseKept('m1', '2025-06-03 17:00'),
    one.promised('o1', '2025-06-02 09:00', '2025-06-30 12:00'),
  )

  it('is 7/9 lenient, 77.8 %', () => {
    const lenient = figure(facts, 'promise-keeping', 'lenient', asked)
    expect(inShort(lenient)).toBe('7/9 +1')
    expect(lenient.value).toBeCloseTo(0.778, 3)
  })

  it('is 6/9 strict, 66.7 %', () => {
    const strict = figure(facts, 'promise-keeping', 'strict', asked)
    expect(inShort(strict)).toBe('6/9 +1')
    expect(strict.value).toBeCloseTo(0.667, 3)
  })

  it('names the promises that wait', () => {
    expect(figure(facts, 'promise-keeping', 'lenient', asked).counted().pending.map(nameOf)).toEqual(['one.20'])
  })

  it('was an hour early at the median of the seven that were done', () => {
    expect(figure(facts, 'promise-accuracy', 'median', asked).value).toBe(-3600)
    expect(inShort(figure(facts, 'promise-accuracy', 'median', asked))).toBe('–/7 +3')
  })
})

const keeping = (...events: ReadonlyArray<Told>) =>
  ['lenient', 'strict'].map((variant) => inShort(figure(factsOf(begun, ...events), 'promise-keeping', variant, asked)))

describe('a promise', () => {
  it('is broken at its due instant, not before, and may be kept at it', () => {
    const facts = factsOf(begun, promised('p'))
    const at = (asOf: string) => inShort(figure(facts, 'promise-keeping', 'lenient', { asOf: instant(asOf) }))
    expect(at('2025-06-03 11:59:59.999')).toBe('0/0 +1')
    expect(at('2025-06-03 12:00')).toBe('0/1')
    expect(keeping(promised('p'), one.promiseKept('p', due))).toEqual(['1/1', '1/1'])
  })

  it('is broken where it was kept too late, whatever the history calls that', () => {
    expect(keeping(promised('p'), one.promiseKept('p', '2025-06-03 12:00:01'))).toEqual(['0/1', '0/1'])
  })

  it('stays broken where it was done late, by so much', () => {
    const late = [promised('p'), one.promiseBroken('p', due), one.promiseFulfilledLate('p', '2025-06-03 14:00')]
    expect(keeping(late)).toEqual(['0/1', '0/1'])
    expect(figure(factsOf(begun, late), 'promise-accuracy', 'median', asked).value).toBe(7200)
  })

  it('is broken where it was moved only after it was due', () => {
    const moved = one.promiseMoved('p', '2025-06-03 13:00', due, '2025-06-03 18:00')
    expect(keeping(promised('p'), moved, one.promiseKept('p', '2025-06-03 17:00'))).toEqual(['0/1', '0/1'])
  })

  it('moved and not due yet is pending to the lenient, broken to the strict', () => {
    expect(keeping(promised('p'), one.promiseMoved('p', '2025-06-03 10:00', due, '2025-06-30 12:00'))).toEqual([
      '0/0 +1',
      '0/1',
    ])
  })

  it('is not broken by what was recorded before a late word that it had been moved, or kept, in time', () => {
    const broken = [promised('p'), one.promiseBroken('p', due)]
    const moved = one.promiseMoved('p', '2025-06-03 10:00', due, '2025-06-30 12:00')
    expect(keeping(broken, moved)[0]).toBe('0/0 +1')
    expect(keeping(broken, one.promiseKept('p', '2025-06-03 11:00'))[0]).toBe('1/1')
  })

  it('is owed to nobody where the customer waived it, or withdrew the request before it was due', () => {
    expect(keeping(promised('p'), one.promiseWaived('p', '2025-06-02 10:00'))).toEqual([
      '0/0 {waived:1}',
      '0/0 {waived:1}',
    ])
    const withdrawn = one.cancelled('2025-06-02 10:00', 'withdrawn-by-customer')
    expect(keeping(promised('p'), withdrawn)).toEqual(['0/0 {void-by-customer:1}', '0/0 {void-by-customer:1}'])
  })

  it('stays broken where the request was withdrawn after it was due', () => {
    expect(keeping(promised('p'), one.cancelled('2025-06-03 13:00', 'withdrawn-by-customer'))).toEqual(['0/1', '0/1'])
  })

  it('leaves the figure with what excludes its ticket, or where its making is missing', () => {
    expect(keeping(promised('p'), one.spam('2025-06-03 13:00'))[0]).toBe('0/0 {spam:1}')
    expect(keeping(one.promiseKept('p', '2025-06-03 11:00'))[0]).toBe('0/0 {incomplete:1}')
  })
})

it('goes by the consent that was given last, whichever was heard of last', () => {
  // Moved at 12:00 to 3 June, at 15:00 to 5 June; done on 4 June: in time.
  const desk = ticket('desk')
  const made = desk.promised('visit', '2025-06-01 10:00', '2025-06-02 09:00')
  const first = desk.promiseMoved('visit', '2025-06-01 12:00', '2025-06-02 09:00', '2025-06-03 09:00')
  const last = desk.promiseMoved('visit', '2025-06-01 15:00', '2025-06-03 09:00', '2025-06-05 09:00')
  const kept = desk.promiseKept('visit', '2025-06-04 09:00')
  const begun = desk.opened('2025-06-01 09:00')
  for (const moves of [
    [first, last],
    [last, first],
  ]) {
    const facts = factsOf(begun, made, moves, kept)
    expect(inShort(figure(facts, 'promise-keeping', 'lenient'))).toBe('1/1')
    expect(figure(facts, 'promise-accuracy', 'median').value).toBe(-24 * 3600)
  }
})
