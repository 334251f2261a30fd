import { KnownIds } from './known-ids.js'

const shown = (from: number, ids: ReadonlyArray<string>, through = from + ids.length - 1) => ({
  from,
  through,
  ids: ids.map((id, index) => [id, from + index] as const),
})

const told = (known: KnownIds, stream: string) => {
  const of = known.of(stream)
  return of === undefined ? undefined : [of.through, [...of.revisionOf.keys()].join('')]
}

describe('known ids', () => {
  it('are taken up from the beginning of a stream, and then as they follow each other', () => {
    const known = new KnownIds(100)
    known.learn('s', shown(2, ['c']))
    expect(told(known, 's')).toBeUndefined()
    known.learn('s', shown(0, ['a', 'b']))
    known.learn('s', shown(3, ['d']))
    expect(told(known, 's')).toEqual([1, 'ab'])
    known.learn('s', shown(1, ['b', 'c', 'd']))
    expect(told(known, 's')).toEqual([3, 'abcd'])
    known.learn('s', shown(0, ['a']))
    expect(told(known, 's')).toEqual([3, 'abcd'])
  })

  it('reach as far as the stream was seen, also where its events are gone', () => {
    const known = new KnownIds(100)
    known.learn('s', shown(0, [], 41))
    expect(told(known, 's')).toEqual([41, ''])
    known.learn('s', shown(42, ['a']))
    expect(told(known, 's')).toEqual([42, 'a'])
  })

  it('are bounded: the stream that was not used for longest is forgotten', () => {
    const known = new KnownIds(5)
    known.learn('s', shown(0, ['a', 'b']))
    known.learn('t', shown(0, ['c', 'd']))
    known.of('s')
    known.learn('u', shown(0, ['e', 'f']))
    expect(['s', 't', 'u'].map((stream) => told(known, stream))).toEqual([[1, 'ab'], undefined, [1, 'ef']])
    known.learn('u', shown(2, ['g', 'h', 'i', 'j']))
    expect(['s', 't', 'u'].map((stream) => told(known, stream))).toEqual([undefined, undefined, undefined])
    known.learn('s', shown(0, ['a', 'b', 'c', 'd', 'e']))
    expect(told(known, 's')).toEqual([4, 'abcde'])
  })

  it('are bounded in streams too, though these hold no event', () => {
    const known = new KnownIds(3)
    for (let n = 0; n < 10; n += 1) known.learn(`s${n}`, shown(0, [], n))
    expect(told(known, 's0')).toBeUndefined()
    expect(told(known, 's9')).toEqual([9, ''])
  })

  it('are forgotten by stream and all together, and make room', () => {
    const known = new KnownIds(2)
    known.learn('s', shown(0, ['a', 'b']))
    known.forget('s')
    expect(told(known, 's')).toBeUndefined()
    known.learn('t', shown(0, ['a', 'b']))
    expect(told(known, 't')).toEqual([1, 'ab'])
    known.forgetAll()
    known.learn('u', shown(0, ['a', 'b']))
    expect(told(known, 'u')).toEqual([1, 'ab'])
  })
})
